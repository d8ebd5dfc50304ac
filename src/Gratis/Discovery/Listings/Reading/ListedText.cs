using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Gratis.Wire;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>Text of a list: read without throwing, cleaned before people see it, and ids that can be one.</summary>
internal static class ListedText
{
    /// <summary>No id and no name is longer.</summary>
    public const int MaxLength = 200;

    private const int MaxBytes = 16 * 1024;

    /// <summary>What ids of models are made of; nothing here needs escaping in a header, a page or a comma list.</summary>
    private static readonly SearchValues<char> IdChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/@+~=()[]");

    /// <summary>The string under the reader; null for anything else, and for one that is huge or no Unicode.</summary>
    public static string? Text(this ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        return reader.Decoded();
    }

    /// <summary>The property name under the reader; null for one that is huge or no Unicode.</summary>
    public static string? PropertyName(this ref Utf8JsonReader reader) => reader.Decoded();

    /// <summary>A word that stands for something: in lower case, its parts joined by hyphens; empty for what is no string.</summary>
    public static string Word(this ref Utf8JsonReader reader) =>
        reader.Text() is { Length: <= MaxLength } text ? text.Trim().ToLowerInvariant().Replace('_', '-').Replace(' ', '-') : "";

    /// <summary>
    /// Text for people: on one line, bounded, without controls, invisible characters and what could begin markup; null where nothing is left.
    /// </summary>
    public static string? Shown(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        var shown = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length + rune.Utf16SequenceLength > MaxLength)
                break;
            if (IsVisible(rune))
                shown.Append(rune.ToString());
            else if (shown.Length > 0 && shown[^1] != ' ')
                shown.Append(' ');
        }

        var trimmed = shown.ToString().Trim();
        return trimmed.Length == 0 ? null : trimmed;
    }

    /// <summary>Why <paramref name="id"/> is not taken for the id of a model; null where it is.</summary>
    public static string? WhyNoId(string? id)
    {
        if (string.IsNullOrWhiteSpace(id))
            return "it has no id";
        if (id.Length > MaxLength)
            return $"its id is longer than {MaxLength} characters";
        if (id.AsSpan().ContainsAnyExcept(IdChars))
            return "its id has a character that ids do not have";
        if (id[0] is '/' or '.' || id.Contains("..", StringComparison.Ordinal))
            return "its id looks like a path";
        return null;
    }

    private static string? Decoded(this ref Utf8JsonReader reader)
    {
        var raw = reader.ValueSpan;
        return raw.Length > MaxBytes || (reader.ValueIsEscaped && EscapedText.DecodedLength(raw) == EscapedText.LoneSurrogate) ? null : reader.GetString();
    }

    private static bool IsVisible(Rune rune) => rune.Value is not ('<' or '>') && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) && rune != Rune.ReplacementChar;
}
