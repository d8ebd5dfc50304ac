using Gratis.Storage;
using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Tests.Storage;

public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly TemporaryDatabase _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_new_database_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights.");
        string folder = Path.Combine(_temporary.Folder, "new");
        await using SqliteDatabase database = _temporary.Open(folder);
        await new SqliteSettings(database).Save("k", "v", TestContext.Current.CancellationToken);

        Mode(folder).ShouldBe("700");
        foreach (string file in Directory.GetFiles(folder)) Mode(file).ShouldBe("600", file);
        Directory.GetFiles(folder).Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_file_that_others_could_read_is_closed_to_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights.");
        await _temporary.Open().DisposeAsync();
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_temporary.File, (UnixFileMode)Convert.ToInt32("664", 8));
        await _temporary.Open().DisposeAsync();
        Mode(_temporary.File).ShouldBe("600");
    }

    [Fact]
    public async Task It_writes_ahead_and_checks_foreign_keys()
    {
        await using SqliteDatabase database = _temporary.Open();
        database.Read(static c => TemporaryDatabase.Ask(c, "PRAGMA journal_mode")).ShouldBe("wal");
        database.Write(Durability.Process, static c => TemporaryDatabase.Ask(c, "PRAGMA foreign_keys")).ShouldBe(1L);
    }

    [Fact]
    public async Task Only_what_must_survive_a_power_cut_waits_for_the_disk()
    {
        await using SqliteDatabase database = _temporary.Open();
        database.Write(Durability.PowerCut, Synchronous).ShouldBe(2L);
        database.Write(Durability.Process, Synchronous).ShouldBe(1L);
        database.Write(Durability.PowerCut, Synchronous).ShouldBe(2L);

        static object? Synchronous(SqliteConnection connection) => TemporaryDatabase.Ask(connection, "PRAGMA synchronous");
    }

    [Fact]
    public async Task The_SQLite_in_use_is_at_least_the_bundled_one()
    {
        await using SqliteDatabase database = _temporary.Open();
        Version.Parse(database.EngineVersion).ShouldBeGreaterThanOrEqualTo(new Version(3, 35, 5));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing_behind_and_the_next_one_works()
    {
        await using SqliteDatabase database = _temporary.Open();
        Should.Throw<InvalidOperationException>(() => database.Write(Durability.Process, static connection =>
        {
            TemporaryDatabase.Run(connection, "INSERT INTO settings VALUES ('half', 'x', 1, 0)");
            throw new InvalidOperationException("half way");
        }));
        database.Write(Durability.Process, static c => TemporaryDatabase.Run(c, "INSERT INTO settings VALUES ('whole', 'x', 1, 0)"));
        database.Read(static c => TemporaryDatabase.Ask(c, "SELECT group_concat(key) FROM settings")).ShouldBe("whole");
    }

    [Fact]
    public async Task A_reader_cannot_write()
    {
        await using SqliteDatabase database = _temporary.Open();
        StorageException fault = Should.Throw<StorageException>(() =>
            database.Read(static c => TemporaryDatabase.Ask(c, "DELETE FROM settings")));
        fault.Fault.ShouldBe(StorageFault.ReadOnly);
    }

    [Fact]
    public async Task A_reader_does_not_wait_for_the_writer()
    {
        await using SqliteDatabase database = _temporary.Open();
        database.Write(Durability.Process, connection =>
        {
            TemporaryDatabase.Run(connection, "INSERT INTO settings VALUES ('open', 'x', 1, 0)");
            database.Read(static c => TemporaryDatabase.Ask(c, "SELECT count(*) FROM settings")).ShouldBe(0L);
        });
        database.Read(static c => TemporaryDatabase.Ask(c, "SELECT count(*) FROM settings")).ShouldBe(1L);
    }

    private static string Mode(string path) =>
        OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
