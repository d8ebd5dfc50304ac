namespace Gratis.Wire;

/// <summary>A stretch of a body, so that facts point at bytes instead of copying them.</summary>
internal readonly record struct ByteRange(int Start, int Length)
{
    /// <summary>The position just behind the last byte.</summary>
    public int End => Start + Length;

    /// <summary>True when it covers nothing: the thing it points at is absent.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The bytes it points at.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> bytes) => bytes.Slice(Start, Length);

    /// <summary>The bytes it points at.</summary>
    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> bytes) => bytes.Slice(Start, Length);
}
