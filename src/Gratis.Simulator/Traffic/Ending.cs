namespace Gratis.Simulator.Traffic;

/// <summary>How an answer's body ends.</summary>
internal enum Ending
{
    /// <summary>As HTTP wants it.</summary>
    Clean,

    /// <summary>The connection closes in the middle.</summary>
    Cut,

    /// <summary>A chunk header that is no number.</summary>
    BadFraming,
}
