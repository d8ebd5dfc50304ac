using System.Text.Json;

namespace Gratis.Wire;

/// <summary>The texts in a message's content, or in all messages, one after the other; what is no text is stepped over. For bodies that <see cref="RequestReader"/> found good.</summary>
internal ref struct MessageTexts
{
    // Content lies two levels deeper in a list of messages than in itself.
    private readonly int _content;
    private Utf8JsonReader _reader;

    private MessageTexts(ReadOnlySpan<byte> json, int content)
    {
        _content = content;
        _reader = new Utf8JsonReader(json);
    }

    /// <summary>The text as it is written, escapes included.</summary>
    public readonly ReadOnlySpan<byte> Raw => _reader.ValueSpan;

    /// <summary>Whether it holds escapes.</summary>
    public readonly bool IsEscaped => _reader.ValueIsEscaped;

    /// <param name="content">The content of one message, a string or an array of parts.</param>
    public static MessageTexts OfContent(ReadOnlySpan<byte> content) => new(content, 0);

    /// <param name="messages">The array of messages.</param>
    public static MessageTexts OfMessages(ReadOnlySpan<byte> messages) => new(messages, 2);

    /// <summary>Steps to the next text; false when there is none.</summary>
    public bool Next()
    {
        while (_reader.Read())
        {
            switch (_reader.TokenType)
            {
                case JsonTokenType.String:
                    return true;

                case JsonTokenType.PropertyName when !LeadsToText():
                    _reader.Skip();
                    break;
            }
        }

        return false;
    }

    /// <summary>Decodes the text; the characters written. A text never has more of them than bytes.</summary>
    public readonly int CopyTo(Span<char> destination) => _reader.CopyString(destination);

    private readonly bool LeadsToText() =>
        _reader.CurrentDepth == _content ? _reader.ValueTextEquals("content"u8) : _reader.ValueTextEquals("text"u8);
}
