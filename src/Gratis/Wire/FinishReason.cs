namespace Gratis.Wire;

/// <summary>Why the model stopped.</summary>
internal enum FinishReason
{
    /// <summary>It has not, or nobody said.</summary>
    None,

    /// <summary>It was done.</summary>
    Stop,

    /// <summary>The output limit.</summary>
    Length,

    /// <summary>It waits for the result of a tool.</summary>
    ToolCalls,

    /// <summary>A content filter.</summary>
    ContentFilter,

    /// <summary>The upstream failed in the middle.</summary>
    Error,

    /// <summary>A reason of the provider's own.</summary>
    Other,
}
