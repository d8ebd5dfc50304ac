using Gratis.Storage.Requests;
using Gratis.Stores;
using Gratis.Tests.Time;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Gratis.Tests.Storage.Requests;

/// <summary>Whatever happens to the file, the log goes on as far as it can and says so once.</summary>
public sealed class RequestLogTroubleTests : IDisposable
{
    private readonly LogWorld _world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    public static TheoryData<string> Unusable => ["garbage", "damaged", "of another program", "of a newer release"];

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_file_that_cannot_be_used_is_moved_aside_and_a_new_one_begun(string how)
    {
        await SpoilAsync(how);
        byte[] spoiled = await File.ReadAllBytesAsync(_world.File, Cancellation);

        await using SqliteRequestLog log = _world.Open();
        _world.Ended.Add(Stories.Served(1));
        log.Flush();

        (await NumbersAsync(log)).ShouldBe([1]);
        log.State.Problem.ShouldBeNull();
        (await File.ReadAllBytesAsync(_world.File + ".unusable", Cancellation)).SequenceEqual(spoiled).ShouldBeTrue("it is kept as it was");
        var (level, text, _) = _world.Log.Lines.ShouldHaveSingleItem();
        level.ShouldBe(LogLevel.Warning);
        text.ShouldContain(_world.File + ".unusable");
    }

    [Fact]
    public async Task A_file_that_vanishes_is_begun_anew_and_numbers_go_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "What is open cannot be deleted.");
        await using SqliteRequestLog log = _world.Open();
        _world.Ended.Add(Stories.Served(1));
        log.Flush();
        foreach (string file in Directory.GetFiles(_world.Folder)) File.Delete(file);
        (await NumbersAsync(log)).ShouldBeEmpty();

        _world.Ended.Add(Stories.Served(2) with { Client = "laptop" });
        log.Flush();

        (await NumbersAsync(log)).ShouldBe([2]);
        (await NumbersAsync(log, new RequestFilter { Client = "laptop" })).ShouldBe([2]);
        (await log.Usage(new UsageQuestion(UsageColumn.Total, true, 0, long.MaxValue), Cancellation)).Total.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_is_damaged_while_in_use_is_moved_aside_with_the_next_batch()
    {
        await using (SqliteRequestLog before = _world.Open())
        {
            _world.Ended.Add(Enumerable.Range(1, 3000).Select(number => Stories.Served(number)));
            before.Flush();
        }

        await using SqliteRequestLog log = _world.Open();
        using (FileStream file = File.Open(_world.File, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0xA5, (int)file.Length - 4096).ToArray());
        }

        _world.Ended.Add(Stories.Served(3001) with { Client = "new", Model = "new" });
        log.Flush();
        (await NumbersAsync(log)).ShouldBe([3001]);
    }

    [Fact]
    public async Task While_the_file_is_locked_requests_wait_and_then_all_are_written()
    {
        await using SqliteRequestLog log = _world.Open();
        using (SqliteConnection holder = _world.Stranger())
        {
            TemporaryDatabase.Run(holder, "BEGIN IMMEDIATE");
            _world.Ended.Add(Stories.Served(1));
            log.Flush();
            _world.Ended.Add(Stories.Served(2));
            log.Flush();
            log.State.Problem.ShouldNotBeNull().ShouldContain("locked");
            _world.Ended.Waiting.ShouldBe(2);
        }

        log.Flush();
        (await NumbersAsync(log)).ShouldBe([2, 1]);
        log.State.Problem.ShouldBeNull();
        _world.Log.Lines.Select(line => line.Level).ShouldBe([LogLevel.Error, LogLevel.Information]);
        (await log.Usage(new UsageQuestion(UsageColumn.Total, true, 0, long.MaxValue), Cancellation)).Total.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_leaves_an_empty_log_that_says_why()
    {
        Directory.CreateDirectory(_world.File);
        await using SqliteRequestLog log = _world.Open();
        _world.Ended.Add(Stories.Served(1));
        log.Flush();
        log.State.Problem.ShouldNotBeNull();
        (await NumbersAsync(log)).ShouldBeEmpty();
        (await log.Find("req-0000abcd-1", Cancellation)).ShouldBeNull();
        _world.Ended.Waiting.ShouldBe(1);

        Directory.Delete(_world.File);
        log.Flush();
        (await NumbersAsync(log)).ShouldBe([1]);
    }

    private static async Task<IEnumerable<long>> NumbersAsync(SqliteRequestLog log, RequestFilter? filter = null) =>
        (await log.List(filter ?? RequestFilter.None, long.MaxValue, 1000, Cancellation)).Requests.Select(story => story.Number);

    private async Task SpoilAsync(string how)
    {
        if (how == "garbage")
        {
            await File.WriteAllTextAsync(_world.File, string.Concat(Enumerable.Repeat("Dear diary, ", 500)), Cancellation);
            return;
        }

        if (how == "of another program")
        {
            using SqliteConnection other = _world.Stranger();
            TemporaryDatabase.Run(other, "CREATE TABLE songs (name TEXT)");
            return;
        }

        await using (SqliteRequestLog log = _world.Open())
        {
            _world.Ended.Add(Enumerable.Range(1, 3000).Select(number => Stories.Served(number)));
            log.Flush();
        }

        if (how == "of a newer release")
        {
            using SqliteConnection newer = _world.Stranger();
            TemporaryDatabase.Run(newer, "INSERT INTO schema_steps VALUES (999, '999_later.sql', 'x', 0)");
            return;
        }

        byte[] content = await File.ReadAllBytesAsync(_world.File, Cancellation);
        content.AsSpan(4096).Fill(0xA5);
        await File.WriteAllBytesAsync(_world.File, content, Cancellation);
    }
}
