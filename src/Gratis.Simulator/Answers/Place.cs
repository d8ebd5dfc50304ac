namespace Gratis.Simulator.Answers;

/// <summary>Where in an answer a piece of JSON stands.</summary>
internal enum Place
{
    /// <summary>A whole answer that is no stream.</summary>
    Whole,

    /// <summary>The first chunk.</summary>
    First,

    /// <summary>A chunk in the middle.</summary>
    Middle,

    /// <summary>The chunk that carries the finish reason.</summary>
    Finish,

    /// <summary>A chunk that carries only usage.</summary>
    Usage,
}
