namespace Gratis.Simulator.Traffic;

/// <summary>What becomes of a connection before any answer.</summary>
internal enum Greeting
{
    /// <summary>It is accepted.</summary>
    Accepted,

    /// <summary>Nobody listens.</summary>
    Refused,

    /// <summary>It is reset before a header was sent.</summary>
    Reset,
}
