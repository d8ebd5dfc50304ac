using System.Globalization;

namespace Gratis.Simulator.Personalities;

/// <summary>Durations as providers write them.</summary>
internal static class DurationText
{
    /// <summary><c>585ms</c>, <c>7.66s</c>, <c>2m59.56s</c>, <c>1h2m3s</c>.</summary>
    public static string Compound(TimeSpan duration)
    {
        if (duration <= TimeSpan.Zero)
            return "0s";

        // Rounded up: who waits exactly this long must find room.
        duration = TimeSpan.FromMilliseconds(Math.Ceiling(duration.TotalMilliseconds));
        if (duration < TimeSpan.FromSeconds(1))
            return duration.Milliseconds.ToString(CultureInfo.InvariantCulture) + "ms";

        var seconds = (duration.Seconds + (duration.Milliseconds / 1000m)).ToString("0.###", CultureInfo.InvariantCulture) + "s";
        if (duration < TimeSpan.FromMinutes(1))
            return seconds;

        var minutes = duration.Minutes.ToString(CultureInfo.InvariantCulture) + "m" + seconds;
        return duration < TimeSpan.FromHours(1) ? minutes : ((long)duration.TotalHours).ToString(CultureInfo.InvariantCulture) + "h" + minutes;
    }
}
