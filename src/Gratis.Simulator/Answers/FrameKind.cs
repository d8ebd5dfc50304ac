namespace Gratis.Simulator.Answers;

/// <summary>What an SSE frame is.</summary>
internal enum FrameKind
{
    /// <summary>A <c>data:</c> line with a chunk.</summary>
    Data,

    /// <summary><c>data: [DONE]</c>.</summary>
    Done,

    /// <summary>A comment line.</summary>
    Comment,

    /// <summary><c>event: error</c> with its data.</summary>
    ErrorEvent,
}
