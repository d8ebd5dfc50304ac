using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gratis.Upstream.Limits;

/// <summary>A piece of a balance answer, found by its name. What is not there, or is something else than asked for, is simply not told.</summary>
internal readonly ref struct BalanceJson
{
    private const int MaxDepth = 16;

    private readonly ReadOnlySpan<byte> _json;

    private BalanceJson(ReadOnlySpan<byte> json) => _json = json;

    /// <summary>False where this is not one whole JSON object.</summary>
    public static bool TryParse(ReadOnlySpan<byte> json, out BalanceJson root)
    {
        root = default;
        var reader = ReaderOf(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read())
            {
                // Once gone through, it cannot fail further in.
            }
        }
        catch (JsonException)
        {
            return false;
        }

        root = new BalanceJson(json);
        return true;
    }

    /// <summary>The member of this name, the last one if there are several.</summary>
    public BalanceJson this[ReadOnlySpan<byte> name]
    {
        get
        {
            var found = default(BalanceJson);
            var reader = ReaderOf(_json);
            if (!Enter(ref reader, JsonTokenType.StartObject))
                return found;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isIt = !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(name);
                var value = Next(ref reader);
                if (isIt)
                    found = value;
            }

            return found;
        }
    }

    /// <summary>The element of a list whose member <paramref name="name"/> is this text.</summary>
    public BalanceJson With(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        var reader = ReaderOf(_json);
        if (!Enter(ref reader, JsonTokenType.StartArray))
            return default;
        while (true)
        {
            var element = Next(ref reader);
            if (element._json.IsEmpty || element[name].Is(text))
                return element;
        }
    }

    /// <summary>A number, or a text that is one.</summary>
    public decimal? Number
    {
        get
        {
            var reader = ReaderOf(_json);
            if (_json.IsEmpty || !reader.Read())
                return null;
            return reader.TokenType switch
            {
                JsonTokenType.Number when reader.TryGetDecimal(out var number) => number,
                JsonTokenType.String when decimal.TryParse(
                    reader.ValueSpan, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
                _ => null,
            };
        }
    }

    public bool IsFalse => _json.SequenceEqual("false"u8);

    /// <summary>Whether it is this text, which needs no escapes.</summary>
    public bool Is(ReadOnlySpan<byte> text) => _json.Length == text.Length + 2 && _json[0] == '"' && _json[1..^1].SequenceEqual(text);

    /// <summary>A short text without escapes.</summary>
    public bool TryText([NotNullWhen(true)] out string? text)
    {
        text = _json.Length is > 2 and < 64 && _json[0] == '"' && !_json.Contains((byte)'\\') ? Encoding.UTF8.GetString(_json[1..^1]) : null;
        return text is not null;
    }

    private static Utf8JsonReader ReaderOf(ReadOnlySpan<byte> json) => new(json, new JsonReaderOptions { MaxDepth = MaxDepth });

    private bool Enter(scoped ref Utf8JsonReader reader, JsonTokenType into) => !_json.IsEmpty && reader.Read() && reader.TokenType == into;

    private BalanceJson Next(scoped ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray)
            return default;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new BalanceJson(_json[start..(int)reader.BytesConsumed]);
    }
}
