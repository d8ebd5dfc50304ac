namespace Gratis.Wire;

/// <summary>What a frame of an event stream carries.</summary>
internal enum SseKind
{
    /// <summary>Nothing for the application: blank lines, or fields such as id and retry alone.</summary>
    Other,

    /// <summary>Comments only: a keep-alive.</summary>
    Comment,

    /// <summary>At least one data line.</summary>
    Data,
}

/// <summary>One frame; its positions count from its own first byte.</summary>
/// <param name="Length">All its bytes, the blank line that ends it included.</param>
/// <param name="Kind">What it carries.</param>
/// <param name="IsError">It is an <c>event: error</c>.</param>
/// <param name="FirstData">The payload of its first data line.</param>
/// <param name="DataLength">The payload's length with all data lines joined.</param>
/// <param name="IsComplete">False for what is left at the end of a stream without its blank line.</param>
internal readonly record struct SseFrame(int Length, SseKind Kind, bool IsError, ByteRange FirstData, int DataLength, bool IsComplete)
{
    /// <summary>True when the payload spans several lines and has to be joined (<see cref="JoinData"/>).</summary>
    public bool IsMultiLine => DataLength != FirstData.Length;

    /// <summary>
    /// The payload: a slice of <paramref name="frame"/> as a rule, <paramref name="scratch"/> (at least <see cref="DataLength"/> long)
    /// only when it spans several lines.
    /// </summary>
    public ReadOnlySpan<byte> Data(ReadOnlySpan<byte> frame, Span<byte> scratch) =>
        IsMultiLine ? scratch[..JoinData(frame, scratch)] : FirstData.Of(frame);

    /// <summary>Joins the data lines with line feeds into <paramref name="destination"/>; returns <see cref="DataLength"/>.</summary>
    public int JoinData(ReadOnlySpan<byte> frame, Span<byte> destination)
    {
        FirstData.Of(frame).CopyTo(destination);
        int length = FirstData.Length;
        ReadOnlySpan<byte> rest = frame[FirstData.End..Length];
        while (length < DataLength)
        {
            int end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            if (SseReader.IsField(line, "data"u8, out ReadOnlySpan<byte> data))
            {
                destination[length++] = (byte)'\n';
                data.CopyTo(destination[length..]);
                length += data.Length;
            }

            rest = rest[Math.Min(rest.Length, line.Length + 1)..];
        }

        return length;
    }
}
