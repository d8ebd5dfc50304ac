using Gratis.Catalog.Limits;

namespace Gratis.Upstream.Limits;

/// <summary>The window of a counter whose header does not name it.</summary>
internal enum ImpliedWindow
{
    /// <summary>Only the figures may tell.</summary>
    Guess,
    Second,
    Minute,
    Day,

    /// <summary>One of the two: the figures tell which.</summary>
    MinuteOrDay,
}

/// <summary>Finds a window's length in the figures of its counter, where they leave no doubt.</summary>
internal static class ImpliedWindows
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Blur = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // Longer than the longest window that is shorter than a day: plans are sold in five-hour sessions.
    private static readonly TimeSpan SurelyDay = TimeSpan.FromHours(5.5);

    public static QuotaPeriod Resolve(this ImpliedWindow window, long? limit, long? remaining, TimeSpan? wait, DateTimeOffset now)
    {
        var expected = window switch
        {
            ImpliedWindow.Second => new QuotaPeriod(PeriodUnit.Second),
            ImpliedWindow.Minute => QuotaPeriod.Minute,
            ImpliedWindow.Day => QuotaPeriod.Day,
            _ => default,
        };
        if (expected.Unit != PeriodUnit.None && (wait is not { } stated || LimitFigures.Fits(stated, expected)))
            return expected;

        if (wait is not { } left)
            return default;

        if (OfBucket(limit, remaining, left) is { } refilled)
            return refilled;

        var mayBeDay = LimitFigures.Fits(left, QuotaPeriod.Day);
        if (window != ImpliedWindow.MinuteOrDay)
            return mayBeDay && left > SurelyDay ? QuotaPeriod.Day : default;

        if (!LimitFigures.Fits(left, QuotaPeriod.Minute))
            return mayBeDay ? QuotaPeriod.Day : default;

        return EndsWithTheDay(now + left) ? default : QuotaPeriod.Minute;
    }

    /// <summary>
    /// A bucket that drains evenly is whole again after used / limit of its window: 1 of 1,000 gone and 86.4 s to wait is a day. Whole
    /// seconds below a minute are no proof, for a window that opens all at once passes through every one of them.
    /// </summary>
    private static QuotaPeriod? OfBucket(long? limit, long? remaining, TimeSpan wait)
    {
        if (limit is not { } whole || remaining is not { } left || left >= whole)
            return null;

        var precise = wait.Ticks % TimeSpan.TicksPerSecond != 0;
        if (!precise && wait <= Minute)
            return null;

        var slack = Math.Max(precise ? 0.0015 : 0.5, wait.TotalSeconds * 0.001);
        foreach (var window in (ReadOnlySpan<PeriodUnit>)[PeriodUnit.Minute, PeriodUnit.Hour, PeriodUnit.Day])
        {
            var period = new QuotaPeriod(window);
            if (Math.Abs((period.Length.TotalSeconds * (whole - left) / whole) - wait.TotalSeconds) <= slack)
                return period;
        }

        return null;
    }

    // In its last minute a day looks like a minute.
    private static bool EndsWithTheDay(DateTimeOffset reset) => reset.UtcDateTime.TimeOfDay is var time && (time < Blur || time > Day - Blur);
}
