using System.Globalization;
using Gratis.Quotas;

namespace Gratis.Gateway.Commands.Quotas;

/// <summary>How a pool stands, in a word or two.</summary>
internal static class QuotaWords
{
    public const string Unknown = "?";

    private const int GaugeWidth = 10;
    private const char Full = '█';
    private const char Empty = '░';

    /// <summary>How much is gone of how much there is: full is spent. Empty where no limit is known.</summary>
    public static string Gauge(PoolReport pool)
    {
        if (pool.Amount is not { } amount)
            return "";

        // Whatever is used shows, and only what is spent is full.
        var gone = amount <= 0 ? 1 : 1 - (double)(pool.Remaining ?? amount) / amount;
        var cells = gone <= 0 ? 0 : gone >= 1 ? GaugeWidth : Math.Clamp((int)(gone * GaugeWidth), 1, GaugeWidth - 1);
        return new string(Full, cells) + new string(Empty, GaugeWidth - cells);
    }

    /// <summary>An amount of what the pool counts.</summary>
    public static string Amount(StoredQuota pool, long? amount) => amount switch
    {
        null => Unknown,
        var some when pool.IsMoney => ((decimal)some / BudgetTerms.PerDollar).ToString("$0.00####", CultureInfo.InvariantCulture),
        var some => some.Value.ToString("#,0", CultureInfo.InvariantCulture),
    };

    /// <summary>How long until it resets, and when that is on the owner's own clock.</summary>
    public static string Resets(DateTimeOffset? at, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (at is not { } then)
            return "-";
        var local = TimeZoneInfo.ConvertTime(then, zone);
        var isToday = local.Date == TimeZoneInfo.ConvertTime(now, zone).Date;
        return $"in {Span(then - now)} ({local.ToString(isToday ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)})";
    }

    private static string Span(TimeSpan left) => left switch
    {
        { TotalMinutes: < 1 } => Of($"{Math.Max(0, Math.Ceiling(left.TotalSeconds)):0} s"),
        { TotalHours: < 1 } => Of($"{left.Minutes} min"),
        { TotalDays: < 1 } => Of($"{left.Hours} h {left.Minutes} min"),
        _ => Of($"{left.Days} d {left.Hours} h"),
    };

    private static string Of(FormattableString text) => FormattableString.Invariant(text);
}
