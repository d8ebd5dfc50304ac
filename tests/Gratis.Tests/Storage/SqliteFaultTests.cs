using Gratis.Storage;
using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Tests.Storage;

public sealed class SqliteFaultTests : IDisposable
{
    private readonly TemporaryDatabase _temporary = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_damaged_database_is_reported_and_left_as_it_is()
    {
        await using (SqliteDatabase database = _temporary.Open())
            for (int i = 0; i < 100; i++) await new SqliteSettings(database).Save($"key {i}", new string('x', 500), Cancellation);

        byte[] content = await File.ReadAllBytesAsync(_temporary.File, Cancellation);
        content.AsSpan(4096).Fill(0xA5);
        await File.WriteAllBytesAsync(_temporary.File, content, Cancellation);

        Refusal(StorageFault.Corrupt).Message.ShouldContain("damaged");
        (await File.ReadAllBytesAsync(_temporary.File, Cancellation)).ShouldBe(content);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_reported_and_left_as_it_is()
    {
        string letter = string.Concat(Enumerable.Repeat("Dear diary, ", 500));
        await File.WriteAllTextAsync(_temporary.File, letter, Cancellation);
        Refusal(StorageFault.NotADatabase);
        (await File.ReadAllTextAsync(_temporary.File, Cancellation)).ShouldBe(letter);
    }

    [Fact]
    public void The_database_of_another_program_is_not_touched()
    {
        using (SqliteConnection other = _temporary.Stranger()) TemporaryDatabase.Run(other, "CREATE TABLE songs (name TEXT)");
        byte[] content = File.ReadAllBytes(_temporary.File);
        Refusal(StorageFault.Foreign).Message.ShouldContain("another program");
        File.ReadAllBytes(_temporary.File).ShouldBe(content);
    }

    [Fact]
    public async Task A_database_of_a_newer_release_is_refused_with_both_numbers()
    {
        await _temporary.Open().DisposeAsync();
        using (SqliteConnection newer = _temporary.Stranger())
            TemporaryDatabase.Run(newer, "INSERT INTO schema_steps VALUES (999, '999_later.sql', 'x', 0)");

        StorageException refusal = Refusal(StorageFault.NewerSchema);
        refusal.Message.ShouldContain("999");
        refusal.Message.ShouldContain($"knows {Migration.BuiltIn[^1].Number}");
    }

    [Fact]
    public async Task An_altered_step_is_refused_by_its_name()
    {
        await _temporary.Open().DisposeAsync();
        using (SqliteConnection other = _temporary.Stranger())
            TemporaryDatabase.Run(other, "UPDATE schema_steps SET checksum = 'other' WHERE number = 1");
        Refusal(StorageFault.AlteredSchema).Message.ShouldContain(Migration.BuiltIn[0].Name);
    }

    [Fact]
    public async Task A_database_that_somebody_else_holds_is_reported_as_locked()
    {
        await _temporary.Open().DisposeAsync();
        using SqliteConnection holder = _temporary.Stranger();
        TemporaryDatabase.Run(holder, "BEGIN IMMEDIATE");

        // The driver itself waits a whole second here before it gives up; there is no shorter patience.
        StorageException refusal = Should.Throw<StorageException>(() => _temporary.Open(TimeSpan.FromMilliseconds(1)));
        refusal.Fault.ShouldBe(StorageFault.Locked);
        refusal.Message.ShouldContain("another process");
    }

    [Fact]
    public async Task A_full_disk_is_reported_and_what_was_saved_stays()
    {
        await using SqliteDatabase database = _temporary.Open();
        var settings = new SqliteSettings(database);
        await settings.Save("early", "kept", Cancellation);
        database.Write(Durability.Process, static c => TemporaryDatabase.Ask(c, "PRAGMA max_page_count = 1"));

        StorageException fault = await Should.ThrowAsync<StorageException>(
            async () => await settings.Save("late", new string('x', 100_000), Cancellation));
        fault.Fault.ShouldBe(StorageFault.Full);
        (await settings.Find("early", Cancellation))!.Value.ShouldBe("kept");
        (await settings.Save("small", "fits", Cancellation)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_is_reported_as_read_only()
    {
        await using SqliteDatabase database = _temporary.Open();
        database.Write(Durability.Process, static c => TemporaryDatabase.Run(c, "PRAGMA query_only = ON"));
        StorageException fault = await Should.ThrowAsync<StorageException>(
            async () => await new SqliteSettings(database).Save("k", "v", Cancellation));
        fault.Fault.ShouldBe(StorageFault.ReadOnly);
        fault.Message.ShouldStartWith(_temporary.File);
    }

    [Fact]
    public async Task A_folder_without_the_right_to_write_is_reported()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Rights do not bind this user.");
        if (OperatingSystem.IsWindows()) return;
        await _temporary.Open().DisposeAsync();
        File.SetUnixFileMode(_temporary.File, UnixFileMode.UserRead);
        try
        {
            Refusal(StorageFault.ReadOnly);
        }
        finally
        {
            File.SetUnixFileMode(_temporary.File, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void A_data_folder_that_is_a_file_is_reported()
    {
        string file = Path.Combine(_temporary.Folder, "file");
        File.WriteAllText(file, "");
        Should.Throw<StorageException>(() => _temporary.Open(file)).Fault.ShouldBe(StorageFault.CannotOpen);
    }

    [Fact]
    public async Task A_file_that_vanishes_is_reported()
    {
        await using SqliteDatabase database = _temporary.Open();
        File.Delete(_temporary.File);
        Should.Throw<StorageException>(() => database.Read(static c => TemporaryDatabase.Ask(c, "SELECT 1")))
            .Fault.ShouldBe(StorageFault.CannotOpen);
    }

    [Theory]
    [InlineData(3, StorageFault.NoPermission)]
    [InlineData(5, StorageFault.Locked)]
    [InlineData(6, StorageFault.Locked)]
    [InlineData(8, StorageFault.ReadOnly)]
    [InlineData(10, StorageFault.Failed)]
    [InlineData(11, StorageFault.Corrupt)]
    [InlineData(13, StorageFault.Full)]
    [InlineData(14, StorageFault.CannotOpen)]
    [InlineData(26, StorageFault.NotADatabase)]
    public void Each_failure_says_where_and_what_to_do(int code, StorageFault fault)
    {
        StorageException told = SqliteFaults.Of(new SqliteException("driver's words", code), "/data/gratis.db");
        told.Fault.ShouldBe(fault);
        told.Path.ShouldBe("/data/gratis.db");
        told.Message.ShouldStartWith("/data/gratis.db: ");
        told.Message.Split(". ").Length.ShouldBe(2, told.Message);
        told.Message.ShouldEndWith(".");
    }

    [Fact]
    public void A_right_that_is_missing_is_told_apart_from_a_bad_folder()
    {
        SqliteFaults.Of(new UnauthorizedAccessException(), "/data")!.Fault.ShouldBe(StorageFault.NoPermission);
        SqliteFaults.Of(new DirectoryNotFoundException(), "/data")!.Fault.ShouldBe(StorageFault.CannotOpen);
        SqliteFaults.Of(new InvalidOperationException(), "/data").ShouldBeNull();
    }

    private StorageException Refusal(StorageFault expected)
    {
        StorageException refusal = Should.Throw<StorageException>(() => _temporary.Open());
        refusal.Fault.ShouldBe(expected);
        refusal.Path.ShouldBe(_temporary.File);
        return refusal;
    }
}
