namespace Gratis.Simulator.Traffic;

/// <summary>How the playing of an answer ended.</summary>
internal enum Outcome
{
    /// <summary>Everything was handed out.</summary>
    Completed,

    /// <summary>The simulator broke the connection, as a fault wanted.</summary>
    Broken,

    /// <summary>The client left first.</summary>
    Cancelled,
}
