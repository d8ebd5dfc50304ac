using Gratis.Postgres;
using Gratis.Postgres.Requests;
using Gratis.Stores;
using Gratis.Tests.Storage;
using Gratis.Tests.Storage.Requests;
using Gratis.Tests.Time;
using Npgsql;

namespace Gratis.Gateway.Tests.Cluster.Requests;

/// <summary>A database that several logs write to, in virtual time.</summary>
internal sealed class SharedLog(string address) : IAsyncDisposable
{
    private readonly List<LogReplica> _replicas = [];

    public string Address => address;

    public VirtualTime Time { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<LogReplica> OpenAsync(RequestLogOptions? options = null, IUnwrittenRequests? source = null)
    {
        var database = await PostgresDatabase.OpenAsync(address, Time, Cancel);
        var replica = new LogReplica(database, options ?? new RequestLogOptions(), source);
        _replicas.Add(replica);
        return replica;
    }

    /// <summary>Asks or does something past the log.</summary>
    public async Task<long> AskAsync(string sql, string? where = null)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(where ?? address) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancel);
#pragma warning disable CA2100 // Said by these tests.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(Cancel) ?? 0L, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Lets time pass until something holds.</summary>
    public async Task UntilAsync(Func<bool> holds)
    {
        for (var patience = System.Diagnostics.Stopwatch.StartNew(); !holds(); await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel))
        {
            patience.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
            Time.Advance(TimeSpan.FromMilliseconds(500));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas)
            await replica.DisposeAsync();
    }
}

/// <summary>The log of one replica, and its requests that have ended.</summary>
internal sealed class LogReplica : IAsyncDisposable
{
    private readonly PostgresDatabase _database;

    public LogReplica(PostgresDatabase database, RequestLogOptions options, IUnwrittenRequests? source)
    {
        _database = database;
        Log = new PostgresRequestLog(database, options, Told);
        Log.Follow(source ?? Ended);
    }

    public RecordingLog<PostgresRequestLog> Told { get; } = new();

    public EndedRequests Ended { get; } = new();

    public PostgresRequestLog Log { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Writes requests, and cleans as long as there is anything to clean.</summary>
    public async Task WriteAsync(params IEnumerable<RequestStory> stories)
    {
        Ended.Add(stories);
        while (await Log.RunAsync())
        {
        }
    }

    /// <summary>All that a filter means, page by page.</summary>
    public async Task<List<RequestStory>> ListAsync(RequestFilter? filter = null, int most = 1000)
    {
        var all = new List<RequestStory>();
        for (long? before = long.MaxValue; before is { } below;)
        {
            var page = await Log.List(filter ?? RequestFilter.None, below, most, Cancel);
            page.Requests.Count.ShouldBeLessThanOrEqualTo(most);
            page.Next.ShouldNotBe(before);
            all.AddRange(page.Requests);
            before = page.Next;
        }

        return all;
    }

    public async Task<IEnumerable<string>> IdsAsync(RequestFilter? filter = null) => (await ListAsync(filter)).Select(story => story.Id);

    public async Task<UsageFigures> TotalAsync() => (await Log.Usage(new UsageQuestion(UsageColumn.Total, IsByDay: true, 0, long.MaxValue), Cancel)).Total;

    public ValueTask<RequestStory?> FindAsync(string id) => Log.Find(id, Cancel);

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        await _database.DisposeAsync();
    }
}
