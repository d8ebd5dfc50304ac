using System.Globalization;
using System.Text.Json;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>Counts and dates as lists write them. What makes no sense is null, never a guess.</summary>
internal static class ListedNumbers
{
    private const long MostTokens = 100_000_000;
    private const decimal MostBillions = 100_000;

    private static readonly DateOnly Earliest = new(2015, 1, 1);
    private static readonly DateOnly Latest = new(2100, 1, 1);

    /// <summary>A number of tokens, also as <c>128k</c>; the k is a thousand, as the smaller reading cannot overflow a window.</summary>
    public static int? Tokens(this ref Utf8JsonReader reader) =>
        reader.Number("kKmM") is { } count && count >= 1 && count <= MostTokens && decimal.IsInteger(count) ? (int)count : null;

    /// <summary>Parameters in billions: a plain count, or <c>8.0B</c>, <c>134.5M</c>.</summary>
    public static decimal? Billions(this ref Utf8JsonReader reader) =>
        reader.Number("kKmMbBtT") is { } count && count > 0 && count <= MostBillions * 1_000_000_000 ? count / 1_000_000_000 : null;

    /// <summary>A day: seconds or milliseconds since 1970, or a date of the calendar.</summary>
    public static DateOnly? Day(this ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetDecimal(out var number) ? OfEpoch(number) : null;

        var text = reader.Text()?.Trim();
        if (text is null)
            return null;
        if (decimal.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
            return OfEpoch(epoch);

        // A month without a day is its first; the hours behind a day do not matter.
        var day = text.Length > 10 ? text[..10] : text;
        return DateOnly.TryParseExact(day, ["yyyy-MM-dd", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? Sensible(date) : null;
    }

    private static DateOnly? OfEpoch(decimal number)
    {
        const decimal LatestSecond = 4_102_444_800;
        var seconds = number > LatestSecond ? number / 1000 : number;
        return seconds is > 0 and <= LatestSecond
            ? Sensible(DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds((long)seconds).UtcDateTime))
            : null;
    }

    private static DateOnly? Sensible(DateOnly date) => date >= Earliest && date <= Latest ? date : null;

    private static decimal? Number(this ref Utf8JsonReader reader, string suffixes)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetDecimal(out var number) ? number : null;

        var text = reader.Text()?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > 30)
            return null;

        var factor = suffixes.Contains(text[^1], StringComparison.Ordinal) ? Factor(text[^1]) : 1;
        var digits = factor == 1 ? text : text[..^1];
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var parsed) && parsed < 1_000_000_000_000
            ? parsed * factor
            : null;
    }

    private static decimal Factor(char suffix) => char.ToLowerInvariant(suffix) switch
    {
        'k' => 1_000,
        'm' => 1_000_000,
        'b' => 1_000_000_000,
        _ => 1_000_000_000_000,
    };
}
