using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Storage;
using Gratis.Stores;
using Gratis.Tests.Time;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Gratis.Tests.Storage;

/// <summary>What can be wrong with a real file: nothing is forgotten, the owner is told what to do, and all goes on when the cause is gone.</summary>
public sealed class QuotaFaultTests : IDisposable
{
    private readonly TemporaryDatabase _temporary = new();
    private readonly RecordingLog<SqliteQuotaStore> _log = new();
    private readonly RecordingLog<SqliteDatabase> _databaseLog = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_database_of_the_release_before_keeps_all_it_holds_and_gains_the_books()
    {
        using (SqliteConnection former = _temporary.Stranger())
        {
            using SqliteTransaction transaction = former.BeginTransaction(deferred: false);
            SqliteSchema.Upgrade(former, _temporary.File, [.. Migration.BuiltIn.Where(step => step.Number <= 2)], VirtualTime.Start);
            TemporaryDatabase.Run(former, "INSERT INTO settings VALUES ('admin', 'hash', 3, 5)");
            TemporaryDatabase.Run(former, "INSERT INTO cooldowns VALUES ('Provider', 'p', 'Timeout', 0, 0, 'Guess', 1, NULL, NULL)");
            transaction.Commit();
        }

        await using SqliteDatabase database = Open();
        (await new SqliteSettings(database).Find("admin", Cancellation))!.ShouldBe(new Setting("admin", "hash", 3, DateTimeOffset.UnixEpoch.AddMilliseconds(5)));
        (await new SqliteHealthStore(database).Load(Cancellation)).Count.ShouldBe(1);
        SqliteQuotaStore store = Store(database);
        (await store.Load(Cancellation)).ShouldBeEmpty();
        store.Changed(new FakeBooks("p"), urgent: false);
        database.Later.Flush().ShouldBeTrue();
        (await store.Load(Cancellation)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("bookings = x'00'")]
    [InlineData("bookings = zeroblob(40)")]
    [InlineData("at = -1")]
    [InlineData("spent_until = 9223372036854775807")]
    [InlineData("clock = 'Lunar', zone = 'UTC'")]
    [InlineData("clock = 'Rolling'")]
    [InlineData("source = '4711'")]
    [InlineData("window_start = -5")]
    public async Task Damaged_books_count_as_spent_until_their_window_has_passed_and_the_owner_is_told(string damage)
    {
        await using SqliteDatabase database = Open();
        SqliteQuotaStore store = Store(database);
        store.Changed(new FakeBooks("it's p", QuotaPeriod.Day) { Used = 7 }, urgent: false);
        store.Changed(new FakeBooks("q", QuotaPeriod.Day) { Used = 8 }, urgent: false);
        database.Later.Flush().ShouldBeTrue();
        Damage(database, $"UPDATE quota_pools SET {damage} WHERE key = 'it''s p'");

        _temporary.Time.Advance(TimeSpan.FromHours(2));
        IReadOnlyList<PoolRecord> records = await Store(database).Load(Cancellation);
        records[0].Key.ShouldBe("it's p");
        records[0].SpentUntil.ShouldBe(VirtualTime.Start.AddHours(2 + 24 + 1), "the longest day that may have begun just now");
        records[1].Used.ShouldBe(8);
        (LogLevel level, string text, _) = _log.Lines.ShouldHaveSingleItem();
        level.ShouldBe(LogLevel.Error);
        foreach (string part in (string[])[_temporary.File, "it's p", "quota_pools", "2026-03-02 15:00:00Z", "delete the row"]) text.ShouldContain(part);

        // The pool goes on from there, and its new books take the place of the damaged ones.
        store.Changed(new FakeBooks("it's p", QuotaPeriod.Day) { Used = 9 }, urgent: false);
        database.Later.Flush().ShouldBeTrue();
        (await store.Load(Cancellation)).Select(record => record.Used).ShouldBe([9, 8]);
    }

    [Theory]
    [InlineData(nameof(PeriodUnit.Minute), 1, 60)]
    [InlineData(nameof(PeriodUnit.Hour), 5, 5 * 3600)]
    [InlineData(nameof(PeriodUnit.Month), 1, 31 * 86400 + 3600)]
    public void A_pool_that_counts_as_spent_opens_once_its_longest_window_has_passed(string unit, int count, int seconds) =>
        QuotaRow.Spent("p", new QuotaPeriod(Enum.Parse<PeriodUnit>(unit), count), VirtualTime.Start).SpentUntil.ShouldBe(VirtualTime.Start.AddSeconds(seconds));

    [Fact]
    public void What_is_granted_once_and_counts_as_spent_stays_so() =>
        QuotaRow.Spent("p", new QuotaPeriod(PeriodUnit.Lifetime), VirtualTime.Start).SpentUntil.ShouldBe(DateTimeOffset.MaxValue);

    [Theory]
    [InlineData("period = 'Olympiad'")]
    [InlineData("period = '4'")]
    [InlineData("period_count = 0")]
    [InlineData("period_count = 99999999")]
    public async Task Books_without_a_length_are_refused_with_their_place_and_the_way_out(string damage)
    {
        await using SqliteDatabase database = Open();
        SqliteQuotaStore store = Store(database);
        store.Changed(new FakeBooks("p"), urgent: false);
        database.Later.Flush().ShouldBeTrue();
        Damage(database, $"UPDATE quota_pools SET {damage}");

        StorageException refusal = await Should.ThrowAsync<StorageException>(async () => await store.Load(Cancellation));
        refusal.Fault.ShouldBe(StorageFault.Corrupt);
        foreach (string part in (string[])[_temporary.File, "'p'", "quota_pools", "DELETE FROM quota_pools WHERE key = 'p'"])
            refusal.Message.ShouldContain(part);
    }

    [Theory]
    [InlineData("held = 'many'")]
    [InlineData("slice = NULL")]
    [InlineData("used = x'00'")]
    [InlineData("bookings = '[]'")]
    public async Task A_hand_that_edits_cannot_turn_a_count_into_something_that_reads_as_nothing(string edit)
    {
        await using SqliteDatabase database = Open();
        SqliteQuotaStore store = Store(database);
        store.Changed(new FakeBooks("p"), urgent: false);
        database.Later.Flush().ShouldBeTrue();
        using SqliteConnection hand = _temporary.Stranger();
        Should.Throw<SqliteException>(() => TemporaryDatabase.Run(hand, $"UPDATE quota_pools SET {edit}")).SqliteErrorCode.ShouldBe(19);
    }

    [Fact]
    public async Task A_database_that_another_program_holds_stops_the_saving_and_no_request()
    {
        await using SqliteDatabase database = Open(TimeSpan.FromMilliseconds(1));
        await FailsAndRecovers(database, StorageFault.Locked, "another process", () =>
        {
            SqliteConnection holder = _temporary.Stranger();
            TemporaryDatabase.Run(holder, "BEGIN IMMEDIATE");
            return holder.Dispose;
        });
    }

    [Fact]
    public async Task A_full_disk_stops_the_saving_and_no_request()
    {
        await using SqliteDatabase database = Open();
        await FailsAndRecovers(database, StorageFault.Full, "Free some space", () =>
        {
            Damage(database, "PRAGMA max_page_count = 1");
            return () => Damage(database, "PRAGMA max_page_count = 1000000");
        });
    }

    [Fact]
    public async Task A_database_that_may_only_be_read_stops_the_saving_and_no_request()
    {
        await using SqliteDatabase database = Open();
        SqliteConnection writer = database.Write(Durability.Process, static connection => connection);
        await FailsAndRecovers(database, StorageFault.ReadOnly, "Make the file and its folder writable", () =>
        {
            TemporaryDatabase.Run(writer, "PRAGMA query_only = ON");
            return () => TemporaryDatabase.Run(writer, "PRAGMA query_only = OFF");
        });
    }

    [Fact]
    public async Task A_folder_without_the_right_to_write_is_told_with_its_cure()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Rights do not bind this user.");
        if (OperatingSystem.IsWindows()) return;
        await Open().DisposeAsync();
        UnixFileMode before = File.GetUnixFileMode(_temporary.Folder);
        File.SetUnixFileMode(_temporary.Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            StorageException refusal = Should.Throw<StorageException>(() => Open());
            refusal.Fault.ShouldBeOneOf(StorageFault.ReadOnly, StorageFault.CannotOpen, StorageFault.NoPermission);
            refusal.Message.ShouldStartWith(_temporary.File);
        }
        finally
        {
            File.SetUnixFileMode(_temporary.Folder, before);
        }

        await Open().DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_vanishes_stops_the_saving_and_no_request()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A file in use cannot vanish there.");
        await using SqliteDatabase database = Open();
        string aside = _temporary.File + ".aside";
        await FailsAndRecovers(database, StorageFault.CannotOpen, "Put it back", () =>
        {
            File.Move(_temporary.File, aside);
            return () => File.Move(aside, _temporary.File);
        });
    }

    [Fact]
    public async Task The_owners_change_to_a_file_that_vanished_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A file in use cannot vanish there.");
        await using SqliteDatabase database = Open();
        File.Delete(_temporary.File);
        (await Should.ThrowAsync<StorageException>(async () => await new SqliteSettings(database).Save("k", "v", Cancellation)))
            .Fault.ShouldBe(StorageFault.CannotOpen);
    }

    [Fact]
    public async Task Another_file_in_the_place_of_one_that_vanished_is_told_all_there_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A file in use cannot vanish there.");
        await using SqliteDatabase database = Open();
        SqliteQuotaStore store = Store(database);
        FakeBooks early = new("early", QuotaPeriod.Day) { Used = 1 }, late = new("late", QuotaPeriod.Day) { Used = 2 };
        store.Changed(early, urgent: false);
        database.Later.Flush().ShouldBeTrue();
        foreach (string file in Directory.GetFiles(_temporary.Folder)) File.Delete(file);
        store.Changed(late, urgent: false);
        database.Later.Flush().ShouldBeFalse();

        await using (SqliteDatabase other = _temporary.Open())
            (await Store(other).Load(Cancellation)).ShouldBeEmpty();
        database.Later.Flush().ShouldBeTrue();
        (await store.Load(Cancellation)).Select(record => (record.Key, record.Used)).ShouldBe([("early", 1), ("late", 2)]);
        (await store.ReadHistory("early", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancellation)).Count.ShouldBe(1);
        File.Exists(_temporary.File + "-wal").ShouldBeTrue();
    }

    [Fact]
    public async Task A_strangers_file_in_the_place_of_one_that_vanished_is_not_touched()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A file in use cannot vanish there.");
        await using SqliteDatabase database = Open();
        foreach (string file in Directory.GetFiles(_temporary.Folder)) File.Delete(file);
        database.Later.Flush().ShouldBeFalse();
        using (SqliteConnection other = _temporary.Stranger()) TemporaryDatabase.Run(other, "CREATE TABLE songs (name TEXT)");
        byte[] content = await File.ReadAllBytesAsync(_temporary.File, Cancellation);
        for (int attempt = 0; attempt < 3; attempt++)
            Should.Throw<StorageException>(() => database.Write(Durability.Process, static _ => { })).Fault.ShouldBe(StorageFault.Foreign);
        (await File.ReadAllBytesAsync(_temporary.File, Cancellation)).ShouldBe(content);
    }

    /// <summary>While the cause lasts changes come and nobody is hindered; two seconds after it is gone everything is saved.</summary>
    private async Task FailsAndRecovers(SqliteDatabase database, StorageFault fault, string cure, Func<Action> cause)
    {
        SqliteQuotaStore store = Store(database);
        var before = new FakeBooks("before") { Used = 1 };
        store.Changed(before, urgent: true);
        await before.FirstKept.WaitAsync(Cancellation);

        Action undo = cause();
        FakeBooks[] pools = [.. Enumerable.Range(0, 50).Select(i => new FakeBooks($"pool {i:00} {new string('x', 500)}") { Used = 2 })];
        foreach (FakeBooks pool in pools) store.Changed(pool, urgent: true);
        while (!store.IsFailing || _temporary.Time.PendingTimers == 0) await _temporary.Time.SomebodyWaits().WaitAsync(Cancellation);
        pools.ShouldAllBe(pool => pool.KeptRecords.Count == 0);
        _databaseLog.Lines.Count.ShouldBe(1);
        StorageException told = _databaseLog.Lines[0].Failure.ShouldBeOfType<StorageException>();
        told.Fault.ShouldBe(fault);
        told.Message.ShouldStartWith(_temporary.File + ": ");
        told.Message.ShouldContain(cure);

        undo();
        _temporary.Time.Advance(WriteBehind.RetryAfter);
        foreach (FakeBooks pool in pools) await pool.FirstKept.WaitAsync(Cancellation);
        pools.ShouldAllBe(pool => pool.KeptRecords.Count == 1);
        database.Later.Flush().ShouldBeTrue();
        store.IsFailing.ShouldBeFalse();
        (await store.Load(Cancellation)).Count.ShouldBe(51);
    }

    private static void Damage(SqliteDatabase database, string sql) =>
        database.Write(Durability.Process, connection => TemporaryDatabase.Run(connection, sql));

    private SqliteDatabase Open(TimeSpan? busyTimeout = null) => SqliteDatabase.Open(
        new SqliteOptions(_temporary.Folder) { BusyTimeout = busyTimeout ?? TimeSpan.FromSeconds(5) }, _temporary.Time, _databaseLog);

    private SqliteQuotaStore Store(SqliteDatabase database) => new(database, _log);
}
