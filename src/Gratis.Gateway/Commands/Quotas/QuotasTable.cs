using System.Globalization;
using Gratis.Catalog.Limits;
using Gratis.Gateway.Commands.Screens;
using Gratis.Quotas;
using Spectre.Console;

namespace Gratis.Gateway.Commands.Quotas;

/// <summary>The pools as a table.</summary>
internal static class QuotasTable
{
    private const double Nearly = 0.8;

    public static void Write(CommandEdges edges, IReadOnlyList<StoredQuota> pools)
    {
        var table = new TextTable(
            new Column("pool"), new Column("gone", Importance: 4), new Column("used", Importance: 2, IsNumber: true), new Column("limit", Importance: 3, IsNumber: true),
            new Column("remaining", Importance: 1, IsNumber: true), new Column("resets", Importance: 5), new Column("source", Importance: 6),
            new Column("confidence", Importance: 7, IsNumber: true));
        var time = edges.Around.Time;
        foreach (var pool in pools)
            table.Add(RowOf(pool, time.GetUtcNow(), time.LocalTimeZone));

        var leftOut = table.Write(Screen.Open(edges), edges.Width);
        if (leftOut.Count > 0)
            edges.Error.WriteLine($"No room for {string.Join(", ", leftOut)}: widen the terminal, or use --json.");
    }

    private static Cell[] RowOf(StoredQuota pool, DateTimeOffset now, TimeZoneInfo zone)
    {
        var report = pool.Report;
        return
        [
            pool.Client is { } client ? $"client {client}:{report.Limit.Name}" : report.Name.Id,
            new Cell(QuotaWords.Gauge(report), StyleOf(report)),
            QuotaWords.Amount(pool, report.Used),
            QuotaWords.Amount(pool, report.Amount),
            new Cell(QuotaWords.Amount(pool, report.Remaining), StyleOf(report)),
            QuotaWords.Resets(report.SpentUntil ?? report.ResetsAt, now, zone),
            report.Evidence.Source.Spell(),
            report.Evidence.Confidence.ToString("0.##", CultureInfo.InvariantCulture),
        ];
    }

    private static Style? StyleOf(PoolReport pool) => (pool.Remaining, pool.Amount) switch
    {
        (0, _) => Styles.Bad,
        ({ } left, > 0 and var amount) when left < (1 - Nearly) * amount => Styles.Doubtful,
        ({ }, _) => Styles.Good,
        _ => null,
    };
}
