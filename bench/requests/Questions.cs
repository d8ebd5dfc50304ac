using Gratis.Stores;

namespace Gratis.RequestLogBench;

/// <summary>What the console asks, and the worst that somebody can make of its filters.</summary>
internal static class Questions
{
    private const int PageSize = 100;

    public static IReadOnlyList<(string Name, Func<IRequestLogStore, Task> Ask)> All(long rows, DateTimeOffset now)
    {
        var (middle, hour) = (rows / 2, now.ToUnixTimeSeconds() / 3600);
        (string Name, RequestFilter Filter)[] filters =
        [
            ("all", RequestFilter.None),
            ("a client that asks much", new() { Client = "client-0" }),
            ("a client that asks little", new() { Client = "client-29" }),
            ("a client that nobody has", new() { Client = "nobody" }),
            ("a model, as asked for or called", new() { Model = "auto" }),
            ("a route that is called often", new() { Route = PlausibleRequests.Route(0) }),
            ("a route that is called rarely", new() { Route = PlausibleRequests.Route(4990) }),
            ("a provider", new() { Provider = "local" }),
            ("an outcome that is rare", new() { Outcome = "broken" }),
            ("a status", new() { Status = "502" }),
            ("a made-up name", new() { Model = "made-up-77" }),
            ("a client, a provider and an outcome", new() { Client = "client-12", Provider = "zhipu", Outcome = "all_candidates_failed" }),
            ("a word that many names hold", new() { Text = "model-1" }),
            ("a word that none holds", new() { Text = "zzz" }),
            ("an hour three weeks ago", new() { From = now.AddDays(-21), To = now.AddDays(-21).AddHours(1) }),
            ("a client in that hour", new() { From = now.AddDays(-21), To = now.AddDays(-21).AddHours(1), Client = "client-20" }),
        ];
        return
        [
            .. filters.Select(one => ("list: " + one.Name, Ask(store => store.List(one.Filter, long.MaxValue, PageSize, default).AsTask()))),
            .. filters.Select(one => ("list from the middle: " + one.Name, Ask(store => store.List(one.Filter, middle, PageSize, default).AsTask()))),
            ("export: a page of 1,000", store => store.List(RequestFilter.None, middle, 1000, default).AsTask()),
            ("one request", store => store.Find("req-1a2b3c4d-" + middle.ToString("x", System.Globalization.CultureInfo.InvariantCulture), default).AsTask()),
            ("usage: 24 hours by route", Usage(UsageColumn.Route, false, hour - 23, hour)),
            ("usage: 7 days by hour", Usage(UsageColumn.Total, false, hour - 167, hour)),
            ("usage: 30 days by client", Usage(UsageColumn.Client, true, (hour / 24) - 29, hour / 24)),
            ("usage: 30 days by model", Usage(UsageColumn.Model, true, (hour / 24) - 29, hour / 24)),
            ("usage: 90 days by provider", Usage(UsageColumn.Provider, true, (hour / 24) - 89, hour / 24)),
            ("usage: 90 days by route", Usage(UsageColumn.Route, true, (hour / 24) - 89, hour / 24)),
        ];
    }

    private static Func<IRequestLogStore, Task> Ask(Func<IRequestLogStore, Task> ask) => ask;

    private static Func<IRequestLogStore, Task> Usage(UsageColumn column, bool isByDay, long from, long to) =>
        store => store.Usage(new UsageQuestion(column, isByDay, from, to), default).AsTask();
}
