namespace Gratis.Load.Client;

/// <summary>Counts the events of a stream, line by line, across whatever pieces it arrives in.</summary>
internal sealed class EventCounter
{
    private readonly byte[] _lineStart = new byte[16];
    private int _length;

    /// <summary>Events before the end marker.</summary>
    public int Events { get; private set; }

    /// <summary>The end marker came, and came once.</summary>
    public bool IsDone { get; private set; }

    public void Reset()
    {
        _length = Events = 0;
        IsDone = false;
    }

    public void Read(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            var end = piece.IndexOf((byte)'\n');
            var part = end < 0 ? piece : piece[..end];
            var kept = part[..Math.Min(part.Length, _lineStart.Length - _length)];
            kept.CopyTo(_lineStart.AsSpan(_length));
            _length += kept.Length;
            if (end < 0)
                return;
            CountLine(_lineStart.AsSpan(0, _length));
            _length = 0;
            piece = piece[(end + 1)..];
        }
    }

    private void CountLine(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("data: [DONE]"u8))
            IsDone = true;
        else if (start.StartsWith("data:"u8))
            Events++;
    }
}
