using Gratis.Storage;
using Microsoft.Extensions.Logging;

namespace Gratis.Tests.Storage;

public sealed class WriteBehindTests : IDisposable
{
    private readonly TemporaryDatabase _temporary = new();
    private readonly RecordingLog _log = new();

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
            await Pass(WriteBehind.Gathering);
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

    private sealed class RecordingLog : ILogger<SqliteDatabase>
    {
        public List<(LogLevel Level, Exception? Failure)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add((logLevel, exception));
    }
}
