namespace Gratis.Simulator.Answers;

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
