using Gratis.Storage;
using Gratis.Stores;
using Gratis.Tests.Time;
using Microsoft.Data.Sqlite;

namespace Gratis.Tests.Storage;

public sealed class SqliteSchemaTests : IDisposable
{
    private static readonly Migration First = new(1, "001_a.sql", "CREATE TABLE a (x)");
    private static readonly Migration Second = new(2, "002_b.sql", "CREATE TABLE b (x)");
    private static readonly Migration Wrong = new(3, "003_c.sql", "CREATE TABLE c (x); CREATE TABLE a (x)");

    private readonly TemporaryDatabase _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void The_built_in_steps_are_numbered_without_a_gap() =>
        Migration.BuiltIn.Select(step => step.Number).ShouldBe(Enumerable.Range(1, Migration.BuiltIn.Count));

    [Fact]
    public async Task Opening_again_changes_nothing()
    {
        await _temporary.Open().DisposeAsync();
        object? schema = Schema();
        await _temporary.Open().DisposeAsync();
        Schema().ShouldBe(schema);

        object? Schema()
        {
            using SqliteConnection connection = _temporary.Stranger();
            return TemporaryDatabase.Ask(
                connection, "SELECT (SELECT group_concat(sql) FROM sqlite_master) || (SELECT group_concat(number || checksum) FROM schema_steps)");
        }
    }

    [Fact]
    public async Task Two_that_open_a_new_database_at_once_both_get_it()
    {
        SqliteDatabase[] both = await Task.WhenAll(Task.Run(() => _temporary.Open()), Task.Run(() => _temporary.Open()));
        foreach (SqliteDatabase database in both) await database.DisposeAsync();
        using SqliteConnection connection = _temporary.Stranger();
        TemporaryDatabase.Ask(connection, "SELECT count(*) FROM schema_steps").ShouldBe((long)Migration.BuiltIn.Count);
    }

    [Fact]
    public void A_later_release_adds_only_its_own_steps()
    {
        using SqliteConnection connection = _temporary.Stranger();
        Upgrade(connection, First);
        TemporaryDatabase.Run(connection, "INSERT INTO a VALUES (1)");
        Upgrade(connection, First, Second);
        TemporaryDatabase.Ask(connection, "SELECT count(*) FROM a").ShouldBe(1L);
        TemporaryDatabase.Ask(connection, "SELECT count(*) FROM b").ShouldBe(0L);
    }

    [Fact]
    public void A_step_that_fails_takes_all_of_the_upgrade_back()
    {
        using SqliteConnection connection = _temporary.Stranger();
        Upgrade(connection, First);
        Should.Throw<SqliteException>(() => Upgrade(connection, First, Second, Wrong));
        TemporaryDatabase.Ask(connection, "SELECT group_concat(name) FROM sqlite_master WHERE type = 'table'").ShouldBe("schema_steps,a");
        TemporaryDatabase.Ask(connection, "SELECT max(number) FROM schema_steps").ShouldBe(1L);
    }

    [Fact]
    public void An_older_release_refuses_what_a_newer_one_made()
    {
        using SqliteConnection connection = _temporary.Stranger();
        Upgrade(connection, First, Second);
        Should.Throw<StorageException>(() => Upgrade(connection, First)).Fault.ShouldBe(StorageFault.NewerSchema);
    }

    [Fact]
    public void The_checksum_sees_words_and_not_line_endings()
    {
        new Migration(1, "x", "A\r\nB").Checksum.ShouldBe(new Migration(1, "x", "A\nB").Checksum);
        new Migration(1, "x", "A\nC").Checksum.ShouldNotBe(new Migration(1, "x", "A\nB").Checksum);
    }

    private static void Upgrade(SqliteConnection connection, params Migration[] steps)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        SqliteSchema.Upgrade(connection, "file", steps, VirtualTime.Start);
        transaction.Commit();
    }
}
