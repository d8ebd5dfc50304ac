namespace Gratis.Catalog.Models;

/// <summary>Ids in one spelling: lower case, words apart by a dash, decimals by a dot.</summary>
internal static class IdText
{
    /// <summary>Writes the spelling; the result is never longer than the text.</summary>
    public static int Fold(ReadOnlySpan<char> text, Span<char> result)
    {
        var underscoreIsDecimal = !JoinsWordsByUnderscore(text);
        var written = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (IsDecimalMark(c, underscoreIsDecimal) && IsBetweenDigits(text, i))
                result[written++] = '.';
            else if (char.IsLetterOrDigit(c))
                result[written++] = Fold(c);
            else if (written > 0 && result[written - 1] != '-')
                result[written++] = '-';
        }

        return written > 0 && result[written - 1] == '-' ? written - 1 : written;
    }

    // Over upper case, so that letters with two lower cases meet.
    public static char Fold(char c) => char.IsAscii(c) ? char.ToLowerInvariant(c) : char.ToLowerInvariant(char.ToUpperInvariant(c));

    /// <summary>The letters a word begins with.</summary>
    public static ReadOnlySpan<char> Letters(ReadOnlySpan<char> word)
    {
        var digit = word.IndexOfAnyInRange('0', '9');
        return digit < 0 ? word : word[..digit];
    }

    /// <summary>Whether there is a digit and nothing else.</summary>
    public static bool IsNumber(ReadOnlySpan<char> word) => !word.IsEmpty && !word.ContainsAnyExceptInRange('0', '9');

    // The p of qwen2p5 and v3p3 at Fireworks.
    private static bool IsDecimalMark(char c, bool underscoreIsDecimal) => c is '.' or 'p' or 'P' || (c == '_' && underscoreIsDecimal);

    private static bool JoinsWordsByUnderscore(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '_' && !IsBetweenDigits(text, i))
                return true;
        }

        return false;
    }

    private static bool IsBetweenDigits(ReadOnlySpan<char> text, int i) =>
        i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]);
}
