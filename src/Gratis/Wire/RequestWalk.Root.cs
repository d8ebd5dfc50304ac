using System.Text;
using System.Text.Json;

namespace Gratis.Wire;

/// <content>The top level, and the members every operation has.</content>
internal ref partial struct RequestWalk
{
    /// <summary>Walks the whole body.</summary>
    public bool Read()
    {
        if (!Next())
        {
            return false;
        }

        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            return Refuse(null, $"The body is {Found()}, but must be a JSON object.");
        }

        Tally.AfterBrace = Position;
        ulong seen = 0;
        while (NextMember(Place.Root, 0, ref seen, out RequestField field))
        {
            if (!ReadMember(field))
            {
                return false;
            }
        }

        if (!Unharmed)
        {
            return false;
        }

        int rest = _json[(int)_reader.BytesConsumed..].IndexOfAnyExcept(" \t\r\n"u8);
        return rest < 0
            ? IsComplete(seen)
            : Refuse(null, $"The JSON object ends, but more data follows at byte {Position + rest + 1}.");
    }

    private bool ReadMember(RequestField field) => field switch
    {
        RequestField.None => SkipValue(),
        RequestField.Model => ReadModel(),
        RequestField.ModelInAnotherCase => Refuse("model", "'model' must be in lower case: some servers would read this spelling of it, others would not."),
        RequestField.User => ReadOptional("user", "a string", JsonTokenType.String),
        RequestField.Input => ReadInput(),
        RequestField.Query => ReadQuery(),
        RequestField.Documents => ReadDocuments(),
        RequestField.TopN => ReadInteger("top_n", 1, out _),
        _ => ReadChatMember(field),
    };

    private bool IsComplete(ulong seen)
    {
        if (Tally.Operation == Operation.Rerank && (seen & (1UL << (int)RequestField.Query)) == 0)
        {
            return Missing("query", "a string");
        }

        (RequestField field, string name, string expected) = Tally.Operation switch
        {
            Operation.Chat => (RequestField.Messages, "messages", MessagesShape),
            Operation.Embeddings => (RequestField.Input, "input", InputShape),
            _ => (RequestField.Documents, "documents", DocumentsShape),
        };
        return (seen & (1UL << (int)field)) != 0 || Missing(name, expected);
    }

    private bool Missing(string name, string expected) => Refuse(name, $"'{name}' is missing, but must be {expected}.");

    private bool ReadModel()
    {
        Tally.Model = Token;
        if (_reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        if (_reader.TokenType != JsonTokenType.String)
        {
            return Wrong("model", "a string");
        }

        ReadOnlySpan<byte> raw = _reader.ValueSpan;
        if (_reader.ValueIsEscaped || raw.Length > RequestReader.MaxModelChars || !Ascii.IsValid(raw))
        {
            return ReadUnusualModel();
        }

        Tally.ModelChars = raw.Length;
        Tally.ModelIsBlank = raw.IndexOfAnyExcept((byte)' ') < 0;
        return !raw.Contains((byte)0x7F) || ModelHasControls();
    }

    private bool ReadUnusualModel()
    {
        const int Longest = RequestReader.MaxModelChars * 6;
        Span<char> chars = stackalloc char[Longest];
        int length = _reader.ValueSpan.Length > Longest ? int.MaxValue : _reader.CopyString(chars);
        if (length > RequestReader.MaxModelChars)
        {
            return Refuse("model", $"'model' is too long, but must have at most {RequestReader.MaxModelChars} characters.");
        }

        ReadOnlySpan<char> name = chars[..length];
        foreach (char c in name)
        {
            if (char.IsControl(c))
            {
                return ModelHasControls();
            }
        }

        Tally.ModelChars = length;
        Tally.ModelIsBlank = name.IsWhiteSpace();
        return true;
    }

    private bool ModelHasControls() => Refuse("model", "'model' holds a control character, but must be a plain name.");

    /// <summary>A value that is of this type, or null, which is as good as absent; nothing in it matters.</summary>
    private bool ReadOptional(string name, string expected, JsonTokenType type) =>
        _reader.TokenType == type || _reader.TokenType == JsonTokenType.Null ? SkipValue() : Wrong(name, expected);

    private bool ReadBoolean(string name, out bool value)
    {
        value = _reader.TokenType == JsonTokenType.True;
        return value || _reader.TokenType is JsonTokenType.False or JsonTokenType.Null || Wrong(name, "true or false");
    }

    private bool ReadInteger(string name, int least, out int? value)
    {
        value = null;
        if (_reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        // Some languages have no integers and write 1e3 or 1000.0.
        if (_reader.TokenType != JsonTokenType.Number || !_reader.TryGetDouble(out double number)
            || number != Math.Floor(number) || number < least || number > int.MaxValue)
        {
            return Wrong(name, $"an integer from {least} to {int.MaxValue}");
        }

        value = (int)number;
        return true;
    }
}
