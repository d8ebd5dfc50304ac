using Gratis.Storage;
using Microsoft.Extensions.Logging;

namespace Gratis.Tests.Storage;

public sealed class WriteBehindTests : IDisposable
{
    private readonly TemporaryDatabase _temporary = new();
    private readonly RecordingLog<SqliteDatabase> _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Everything_that_comes_within_the_gathering_time_is_one_transaction()
    {
        await using SqliteDatabase database = Open();
        var written = new TaskCompletionSource();
        var source = new PendingWrites { OnWritten = () => written.TrySetResult() };
        database.Later.Add(source);

        for (int i = 0; i < 1000; i++) database.Later.Wake();
        await _temporary.Time.SomebodyWaits().WaitAsync(Cancellation);
        _temporary.Time.Advance(WriteBehind.Gathering - TimeSpan.FromTicks(1));
        source.Writes.ShouldBe(0);
        _temporary.Time.Advance(TimeSpan.FromTicks(1));
        await written.Task.WaitAsync(Cancellation);
        source.Writes.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_written_while_nothing_waits()
    {
        await using SqliteDatabase database = Open();
        var source = new PendingWrites();
        database.Later.Add(source);
        _temporary.Time.Advance(TimeSpan.FromHours(1));
        source.Writes.ShouldBe(0);
    }

    [Fact]
    public async Task Closing_writes_what_waits()
    {
        SqliteDatabase database = Open();
        var source = new PendingWrites();
        database.Later.Add(source);
        database.Later.Wake();
        await database.DisposeAsync();
        source.Writes.ShouldBe(1);
    }

    [Fact]
    public async Task What_somebody_waits_for_is_written_without_any_time_passing()
    {
        await using SqliteDatabase database = Open();
        var written = new TaskCompletionSource();
        database.Later.Add(new PendingWrites { OnWritten = () => written.TrySetResult() });
        database.Later.Wake(urgent: true);
        await written.Task.WaitAsync(Cancellation);
        _temporary.Time.Elapsed.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Urgency_cuts_a_gathering_short()
    {
        await using SqliteDatabase database = Open();
        var written = new TaskCompletionSource();
        var source = new PendingWrites { OnWritten = () => written.TrySetResult() };
        database.Later.Add(source);
        database.Later.Wake();
        await _temporary.Time.SomebodyWaits().WaitAsync(Cancellation);
        source.Writes.ShouldBe(0);
        database.Later.Wake(urgent: true);
        await written.Task.WaitAsync(Cancellation);
        _temporary.Time.Elapsed.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task What_becomes_urgent_while_a_transaction_is_written_shares_the_next_one()
    {
        SqliteDatabase database = Open();
        using var begun = new SemaphoreSlim(0);
        using var mayGoOn = new SemaphoreSlim(0);
        var second = new TaskCompletionSource();
        int written = 0;
        var source = new PendingWrites
        {
            OnWrite = () =>
            {
                begun.Release();
                mayGoOn.Wait(Cancellation);
            },
            OnWritten = () =>
            {
                if (++written == 2) second.TrySetResult();
            },
        };
        database.Later.Add(source);
        database.Later.Wake(urgent: true);
        await begun.WaitAsync(Cancellation);
        for (int i = 0; i < 100; i++) database.Later.Wake(urgent: true);
        mayGoOn.Release(10);
        await second.Task.WaitAsync(Cancellation);
        await database.DisposeAsync();
        source.Writes.ShouldBe(3, "the first, one for all hundred, and the last flush");
    }

    [Fact]
    public async Task Urgency_does_not_hurry_a_disk_that_refuses()
    {
        await using SqliteDatabase database = Open();
        var refused = new TaskCompletionSource();
        var written = new TaskCompletionSource();
        var source = new PendingWrites { Refuses = 1, OnNotWritten = () => refused.TrySetResult(), OnWritten = () => written.TrySetResult() };
        database.Later.Add(source);
        database.Later.Wake(urgent: true);
        await refused.Task.WaitAsync(Cancellation);
        await _temporary.Time.SomebodyWaits().WaitAsync(Cancellation);
        database.Later.IsFailing.ShouldBeTrue();

        database.Later.Wake(urgent: true);
        _temporary.Time.Advance(WriteBehind.RetryAfter - TimeSpan.FromTicks(1));
        source.Writes.ShouldBe(1);
        _temporary.Time.Advance(TimeSpan.FromTicks(1));
        await written.Task.WaitAsync(Cancellation);
        _temporary.Time.Elapsed.ShouldBe(WriteBehind.RetryAfter);
        database.Later.IsFailing.ShouldBeFalse();
    }

    [Fact]
    public async Task Closing_is_said_once_before_the_last_write()
    {
        SqliteDatabase database = Open();
        var source = new PendingWrites();
        database.Later.Add(source);
        await database.DisposeAsync();
        await database.DisposeAsync();
        source.WritesBeforeClosing.ShouldBe([0]);
        source.Writes.ShouldBe(1);
    }

    [Fact]
    public async Task A_disk_that_refuses_is_told_once_and_tried_until_it_works()
    {
        await using SqliteDatabase database = Open();
        var refused = new SemaphoreSlim(0);
        var written = new TaskCompletionSource();
        var source = new PendingWrites { Refuses = 3, OnNotWritten = () => refused.Release(), OnWritten = () => written.TrySetResult() };
        database.Later.Add(source);
        database.Later.Wake();

        await Pass(WriteBehind.Gathering);
        for (int i = 0; i < 3; i++)
        {
            await refused.WaitAsync(Cancellation);
            await Pass(WriteBehind.RetryAfter);
        }

        await written.Task.WaitAsync(Cancellation);
        source.NotWrittens.ShouldBe(3);
        database.Later.Flush().ShouldBeTrue();
        _log.Lines.Select(line => line.Level).ShouldBe([LogLevel.Error, LogLevel.Information]);
        _log.Lines[0].Failure!.Message.ShouldContain("disk is full");
    }

    private async Task Pass(TimeSpan time)
    {
        await _temporary.Time.SomebodyWaits().WaitAsync(Cancellation);
        _temporary.Time.Advance(time);
    }

    private SqliteDatabase Open() => SqliteDatabase.Open(new SqliteOptions(_temporary.Folder), _temporary.Time, _log);
}
