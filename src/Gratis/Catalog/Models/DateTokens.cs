namespace Gratis.Catalog.Models;

/// <summary>Dates in ids: some name other weights, some only a day of release.</summary>
/// <remarks>
/// A full date (<c>2024-08-06</c>, <c>20250514</c>) and a revision (<c>001</c>) are stamps and go. A short one (<c>0528</c>, <c>2507</c>,
/// <c>08-2024</c>) stays at brands that publish new weights that way: <c>deepseek-r1-0528</c> and <c>qwen3-235b-a22b-2507</c> are not what
/// they were without it. Two dates of one model that are the same weights meet in <see cref="ModelAliases"/>.
/// </remarks>
internal static class DateTokens
{
    /// <summary>How many characters of the text, which begins with a word, are a date to leave out, the dash after it included.</summary>
    public static int Dropped(ReadOnlySpan<char> text, ReadOnlySpan<char> previous, bool namesWeights)
    {
        if (!char.IsAsciiDigit(text[0]))
            return 0;

        var first = Digits(text);
        if (first.Length < text.Length && text[first.Length] != '-')
            return 0;
        var rest = first.Length < text.Length ? text[(first.Length + 1)..] : default;
        var second = Digits(rest);
        if (second.Length < rest.Length && rest[second.Length] != '-')
            second = default;
        var third = second.Length < rest.Length && !second.IsEmpty ? Digits(rest[(second.Length + 1)..]) : default;

        if (IsYear(first) && IsMonth(second))
            return IsDay(third) ? 11 : namesWeights ? 0 : 8;
        if (IsMonth(first) && IsYear(second))
            return namesWeights ? 0 : 8;
        return IsStamp(first, previous, namesWeights) ? first.Length + 1 : 0;
    }

    /// <summary>As in <c>250528</c>.</summary>
    public static bool IsYearMonthDay(ReadOnlySpan<char> word) =>
        word.Length == 6 && IdText.IsNumber(word) && IsShortYear(word[..2]) && IsMonth(word[2..4]) && IsDay(word[4..]);

    private static bool IsStamp(ReadOnlySpan<char> word, ReadOnlySpan<char> previous, bool namesWeights) => word.Length switch
    {
        8 => IsYear(word[..4]) && IsMonth(word[4..6]) && IsDay(word[6..]),
        6 => !namesWeights && (IsYearMonthDay(word) || (IsYear(word[..4]) && IsMonth(word[4..]))),
        4 => !namesWeights && ((IsShortYear(word[..2]) && IsMonth(word[2..])) || (IsMonth(word[..2]) && IsDay(word[2..]))),
        // text-embedding-004 is another model than 003, and so is davinci-002.
        3 => word is ['0', '0', _] && !previous.StartsWith("embed") && previous is not "davinci" and not "babbage",
        _ => false,
    };

    private static ReadOnlySpan<char> Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text : text[..end];
    }

    private static bool IsYear(ReadOnlySpan<char> word) => word is ['2', '0', '2', _];

    private static bool IsShortYear(ReadOnlySpan<char> word) => word is ['2', >= '3'];

    private static bool IsMonth(ReadOnlySpan<char> word) => word is ['0', >= '1'] or ['1', <= '2'];

    private static bool IsDay(ReadOnlySpan<char> word) => word is ['0', >= '1'] or ['1' or '2', _] or ['3', '0' or '1'];
}
