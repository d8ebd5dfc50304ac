using Gratis.Storage.Requests;
using Gratis.Stores;
using Gratis.Tests.Time;

namespace Gratis.Tests.Storage.Requests;

/// <summary>The log stays within its days and bytes.</summary>
public sealed class RetentionTests : IDisposable
{
    private readonly LogWorld _world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Requests_go_after_their_days_with_all_that_belongs_to_them_and_their_sums_stay()
    {
        var random = new Random(4);
        var options = new RequestLogOptions { Days = 30 };
        await using (SqliteRequestLog log = _world.Open(options))
        {
            var stories = Enumerable.Range(1, 2000).Select(number => Stories.Any(random, number, VirtualTime.Start.AddMinutes(number)) with { Plan = new([], []), Bodies = new("q", "a") }).ToList();
            _world.Ended.Add(stories);
            Flush(log);
        }

        // Between two openings: nobody's timers ring through a year.
        _world.Time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(1000));
        await using (SqliteRequestLog log = _world.Open(options))
        {
            Flush(log);
            var left = (await log.List(RequestFilter.None, long.MaxValue, 5000, Cancellation)).Requests;
            left.Count.ShouldBeInRange(998, 1002);
            left[^1].At.ShouldBe(VirtualTime.Start.AddMinutes(1000), TimeSpan.FromMinutes(2));
            foreach (string table in (string[])["attempts", "plans", "bodies"])
                _world.Ask($"SELECT count(*) FROM {table} WHERE request < {left[^1].Number}").ShouldBe(0, table);
            _world.Ask("SELECT sum(rows) FROM kinds").ShouldBe(left.Count);
            _world.Ask("SELECT count(*) FROM marks").ShouldBeInRange(998, 1002);
            (await TotalOf(log)).Requests.ShouldBe(2000);
        }

        _world.Time.Advance(TimeSpan.FromDays(365));
        await using (SqliteRequestLog log = _world.Open(options))
        {
            Flush(log);
            (await log.List(RequestFilter.None, long.MaxValue, 5000, Cancellation)).Requests.ShouldBeEmpty();
            _world.Ask("SELECT count(*) FROM kinds").ShouldBe(0);
            _world.Ask("SELECT count(*) FROM usage_hours").ShouldBe(0);
            (await TotalOf(log)).Requests.ShouldBe(2000);
        }

        _world.Time.Advance(TimeSpan.FromDays(10));
        await using (SqliteRequestLog log = _world.Open(options))
        {
            Flush(log);
            _world.Ask("SELECT count(*) FROM usage_days").ShouldBe(0);
        }
    }

    [Fact]
    public async Task Bodies_go_before_their_requests()
    {
        await using SqliteRequestLog log = _world.Open(new RequestLogOptions { Days = 30, BodyDays = 3 });
        _world.Ended.Add(Stories.Served(1) with { Bodies = new("old", null) });
        Flush(log);
        _world.Time.Advance(TimeSpan.FromDays(3.1));
        _world.Ended.Add(Stories.Served(2, _world.Time.GetUtcNow()) with { Bodies = new("new", null) });
        Flush(log);

        (await log.Find("req-0000abcd-1", Cancellation))!.Bodies.ShouldBeNull();
        (await log.Find("req-0000abcd-2", Cancellation))!.Bodies.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_log_that_is_too_large_loses_its_oldest_and_gives_the_room_back()
    {
        await using SqliteRequestLog log = _world.Open(new RequestLogOptions { MaxBytes = long.MaxValue });
        for (int batch = 0; batch < 12; batch++)
        {
            _world.Ended.Add(Enumerable.Range((batch * 4000) + 1, 4000).Select(number => Stories.Served(number)));
            Flush(log);
        }

        const long bound = 2 * 1024 * 1024;
        _world.Ask("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").ShouldBeGreaterThan(bound);
        log.Configure(new RequestLogOptions { MaxBytes = bound });
        Flush(log);

        _world.Ask("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").ShouldBeLessThanOrEqualTo(bound);
        long left = _world.Ask("SELECT count(*) FROM requests");
        left.ShouldBeInRange(1000, 40_000);
        _world.Ask("SELECT max(id) FROM requests").ShouldBe(48_000);
        _world.Ask("SELECT min(id) FROM requests").ShouldBe(48_001 - left);
        _world.Ask("SELECT sum(rows) FROM kinds").ShouldBe(left);
    }

    [Fact]
    public async Task Of_what_went_well_only_the_last_keep_their_plans()
    {
        await using SqliteRequestLog log = _world.Open();
        var plan = new LoggedPlan([], []);
        _world.Ended.Add(Stories.Served(1) with { Plan = plan }, Stories.Served(2) with { Plan = plan, Outcome = "broken" });
        Flush(log);
        _world.Ended.Add(Stories.Served(Retention.PlainPlans + 2));
        Flush(log);

        (await log.Find("req-0000abcd-1", Cancellation))!.Plan.ShouldBeNull();
        (await log.Find("req-0000abcd-2", Cancellation))!.Plan.ShouldNotBeNull();
    }

    private static async Task<UsageFigures> TotalOf(SqliteRequestLog log) =>
        (await log.Usage(new UsageQuestion(UsageColumn.Total, true, 0, long.MaxValue), Cancellation)).Total;

    private static void Flush(SqliteRequestLog log)
    {
        while (log.Flush())
        {
        }
    }
}
