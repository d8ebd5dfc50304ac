using Gratis.Postgres.Stores;
using Gratis.Storage;
using Gratis.Stores;
using Gratis.Tests.Time;

namespace Gratis.Gateway.Tests.Cluster.Stores;

public sealed class PostgresAuditLogTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_comes_back_as_it_was_and_its_text_may_be_anything()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        var log = new PostgresAuditLog(replica.Database);
        var entry = Entry("one") with { Remote = "::1", Method = "PUT", Path = "/p", Status = 200, Detail = "d" };
        await log.Append(entry, Cancel);
        await log.Append(Entry("a\0b") with { Status = 404 }, Cancel);

        var all = await log.Read(null, 10, Cancel);
        all.Count.ShouldBe(2);
        all[0].Target.ShouldBe("a\uFFFDb");
        all[1].ShouldBe(entry with { Id = 1 });
    }

    [Fact]
    public async Task The_newest_come_first_and_a_page_ends_before_the_one_that_follows()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        var log = new PostgresAuditLog(replica.Database);
        foreach (var target in (string[])["a", "b", "c", "d"])
            await log.Append(Entry(target), Cancel);

        (await log.Read(null, 2, Cancel)).Select(entry => entry.Target).ShouldBe(["d", "c"]);
        (await log.Read(3, 10, Cancel)).Select(entry => entry.Target).ShouldBe(["b", "a"]);
        (await log.Read(1, 10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_older_than_ninety_days_goes()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        var log = new PostgresAuditLog(replica.Database);
        await log.Append(Entry("old"), Cancel);
        replica.Time.Advance(SqliteAuditLog.Kept);
        await log.Append(Entry("just") with { At = replica.Time.GetUtcNow() }, Cancel);
        (await log.Read(null, 10, Cancel)).Count.ShouldBe(2);
        replica.Time.Advance(TimeSpan.FromSeconds(1));
        await log.Append(Entry("new") with { At = replica.Time.GetUtcNow() }, Cancel);

        (await log.Read(null, 10, Cancel)).Select(entry => entry.Target).ShouldBe(["new", "just"]);
    }

    [Fact]
    public async Task Only_so_many_are_kept_and_what_was_refused_pushes_nothing_out_that_was_done()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        await FillAsync(replica, SqliteAuditLog.MostDone, "false");
        await FillAsync(replica, SqliteAuditLog.MostRefused, "true");
        var log = new PostgresAuditLog(replica.Database);

        await log.Append(Entry("refused") with { Status = 401 }, Cancel);
        (await replica.CountAsync("audit WHERE failed")).ShouldBe(SqliteAuditLog.MostRefused);
        (await replica.CountAsync("audit WHERE NOT failed")).ShouldBe(SqliteAuditLog.MostDone);

        await log.Append(Entry("done") with { Status = 200 }, Cancel);
        (await replica.CountAsync("audit WHERE NOT failed")).ShouldBe(SqliteAuditLog.MostDone);
        (await replica.CountAsync("audit WHERE id = 1")).ShouldBe(0);
        (await log.Read(null, 2, Cancel)).Select(entry => entry.Target).ShouldBe(["done", "refused"]);
    }

    [Fact]
    public async Task Whoever_has_read_a_number_never_finds_a_lower_one_that_was_not_there()
    {
        var (one, other) = await StoreReplica.OpenTwoAsync(server);
        await using var _ = one;
        await using var __ = other;
        PostgresAuditLog[] logs = [new(one.Database), new(other.Database)];
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            for (var i = 0; i < 50; i++)
                await logs[writer % 2].Append(Entry($"{writer}/{i}"), Cancel);
        }));

        List<long> before = [];
        for (var isOver = false; !isOver;)
        {
            isOver = writing.IsCompleted;
            var now = (await logs[0].Read(null, 1_000, Cancel)).Select(entry => entry.Id).ToList();
            now.ShouldBe(now.Distinct().OrderDescending());
            now.TakeLast(before.Count).ShouldBe(before);
            before = now;
        }

        await writing;
        before.Count.ShouldBe(200);
    }

    private static Task<int> FillAsync(StoreReplica replica, int rows, string failed) => replica.RunAsync(
        $"INSERT INTO gratis.audit (at, who, action, failed) SELECT {VirtualTime.Start.ToUnixTimeMilliseconds()}, 'token', 'change', {failed} FROM generate_series(1, {rows})");

    private static AuditEntry Entry(string target) => new() { At = VirtualTime.Start, Who = "token", Action = "change", Target = target };
}
