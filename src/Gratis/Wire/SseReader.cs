namespace Gratis.Wire;

/// <summary>
/// Finds the frames of an event stream in a buffer that grows, and never looks at a byte twice. The buffer is the caller's: it passes
/// everything unread, from the first byte of the current frame on, drops <see cref="SseFrame.Length"/> bytes after each frame found,
/// and adds bytes when none is. How large a frame may grow is for the caller to say: while no frame is found, the span is its size so far.
/// </summary>
internal struct SseReader
{
    private int _searched;
    private int _lineStart;
    private ByteRange _firstData;
    private int _dataLength;
    private bool _hasData;
    private bool _hasComment;
    private bool _hasOther;
    private bool _isError;
    private bool _started;

    /// <summary>Takes the frame at the start of <paramref name="unread"/>, if all of it is there.</summary>
    public bool TryRead(ReadOnlySpan<byte> unread, out SseFrame frame) => TryRead(unread, ended: false, out frame);

    /// <summary>As <see cref="TryRead(ReadOnlySpan{byte}, out SseFrame)"/> once the stream has ended: what is left counts as a frame too.</summary>
    public bool TryReadEnd(ReadOnlySpan<byte> unread, out SseFrame frame)
    {
        if (TryRead(unread, ended: true, out frame))
        {
            return true;
        }

        if (_lineStart < unread.Length)
        {
            TakeLine(unread, unread.Length);
        }

        frame = Close(unread.Length, complete: false);
        return !unread.IsEmpty;
    }

    /// <summary>True when <paramref name="line"/> is a field of this name; a single space before the value is not part of it.</summary>
    internal static bool IsField(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!line.StartsWith(name) || (line.Length > name.Length && line[name.Length] != ':'))
        {
            return false;
        }

        value = line[Math.Min(line.Length, name.Length + 1)..];
        value = value.StartsWith((byte)' ') ? value[1..] : value;
        return true;
    }

    private bool TryRead(ReadOnlySpan<byte> unread, bool ended, out SseFrame frame)
    {
        while (true)
        {
            int step = unread[_searched..].IndexOfAny((byte)'\n', (byte)'\r');
            if (step < 0)
            {
                _searched = unread.Length;
                frame = default;
                return false;
            }

            int end = _searched + step;
            int next = end + 1;
            if (unread[end] == '\r')
            {
                if (next == unread.Length && !ended)
                {
                    // Its line feed may be in the next read; a frame must not depend on where reads are cut.
                    _searched = end;
                    frame = default;
                    return false;
                }

                next += next < unread.Length && unread[next] == '\n' ? 1 : 0;
            }

            bool blank = end == _lineStart;
            if (!blank)
            {
                TakeLine(unread, end);
            }

            _searched = _lineStart = next;
            if (blank)
            {
                frame = Close(next, complete: true);
                return true;
            }
        }
    }

    private void TakeLine(ReadOnlySpan<byte> unread, int end)
    {
        ReadOnlySpan<byte> line = unread[_lineStart..end];
        if (!_started && line.StartsWith("\uFEFF"u8))
        {
            line = line[3..];
        }

        _started = true;
        if (IsField(line, "data"u8, out ReadOnlySpan<byte> data))
        {
            if (_hasData)
            {
                _dataLength += 1 + data.Length;
            }
            else
            {
                _hasData = true;
                _firstData = new ByteRange(end - data.Length, data.Length);
                _dataLength = data.Length;
            }
        }
        else if (line.StartsWith((byte)':'))
        {
            _hasComment = true;
        }
        else
        {
            _hasOther = true;
            if (IsField(line, "event"u8, out ReadOnlySpan<byte> name))
            {
                _isError = name.SequenceEqual("error"u8);
            }
        }
    }

    private SseFrame Close(int length, bool complete)
    {
        SseKind kind = _hasData ? SseKind.Data : _hasComment && !_hasOther ? SseKind.Comment : SseKind.Other;
        SseFrame frame = new(length, kind, _isError, _firstData, _dataLength, complete);
        this = new SseReader { _started = true };
        return frame;
    }
}
