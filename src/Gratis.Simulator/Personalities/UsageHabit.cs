namespace Gratis.Simulator.Personalities;

/// <summary>When a provider's stream tells usage.</summary>
internal enum UsageHabit
{
    /// <summary>In a chunk of its own, if <c>stream_options.include_usage</c> asks.</summary>
    WhenAsked,

    /// <summary>Always, in a chunk of its own.</summary>
    OwnChunk,

    /// <summary>Always, in the chunk with the finish reason.</summary>
    WithFinish,

    /// <summary>In every chunk.</summary>
    EveryChunk,

    /// <summary>Somewhere of the personality's own.</summary>
    Elsewhere,
}
