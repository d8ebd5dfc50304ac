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

/// <summary>One SSE frame before it has line ends.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Payload">Its JSON or comment text.</param>
/// <param name="Tokens">Output tokens it delivers.</param>
/// <param name="Place">Where in the answer a chunk stands; the middle is content.</param>
internal readonly record struct Frame(FrameKind Kind, ReadOnlyMemory<byte> Payload, int Tokens, Place Place)
{
    public static Frame Done { get; } = new(FrameKind.Done, "[DONE]"u8.ToArray(), 0, Place.Usage);

    public bool IsContent => Kind is FrameKind.Data && Place is Place.Middle;
}

/// <summary>How frames become lines.</summary>
/// <param name="Crlf">CRLF instead of LF.</param>
/// <param name="NoSpace">No space after the colon.</param>
/// <param name="MultiLine">Data spread over two lines.</param>
internal readonly record struct LineStyle(bool Crlf, bool NoSpace, bool MultiLine);
