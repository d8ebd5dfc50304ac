using System.Globalization;

namespace Gratis.Upstream.Verdicts;

/// <summary>Durations as upstreams write them: <c>7m12.5s</c>, <c>150ms</c>, <c>2d3h</c>, <c>1 hour and 5 minutes</c>, <c>30秒</c>.</summary>
internal static class Durations
{
    /// <summary>Longer than any quota runs; what is longer is nonsense, not a wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    /// <summary>Reads a duration that fills the whole text.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration) =>
        TryReadPrefix(text, out duration, out var consumed) && text[consumed..].Trim().IsEmpty;

    /// <summary>Reads as many number-and-unit pairs as the text begins with.</summary>
    public static bool TryReadPrefix(ReadOnlySpan<char> text, out TimeSpan duration, out int consumed)
    {
        double seconds = 0;
        consumed = 0;
        var found = false;
        var at = 0;
        while (true)
        {
            at += found ? SkipJoint(text[at..]) : SkipSpace(text[at..]);
            var digits = NumberLength(text[at..]);
            if (digits == 0 || !double.TryParse(text.Slice(at, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
                break;

            at += digits;
            at += SkipSpace(text[at..]);
            var unit = UnitLength(text[at..]);
            if (SecondsPer(text.Slice(at, unit)) is not { } factor)
                break;

            seconds += amount * factor;
            at += unit;
            consumed = at;
            found = true;
        }

        found &= seconds <= Longest.TotalSeconds;
        duration = found ? TimeSpan.FromSeconds(seconds) : default;
        return found;
    }

    /// <summary>How many characters of a plain decimal number the text begins with.</summary>
    public static int NumberLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        var point = false;
        while (length < text.Length && length < 32)
        {
            if (char.IsAsciiDigit(text[length]))
            {
                length++;
            }
            else if (text[length] == '.' && !point && length > 0 && length + 1 < text.Length && char.IsAsciiDigit(text[length + 1]))
            {
                point = true;
                length++;
            }
            else
            {
                break;
            }
        }

        return length;
    }

    private static double? SecondsPer(ReadOnlySpan<char> unit)
    {
        Span<char> lower = stackalloc char[12];
        if (unit.Length > lower.Length)
            return null;

        // "M" and "MS" occur in capitals; no upstream counts months this way.
        return lower[..unit.ToLowerInvariant(lower)] switch
        {
            "ms" or "msec" or "msecs" or "millisecond" or "milliseconds" or "毫秒" => 0.001,
            "s" or "sec" or "secs" or "second" or "seconds" or "秒" or "秒钟" => 1,
            "m" or "min" or "mins" or "minute" or "minutes" or "分" or "分钟" => 60,
            "h" or "hr" or "hrs" or "hour" or "hours" or "时" or "小时" or "个小时" => 3600,
            "d" or "day" or "days" or "天" or "日" => 86_400,
            "w" or "week" or "weeks" or "周" => 604_800,
            _ => null,
        };
    }

    private static int UnitLength(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return 0;

        var length = 0;
        if (char.IsAsciiLetter(text[0]))
        {
            while (length < text.Length && char.IsAsciiLetter(text[length]))
                length++;
            return length;
        }

        while (length < text.Length && "毫秒钟分时小个天日周".Contains(text[length], StringComparison.Ordinal))
            length++;
        return length;
    }

    private static int SkipSpace(ReadOnlySpan<char> text) => text.Length - text.TrimStart().Length;

    private static int SkipJoint(ReadOnlySpan<char> text)
    {
        var rest = text.TrimStart().TrimStart(',').TrimStart();
        if (rest.StartsWith("and ", StringComparison.OrdinalIgnoreCase))
            rest = rest[4..].TrimStart();
        return text.Length - rest.Length;
    }
}
