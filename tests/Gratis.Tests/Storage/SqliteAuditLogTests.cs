using Gratis.Storage;
using Gratis.Stores;

namespace Gratis.Tests.Storage;

public sealed class SqliteAuditLogTests : IDisposable
{
    private readonly TemporaryDatabase _temporary = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task An_entry_comes_back_as_it_was_and_survives_a_kill()
    {
        await using SqliteDatabase database = _temporary.Open();
        AuditEntry entry = Entry("one") with { Remote = "::1", Method = "PUT", Path = "/p", Status = 200, Detail = "d" };
        await new SqliteAuditLog(database).Append(entry, Cancellation);

        await using SqliteDatabase copy = _temporary.Open(_temporary.CopyAsKilled());
        (await new SqliteAuditLog(copy).Read(null, 10, Cancellation)).ShouldHaveSingleItem().ShouldBe(entry with { Id = 1 });
    }

    [Fact]
    public async Task The_newest_come_first_and_a_page_ends_before_the_one_that_follows()
    {
        await using SqliteDatabase database = _temporary.Open();
        var log = new SqliteAuditLog(database);
        foreach (string target in (string[])["a", "b", "c", "d"]) await log.Append(Entry(target), Cancellation);

        (await log.Read(null, 2, Cancellation)).Select(entry => entry.Target).ShouldBe(["d", "c"]);
        (await log.Read(3, 10, Cancellation)).Select(entry => entry.Target).ShouldBe(["b", "a"]);
        (await log.Read(1, 10, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_older_than_ninety_days_goes()
    {
        await using SqliteDatabase database = _temporary.Open();
        var log = new SqliteAuditLog(database);
        await log.Append(Entry("old"), Cancellation);
        _temporary.Time.Advance(SqliteAuditLog.Kept);
        await log.Append(Entry("just"), Cancellation);
        (await log.Read(null, 10, Cancellation)).Count.ShouldBe(2);
        _temporary.Time.Advance(TimeSpan.FromSeconds(1));
        await log.Append(Entry("new"), Cancellation);

        (await log.Read(null, 10, Cancellation)).Select(entry => entry.Target).ShouldBe(["new", "just"]);
    }

    [Fact]
    public async Task Only_so_many_are_kept_and_what_was_refused_pushes_nothing_out_that_was_done()
    {
        await using SqliteDatabase database = _temporary.Open();
        Fill(database, SqliteAuditLog.MostDone, failed: 0);
        Fill(database, SqliteAuditLog.MostRefused, failed: 1);
        var log = new SqliteAuditLog(database);

        await log.Append(Entry("refused") with { Status = 401 }, Cancellation);
        Count(database, "failed = 1").ShouldBe(SqliteAuditLog.MostRefused);
        Count(database, "failed = 0").ShouldBe(SqliteAuditLog.MostDone);

        await log.Append(Entry("done") with { Status = 200 }, Cancellation);
        Count(database, "failed = 0").ShouldBe(SqliteAuditLog.MostDone);
        Count(database, "id = 1").ShouldBe(0);
        (await log.Read(null, 2, Cancellation)).Select(entry => entry.Target).ShouldBe(["done", "refused"]);
    }

    private static long Count(SqliteDatabase database, string condition) =>
        database.Read(connection => (long)TemporaryDatabase.Ask(connection, $"SELECT count(*) FROM audit WHERE {condition}")!);

    private void Fill(SqliteDatabase database, int rows, int failed) => database.Write(Durability.Process, connection => TemporaryDatabase.Run(connection, $"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
        INSERT INTO audit (at, who, action, failed) SELECT {_temporary.Time.GetUtcNow().ToUnixTimeMilliseconds()}, 'token', 'change', {failed} FROM n
        """));

    private AuditEntry Entry(string target) => new() { At = _temporary.Time.GetUtcNow(), Who = "token", Action = "change", Target = target };
}
