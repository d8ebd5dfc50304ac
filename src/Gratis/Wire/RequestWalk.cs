using System.Text.Json;

namespace Gratis.Wire;

/// <summary>
/// One walk over a request body. This part moves the reader and words the faults; the others know the shape of each operation.
/// Every method that reads a value starts on the value's first token, ends on its last, and returns false once <see cref="Fault"/> is set.
/// </summary>
internal ref partial struct RequestWalk
{
    // Enough for our longest name, and for any a route may refuse, with every character escaped.
    private const int LongestEscapedName = 40 * 6;

    private readonly ReadOnlySpan<byte> _json;
    private readonly bool _hasUnicodeEscapes;
    private Utf8JsonReader _reader;
    private int _decodedLength;

    public RequestWalk(ReadOnlySpan<byte> json, int start, Operation operation)
    {
        _json = json;
        _hasUnicodeEscapes = json.IndexOf("\\u"u8) >= 0;

        // One level more than allowed, so that the step over the limit is seen here and can be told from bad JSON.
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = RequestReader.MaxDepth + 1 });
        Tally = new RequestTally { Operation = operation, BodyStart = start, ModelIsBlank = true };
    }

    private enum Place
    {
        Root,
        Message,
        Part,
        Tool,
        Function,
        ToolChoice,
        FunctionCall,
        ResponseFormat,
        NamedSchema,
        StreamOptions,
        Reasoning,
    }

    /// <summary>What has been gathered.</summary>
    public RequestTally Tally;

    /// <summary>What is wrong, once a method has returned false.</summary>
    public RequestFault Fault { get; private set; }

    private readonly int Position => Tally.BodyStart + (int)_reader.BytesConsumed;

    private readonly ByteRange Token
    {
        get
        {
            int start = Tally.BodyStart + (int)_reader.TokenStartIndex;
            return new ByteRange(start, Position - start);
        }
    }

    private bool Next()
    {
        _reader.Read();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray when _reader.CurrentDepth >= RequestReader.MaxDepth:
                return Refuse(null, $"The body nests deeper than {RequestReader.MaxDepth} levels.");

            case JsonTokenType.PropertyName or JsonTokenType.String when _hasUnicodeEscapes && _reader.ValueIsEscaped:
                _decodedLength = EscapedText.DecodedLength(_reader.ValueSpan);
                return _decodedLength != EscapedText.LoneSurrogate
                    || Refuse(null, $"The string at byte {Token.Start + 1} holds half of a surrogate pair, but must be valid Unicode.");

            default:
                return true;
        }
    }

    private bool SkipValue()
    {
        if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            int depth = _reader.CurrentDepth;
            do
            {
                if (!Next())
                {
                    return false;
                }
            }
            while (_reader.CurrentDepth > depth);
        }

        return true;
    }

    private bool SkipValue(out int length)
    {
        int start = Token.Start;
        bool read = SkipValue();
        length = Position - start;
        return read;
    }

    /// <summary>
    /// Steps to the value of an object's next member. False at the end of the object as well as on a fault: <see cref="Unharmed"/>
    /// tells them apart.
    /// </summary>
    private bool NextMember(Place place, int index, ref ulong seen, out RequestField field)
    {
        field = RequestField.None;
        if (!Next() || _reader.TokenType == JsonTokenType.EndObject)
        {
            return false;
        }

        field = _reader.ValueIsEscaped ? IdentifyEscaped(place) : Identify(place, _reader.ValueSpan);
        ulong bit = 1UL << (int)field;
        if ((seen & bit) != 0 && field != RequestField.None)
        {
            // Servers differ in which of the two they take.
            string path = Path(place, index, _reader.GetString());
            return Refuse(path, $"'{path}' is there twice, but must be unambiguous.");
        }

        seen |= bit;
        return Next();
    }

    private bool Unharmed => Fault.Message is null;

    private RequestField Identify(Place place, scoped ReadOnlySpan<byte> name)
    {
        switch (place)
        {
            case Place.Root:
                Tally.Names.Add(name);
                return RequestFields.Root(Tally.Operation, name);
            case Place.Message:
                return RequestFields.Message(name);
            default:
                return RequestFields.Detail(name);
        }
    }

    private RequestField IdentifyEscaped(Place place)
    {
        // Longer than this, it is none of our names.
        Span<byte> name = stackalloc byte[LongestEscapedName];
        return _reader.ValueSpan.Length > name.Length ? RequestField.None : Identify(place, name[.._reader.CopyString(name)]);
    }

    private readonly string Path(Place place, int index, string? member) => place switch
    {
        Place.Message => $"messages[{Tally.MessageCount}].{member}",
        Place.Part => $"messages[{Tally.MessageCount}].content[{index}].{member}",
        Place.Tool => $"tools[{index}].{member}",
        Place.Function => $"functions[{index}].{member}",
        Place.FunctionCall => $"function_call.{member}",
        Place.ToolChoice => $"tool_choice.{member}",
        Place.ResponseFormat => $"response_format.{member}",
        Place.NamedSchema => $"response_format.json_schema.{member}",
        Place.StreamOptions => $"stream_options.{member}",
        Place.Reasoning => $"reasoning.{member}",
        _ => $"{member}",
    };

    private readonly bool TextIs(ReadOnlySpan<byte> text) => _reader.TokenType == JsonTokenType.String
        && (_reader.ValueIsEscaped ? _reader.ValueTextEquals(text) : _reader.ValueSpan.SequenceEqual(text));

    private readonly int TextLength() => !_reader.ValueIsEscaped ? _reader.ValueSpan.Length
        : _hasUnicodeEscapes ? _decodedLength
        : EscapedText.DecodedLengthOfShortEscapes(_reader.ValueSpan);

    private bool Refuse(string? param, string message)
    {
        Fault = new RequestFault(message, param);
        return false;
    }

    private bool Wrong(string param, string expected) => Refuse(param, $"'{param}' is {Found()}, but must be {expected}.");

    private readonly string Found() => _reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String when _reader.ValueSpan.IsEmpty => "an empty string",
        JsonTokenType.String => "a string",
        JsonTokenType.Number when _reader.ValueSpan.Length <= 32 => System.Text.Encoding.UTF8.GetString(_reader.ValueSpan),
        JsonTokenType.Number => "a number",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => "null",
    };
}
