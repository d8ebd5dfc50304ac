using System.Globalization;
using Gratis.Catalog.Limits;
using Gratis.Upstream.Verdicts;

namespace Gratis.Upstream.Limits;

/// <summary>Numbers, window lengths and resets that can be meant, out of whatever was sent.</summary>
internal static class LimitFigures
{
    /// <summary>No limit is that high; what is, means "none".</summary>
    public const long Most = 999_999_999_999_999;

    /// <summary>
    /// Reads an amount, or the lowest of a comma list, which is what a repeated header becomes. A fraction is cut, below zero is -1.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> text, out long amount)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out amount))
            return amount <= Most;

        amount = long.MaxValue;
        if (IsGrouped(text))
            return false;

        foreach (var range in text.Split(','))
        {
            var part = text[range].Trim().Trim('"');
            if (!double.TryParse(part, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || !double.IsFinite(number) || number > Most)
                return false;

            amount = Math.Min(amount, number < 0 ? -1 : (long)number);
        }

        return amount <= Most;
    }

    /// <summary>An instant no further away than any quota runs.</summary>
    public static DateTimeOffset? Instant(ReadOnlySpan<char> text, bool milliseconds, DateTimeOffset now)
    {
        var read = milliseconds ? Instants.TryParseMilliseconds(text, now, out var instant) : Instants.TryParse(text, now, out instant);
        return read && instant - now <= Durations.Longest ? instant : null;
    }

    /// <summary>The window of so many seconds, in the largest unit that fits.</summary>
    public static QuotaPeriod Period(long seconds) => seconds switch
    {
        <= 0 => default,
        _ when seconds > Durations.Longest.TotalSeconds => default,
        >= 28 * 86_400 and <= 31 * 86_400 => new(PeriodUnit.Month),
        _ when seconds % 604_800 == 0 => new(PeriodUnit.Week, (int)(seconds / 604_800)),
        _ when seconds % 86_400 == 0 => new(PeriodUnit.Day, (int)(seconds / 86_400)),
        _ when seconds % 3600 == 0 => new(PeriodUnit.Hour, (int)(seconds / 3600)),
        _ when seconds % 60 == 0 => new(PeriodUnit.Minute, (int)(seconds / 60)),
        _ => new(PeriodUnit.Second, (int)seconds),
    };

    /// <summary>Whether a window of this length can still be open that long; a little more is a clock that goes wrong.</summary>
    public static bool Fits(TimeSpan wait, QuotaPeriod period) =>
        period.Unit is PeriodUnit.None or PeriodUnit.Lifetime || wait <= (period.Length * 1.1) + TimeSpan.FromSeconds(5);

    // "1,000" is a thousand or a list of one and nothing: too far apart to guess.
    private static bool IsGrouped(ReadOnlySpan<char> text)
    {
        var comma = text.IndexOf(',');
        return comma >= 0 && comma + 1 < text.Length && char.IsAsciiDigit(text[comma + 1]);
    }
}
