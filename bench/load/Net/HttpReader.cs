using System.Buffers.Text;
using System.Text;

namespace Gratis.Load.Net;

/// <summary>
/// Reads HTTP/1.1 messages, requests or answers, from bytes as they arrive. It knows what the bench needs (status, framing,
/// keep-alive) and hands the body out in pieces without keeping it.
/// </summary>
internal sealed class HttpReader
{
    private const int MaxHeadBytes = 16 * 1024;

    private byte[] _carried = [];
    private int _carriedLength;
    private Part _part;
    private bool _chunked;
    private bool _extension;
    private bool _emptyLine;
    private long _left;

    private enum Part { Head, Data, ChunkSize, ChunkEnd, Trailer, Complete }

    /// <summary>The whole message has been read.</summary>
    public bool IsComplete => _part == Part.Complete;

    /// <summary>Nothing of the next message has been read.</summary>
    public bool IsFresh => _part == Part.Head && _carriedLength == 0;

    /// <summary>The message's head is still to be read.</summary>
    public bool NeedsHead => _part == Part.Head;

    /// <summary>The sender closes the connection after this message.</summary>
    public bool Closes { get; private set; }

    /// <summary>Makes ready for the next message.</summary>
    public void Reset()
    {
        _part = Part.Head;
        _carriedLength = 0;
        _left = 0;
        _chunked = _extension = Closes = false;
    }

    /// <summary>Takes the head off the front of <paramref name="data"/> once all of it is there.</summary>
    public bool TryReadHead(ref ReadOnlySpan<byte> data, out ReadOnlySpan<byte> head)
    {
        var before = _carriedLength;
        var bytes = data;
        if (before > 0)
        {
            Carry(data);
            bytes = _carried.AsSpan(0, _carriedLength);
        }

        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            if (before == 0)
                Carry(data);
            if (_carriedLength == MaxHeadBytes)
                throw Broken($"a head of more than {MaxHeadBytes} bytes");
            head = data = default;
            return false;
        }

        head = bytes[..(end + 2)];
        data = data[(end + 4 - before)..];
        _carriedLength = 0;
        ReadFraming(head);
        return true;
    }

    /// <summary>Takes the next piece of the body off the front of <paramref name="data"/>; false when it holds no more of it.</summary>
    public bool TryReadBody(ref ReadOnlySpan<byte> data, out ReadOnlySpan<byte> piece)
    {
        while (!data.IsEmpty && _part != Part.Complete)
        {
            if (_part == Part.Data)
            {
                piece = data[..(int)Math.Min(_left, data.Length)];
                data = data[piece.Length..];
                _left -= piece.Length;
                if (_left == 0)
                    _part = _chunked ? Part.ChunkEnd : Part.Complete;
                return true;
            }

            ReadChunkSyntax(data[0]);
            data = data[1..];
        }

        piece = default;
        return false;
    }

    /// <summary>The status of an answer, from its head.</summary>
    public static int StatusOf(ReadOnlySpan<byte> head) =>
        head.Length > 12 && Utf8Parser.TryParse(head[9..12], out int status, out _) ? status : 0;

    private void ReadFraming(ReadOnlySpan<byte> head)
    {
        long length = 0;
        var rest = head[(head.IndexOf((byte)'\n') + 1)..];
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = rest[..(end - 1)];
            rest = rest[(end + 1)..];
            if (TryGet(line, "content-length"u8, out var value))
                length = Utf8Parser.TryParse(value, out long parsed, out _) ? parsed : throw Broken("a length that is no number");
            else if (TryGet(line, "transfer-encoding"u8, out value))
                _chunked = Ascii.EqualsIgnoreCase(value, "chunked"u8);
            else if (TryGet(line, "connection"u8, out value))
                Closes = Ascii.EqualsIgnoreCase(value, "close"u8);
        }

        _left = _chunked ? 0 : length;
        _part = _chunked ? Part.ChunkSize : length > 0 ? Part.Data : Part.Complete;
    }

    private void ReadChunkSyntax(byte next)
    {
        switch (_part)
        {
            case Part.ChunkSize when next == '\n':
                _extension = false;
                _emptyLine = true;
                _part = _left > 0 ? Part.Data : Part.Trailer;
                break;
            case Part.ChunkSize when next == ';':
                _extension = true;
                break;
            case Part.ChunkSize when next != '\r' && !_extension:
                _left = char.IsAsciiHexDigit((char)next)
                    ? _left * 16 + HexValue(next)
                    : throw Broken("a chunk size that is no number");
                break;
            case Part.ChunkEnd when next == '\n':
                _part = Part.ChunkSize;
                break;
            case Part.Trailer when next == '\n':
                if (_emptyLine)
                    _part = Part.Complete;
                _emptyLine = true;
                break;
            case Part.Trailer when next != '\r':
                _emptyLine = false;
                break;
        }
    }

    private void Carry(ReadOnlySpan<byte> data)
    {
        if (_carried.Length == 0)
            _carried = new byte[MaxHeadBytes];
        var part = data[..Math.Min(data.Length, MaxHeadBytes - _carriedLength)];
        part.CopyTo(_carried.AsSpan(_carriedLength));
        _carriedLength += part.Length;
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static bool TryGet(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var found = line.Length > name.Length && line[name.Length] == ':' && Ascii.EqualsIgnoreCase(line[..name.Length], name);
        value = found ? line[(name.Length + 1)..].Trim((byte)' ') : default;
        return found;
    }

    private static InvalidDataException Broken(string what) => new($"expected an HTTP/1.1 message, got {what}");
}
