using System.Buffers;
using System.Text;
using System.Text.Json;
using Gratis.Wire;

namespace Gratis.Routing.Tiers;

/// <summary>
/// What the user said last, decoded into rented memory. Of a long text only the beginning and the end: that is where people say what
/// they want done with what lies between.
/// </summary>
internal ref struct LastText
{
    /// <summary>So many bytes of the body are looked at from the beginning, and as many from the end.</summary>
    public const int Window = 8 * 1024;

    private const char Gap = '\n';

    private char[]? _rented;
    private int _length;

    public LastText(ReadOnlySpan<byte> body, RequestFacts facts)
    {
        var content = facts.LastUserContent.Of(body);
        if (content.IsEmpty)
            return;

        var (bytes, texts) = Measure(content);
        _rented = ArrayPool<char>.Shared.Rent(Math.Min(bytes, (2 * Window) + EscapedText.LongestCharacter) + texts);
        var at = 0;
        for (var text = MessageTexts.OfContent(content); text.Next(); at += text.Raw.Length)
            Add(text, Window - at, bytes - Window - at);
    }

    /// <summary>The text; gone once this is disposed.</summary>
    public readonly ReadOnlySpan<char> Text => _rented.AsSpan(0, _length);

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<char>.Shared.Return(_rented);
        _rented = null;
        _length = 0;
    }

    private static (int Bytes, int Texts) Measure(ReadOnlySpan<byte> content)
    {
        var (bytes, texts) = (0, 0);
        for (var text = MessageTexts.OfContent(content); text.Next(); texts++)
            bytes += text.Raw.Length;
        return (bytes, texts + 1);
    }

    /// <summary>Adds of one text what lies before <paramref name="headEnd"/> and behind <paramref name="tailBegin"/>.</summary>
    private void Add(in MessageTexts text, int headEnd, int tailBegin)
    {
        var raw = text.Raw;
        if (headEnd >= tailBegin || headEnd >= raw.Length || tailBegin <= 0)
        {
            Begin();
            _length += text.CopyTo(_rented.AsSpan(_length));
            return;
        }

        if (headEnd > 0)
            AddPart(raw[..EscapedText.Cut(raw, headEnd)], text.IsEscaped);
        if (tailBegin < raw.Length)
            AddPart(raw[EscapedText.Cut(raw, tailBegin)..], text.IsEscaped);
    }

    private void AddPart(ReadOnlySpan<byte> part, bool isEscaped)
    {
        Begin();
        if (!isEscaped)
        {
            _length += Encoding.UTF8.GetChars(part, _rented.AsSpan(_length));
            return;
        }

        Span<byte> literal = stackalloc byte[Window + EscapedText.LongestCharacter + 2];
        literal = literal[..(part.Length + 2)];
        literal[0] = literal[^1] = (byte)'"';
        part.CopyTo(literal[1..]);
        var reader = new Utf8JsonReader(literal);
        reader.Read();
        _length += reader.CopyString(_rented.AsSpan(_length));
    }

    private void Begin()
    {
        if (_length > 0)
            _rented![_length++] = Gap;
    }
}
