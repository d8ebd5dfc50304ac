using System.Globalization;
using System.Text.Json;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>Values as tolerant as lists need it. Each method leaves the reader at the last token of the value, whatever it was.</summary>
internal static class JsonValues
{
    private const int MostWords = 100;

    /// <summary>Yes or no, also as text; null for anything else.</summary>
    public static bool? Flag(this ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => reader.Word() switch
        {
            "true" => true,
            "false" => false,
            _ => null,
        },
    };

    /// <summary>A plain value as text; null for objects, arrays and null.</summary>
    public static string? Plain(this ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Number => reader.TryGetDecimal(out var number) ? number.ToString(CultureInfo.InvariantCulture) : null,
        _ => reader.Text(),
    };

    /// <summary>The words of an array; none for anything else.</summary>
    public static List<string> Words(this ref Utf8JsonReader reader)
    {
        List<string> words = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return words;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.Word() is { Length: > 0 } word && words.Count < MostWords)
                words.Add(word);
        }

        return words;
    }

    /// <summary>A word, or the one under <c>name</c> of an object.</summary>
    public static string NamedWord(this ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return reader.Word();

        var word = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isName = reader.ValueSpan.SequenceEqual("name"u8);
            reader.Read();
            if (isName)
                word = reader.Word();
            else
                reader.Skip();
        }

        return word;
    }

    /// <summary>The modalities of an array.</summary>
    public static Modalities ModalityList(this ref Utf8JsonReader reader)
    {
        var modalities = Modalities.None;
        foreach (var word in reader.Words())
            modalities |= ModalityWords.Of(word);
        return modalities;
    }
}
