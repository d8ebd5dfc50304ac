using System.Buffers;
using System.Globalization;
using System.Text;

namespace Gratis.Gateway.Import.Writing;

/// <summary>A text as one YAML scalar: plain where every reader of YAML, old or new, takes it for that text; else in double quotes.</summary>
internal static class YamlScalar
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:");

    // What YAML 1.1 takes for something else than text; numbers and dates begin with a digit and are quoted for that.
    private static readonly HashSet<string> Reserved = new(["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"], StringComparer.OrdinalIgnoreCase);

    /// <param name="text">The text.</param>
    /// <param name="isFlow">It stands inside braces or brackets, where older readers trip over a colon.</param>
    public static string Of(string text, bool isFlow = false) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text[^1] != ':' && !text.AsSpan().ContainsAnyExcept(Plain)
        && !(isFlow && text.Contains(':', StringComparison.Ordinal)) && !Reserved.Contains(text)
            ? text
            : Quoted(text);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when NeedsEscape(c) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    // Halves of a pair stay as they are: together they are one character.
    private static bool NeedsEscape(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
