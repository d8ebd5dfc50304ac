using Gratis.Stores;
using Gratis.Tests.Storage.Requests;
using Gratis.Tests.Time;

namespace Gratis.Gateway.Tests.Cluster.Requests;

/// <summary>The log stays within its days and bytes, whoever of the replicas looks after it.</summary>
public sealed class PostgresRetentionTests(PostgresServer server)
{
    private static readonly LoggedPlan Plan = new([], []);

    [Fact]
    public async Task Requests_go_after_their_days_with_all_that_belongs_to_them_and_their_sums_stay()
    {
        var random = new Random(4);
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var replica = await shared.OpenAsync(new RequestLogOptions { Days = 30 });
        await replica.WriteAsync(Enumerable.Range(1, 3000).Select(number =>
            Stories.Any(random, number, VirtualTime.Start.AddMinutes(number)) with { Plan = Plan, Bodies = new("q", "a") }));

        shared.Time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(1000));
        await replica.WriteAsync();
        var left = await replica.ListAsync();
        (left.Count, left[^1].At).ShouldBe((2001, VirtualTime.Start.AddMinutes(1000)));
        foreach (var table in (string[])["request_plans", "request_bodies"])
            (await shared.AskAsync($"SELECT count(*) FROM gratis.{table} WHERE number < {left[^1].Number}")).ShouldBe(0, table);
        (await shared.AskAsync("SELECT count(*) FROM gratis.request_bodies")).ShouldBe(0);
        (await shared.AskAsync("SELECT count(*) FROM pg_inherits WHERE inhparent = 'gratis.requests'::regclass")).ShouldBe(4);
        (await replica.TotalAsync()).Requests.ShouldBe(3000);

        shared.Time.Advance(TimeSpan.FromDays(365));
        await replica.WriteAsync();
        (await replica.ListAsync()).ShouldBeEmpty();
        (await shared.AskAsync("SELECT count(*) FROM gratis.usage WHERE NOT is_day")).ShouldBe(0);
        (await replica.TotalAsync()).Requests.ShouldBe(3000);

        shared.Time.Advance(TimeSpan.FromDays(10));
        await replica.WriteAsync();
        (await shared.AskAsync("SELECT count(*) FROM gratis.usage")).ShouldBe(0);
    }

    [Fact]
    public async Task Bodies_go_before_their_requests()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var replica = await shared.OpenAsync(new RequestLogOptions { Days = 30, BodyDays = 3 });
        await replica.WriteAsync(Stories.Served(1) with { Bodies = new("old", null) });
        shared.Time.Advance(TimeSpan.FromDays(3.1));
        await replica.WriteAsync(Stories.Served(2, shared.Time.GetUtcNow()) with { Bodies = new("new", null) });

        (await replica.FindAsync("req-0000abcd-1"))!.Bodies.ShouldBeNull();
        (await replica.FindAsync("req-0000abcd-2"))!.Bodies.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_log_that_is_too_large_loses_its_oldest_days_and_then_half_by_half_of_the_last()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var (replica, other) = (await shared.OpenAsync(), await shared.OpenAsync());
        await replica.WriteAsync(Enumerable.Range(1, 12_000).Select(number =>
            Stories.Served(number, VirtualTime.Start.AddDays(number / 3000) + TimeSpan.FromMilliseconds(number)) with { Bodies = number % 100 == 0 ? new("q", "a") : null }));
        shared.Time.Advance(TimeSpan.FromDays(5));
        await replica.WriteAsync();
        var whole = replica.Log.State.Bytes;
        whole.ShouldBe(await BytesAsync(shared));

        var half = (whole / 2) - 300_000;
        replica.Log.Configure(new RequestLogOptions { MaxBytes = half });
        await replica.WriteAsync();
        (await BytesAsync(shared)).ShouldBeLessThanOrEqualTo(half);
        replica.Log.State.Bytes.ShouldBe(await BytesAsync(shared));
        var left = await replica.ListAsync();
        left.Count.ShouldBeOneOf(3001, 6001);
        left[0].Id.ShouldBe("req-0000abcd-2ee0");
        left.Zip(left.Skip(1)).ShouldAllBe(pair => pair.First.Number > pair.Second.Number);

        var little = await BytesAsync(shared) / 3;
        replica.Log.Configure(new RequestLogOptions { MaxBytes = little });
        await replica.WriteAsync();
        left = await replica.ListAsync();
        left.Count.ShouldBeInRange(1, 2500);
        left[0].Id.ShouldBe("req-0000abcd-2ee0");
        (await shared.AskAsync($"SELECT count(*) FROM gratis.request_bodies WHERE number < {left[^1].Number}")).ShouldBe(0);

        // What went was not the last of it: both go on.
        await other.WriteAsync(Stories.Served(20_000, shared.Time.GetUtcNow()));
        (await replica.IdsAsync()).First().ShouldBe("req-0000abcd-4e20");
        (await replica.TotalAsync()).Requests.ShouldBe(12_001);
    }

    [Fact]
    public async Task A_bound_that_nothing_fits_into_keeps_the_last_requests_and_ends()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var replica = await shared.OpenAsync(new RequestLogOptions { MaxBytes = 1 });
        await replica.WriteAsync(Enumerable.Range(1, 3000).Select(number => Stories.Served(number, VirtualTime.Start + TimeSpan.FromMilliseconds(number))));

        (await replica.ListAsync()).Count.ShouldBeInRange(500, 999);
        replica.Log.State.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Of_what_went_well_only_the_last_keep_their_plans()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var replica = await shared.OpenAsync();
        await replica.WriteAsync(Stories.Served(1) with { Plan = Plan }, Stories.Served(2) with { Plan = Plan, Outcome = "broken" });
        await replica.WriteAsync(Enumerable.Range(3, Storage.Requests.Retention.PlainPlans).Select(number =>
            Stories.Served(number, VirtualTime.Start + TimeSpan.FromMilliseconds(number))));
        shared.Time.Advance(TimeSpan.FromMinutes(2));
        await replica.WriteAsync();

        (await replica.FindAsync("req-0000abcd-1"))!.Plan.ShouldBeNull();
        (await replica.FindAsync("req-0000abcd-2"))!.Plan.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_day_that_another_replica_has_dropped_meanwhile_is_made_anew_for_who_comes_late()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var (late, other) = (await shared.OpenAsync(), await shared.OpenAsync());
        await late.WriteAsync(Stories.Served(1));
        await shared.AskAsync("DROP TABLE gratis.requests_20260301, gratis.request_bodies_20260301");

        await late.WriteAsync(Stories.Served(2) with { Bodies = new("q", "a") });
        await other.WriteAsync(Stories.Served(3));

        (await other.IdsAsync()).ShouldBe(["req-0000abcd-3", "req-0000abcd-2"]);
        (await other.FindAsync("req-0000abcd-2"))!.Bodies.ShouldNotBeNull();
        late.Ended.Dropped.ShouldBe(0);
    }

    private static Task<long> BytesAsync(SharedLog shared) => shared.AskAsync(
        "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c WHERE relnamespace = 'gratis'::regnamespace AND relkind = 'r' AND (relname LIKE 'request%\\_2%' OR relname = 'usage')");
}
