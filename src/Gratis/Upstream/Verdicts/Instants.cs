using System.Globalization;

namespace Gratis.Upstream.Verdicts;

/// <summary>Instants as upstreams write them, in a header or in words.</summary>
internal static class Instants
{
    // 1e9 s is 2001 and 1e11 ms is 1973: no wait is that long, no reset that old, so the magnitude alone tells the unit.
    private const double LeastEpochSeconds = 1e9;
    private const double LeastEpochMilliseconds = 1e11;
    private const double LeastEpochMicroseconds = 1e14;

    private static readonly string[] HttpDates =
        ["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "ddd, d MMM yyyy HH:mm:ss 'GMT'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"];

    /// <summary>
    /// Reads one value: a number (by magnitude seconds from now, epoch seconds or epoch milliseconds), a duration,
    /// an RFC 3339 or an HTTP date. Anything that is not later than <paramref name="now"/> is no instant to wait for.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, DateTimeOffset now, out DateTimeOffset instant)
    {
        text = text.Trim().Trim('"');
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
            return TryFromNumber(number, now, out instant);

        if (Durations.TryParse(text, out var duration))
            return TryAfter(duration, now, out instant);

        if (TryReadIsoPrefix(text, out instant) || TryHttpDate(text, out instant))
            return instant > now;

        instant = default;
        return false;
    }

    /// <summary>Reads a number of milliseconds from now.</summary>
    public static bool TryParseMilliseconds(ReadOnlySpan<char> text, DateTimeOffset now, out DateTimeOffset instant)
    {
        instant = default;
        return double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && TryFromSeconds(number / 1000, now, out instant);
    }

    /// <summary>
    /// Reads the date and time the text begins with: <c>2026-09-03T18:01:05.25Z</c>, <c>2026-09-03 18:01:05</c>, <c>… +08:00</c>.
    /// Without a zone it is taken as UTC: for a service in the east that is late, never early.
    /// </summary>
    public static bool TryReadIsoPrefix(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < 16 || text[4] is not ('-' or '/') || text[7] != text[4] || text[10] is not ('T' or 't' or ' ') || text[13] != ':')
            return false;

        if (!Digits(text[..4], out var year) || !Digits(text.Slice(5, 2), out var month) || !Digits(text.Slice(8, 2), out var day)
            || !Digits(text.Slice(11, 2), out var hour) || !Digits(text.Slice(14, 2), out var minute))
            return false;

        var second = 0;
        var rest = text[16..];
        if (rest.Length >= 3 && rest[0] == ':' && Digits(rest.Slice(1, 2), out second))
            rest = rest[3..];

        if (rest.Length > 1 && rest[0] == '.')
        {
            rest = rest[1..];
            rest = rest.TrimStart("0123456789");
        }

        if (year is < 2000 or > 9000 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
            return false;

        var local = new DateTimeOffset(year, month, day, hour, minute, Math.Min(second, 59), TimeSpan.Zero);
        instant = local - ReadOffset(rest.TrimStart(' '));
        return true;
    }

    private static TimeSpan ReadOffset(ReadOnlySpan<char> text)
    {
        if (text.Length < 5 || text[0] is not ('+' or '-') || !Digits(text.Slice(1, 2), out var hours))
            return TimeSpan.Zero;

        var minutesAt = text[3] == ':' ? 4 : 3;
        if (text.Length < minutesAt + 2 || !Digits(text.Slice(minutesAt, 2), out var minutes) || hours > 14 || minutes > 59)
            return TimeSpan.Zero;

        var offset = new TimeSpan(hours, minutes, 0);
        return text[0] == '-' ? -offset : offset;
    }

    private static bool TryHttpDate(ReadOnlySpan<char> text, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        text, HttpDates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowInnerWhite, out instant);

    private static bool TryFromNumber(double number, DateTimeOffset now, out DateTimeOffset instant)
    {
        if (!double.IsFinite(number) || number >= LeastEpochMicroseconds)
        {
            instant = default;
            return false;
        }

        if (number < LeastEpochSeconds)
            return TryFromSeconds(number, now, out instant);

        instant = DateTimeOffset.UnixEpoch.AddMilliseconds(number >= LeastEpochMilliseconds ? number : number * 1000);
        return instant > now && instant - now <= Durations.Longest;
    }

    private static bool TryFromSeconds(double seconds, DateTimeOffset now, out DateTimeOffset instant)
    {
        instant = default;
        return double.IsFinite(seconds) && seconds > 0 && seconds <= Durations.Longest.TotalSeconds
            && TryAfter(TimeSpan.FromSeconds(seconds), now, out instant);
    }

    private static bool TryAfter(TimeSpan wait, DateTimeOffset now, out DateTimeOffset instant)
    {
        // Zero on a refusal says nothing; better no instant than a false one.
        var sensible = wait > TimeSpan.Zero && wait < DateTimeOffset.MaxValue - now;
        instant = sensible ? now + wait : default;
        return sensible;
    }

    private static bool Digits(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
