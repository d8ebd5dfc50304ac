using Gratis.Postgres;
using Gratis.Postgres.Stores;
using Gratis.Tests.Storage;
using Gratis.Tests.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Gratis.Gateway.Tests.Cluster.Stores;

/// <summary>The stores of one gateway of several. Nothing is written until a test says so, unless it started the background work.</summary>
internal sealed class StoreReplica : IAsyncDisposable
{
    private StoreReplica(PostgresDatabase database, VirtualTime time)
    {
        (Database, Time) = (database, time);
        Later = new PostgresLater(database, Guid.NewGuid(), Log);
        Stores = new PostgresStores(Later, NullLoggerFactory.Instance);
    }

    public PostgresDatabase Database { get; }

    public VirtualTime Time { get; }

    public PostgresLater Later { get; }

    public PostgresStores Stores { get; }

    public RecordingLog<PostgresLater> Log { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<StoreReplica> OpenAsync(string address)
    {
        var time = new VirtualTime();
        return new StoreReplica(await PostgresDatabase.OpenAsync(address, time, Cancel), time);
    }

    public static async Task<(StoreReplica One, StoreReplica Other)> OpenTwoAsync(PostgresServer server)
    {
        var address = await server.CreateDatabaseAsync();
        return (await OpenAsync(address), await OpenAsync(address));
    }

    public async Task FlushAsync() => (await Later.FlushAsync()).ShouldBeTrue();

    /// <summary>What a hand does that edits there.</summary>
    public Task<int> RunAsync(string sql) => Database.WriteAsync((connection, stop) => Sql.RunAsync(connection, sql, [], stop), Cancel);

    public Task<long> CountAsync(string table) => Database.ReadAsync(
        async (connection, stop) => (await Sql.ReadAsync(Sql.Command(connection, "SELECT count(*) FROM gratis." + table), row => row.GetInt64(0), stop)).Single(), Cancel);

    public async ValueTask DisposeAsync()
    {
        await Later.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Hears what is told on a connection of its own.</summary>
    internal sealed class Listener : IAsyncDisposable
    {
        private readonly NpgsqlConnection _connection;
        private readonly Queue<string> _heard = new();

        private Listener(NpgsqlConnection connection)
        {
            _connection = connection;
            connection.Notification += (_, told) => _heard.Enqueue(told.Payload);
        }

        public static async Task<Listener> OpenAsync(PostgresDatabase database)
        {
            var listener = new Listener(await database.ConnectAsync(Cancel));
            await Sql.RunAsync(listener._connection, "LISTEN gratis", [], Cancel);
            return listener;
        }

        /// <summary>So many, in their order; waits for as long as the test may.</summary>
        public async Task<IReadOnlyList<string>> HearAsync(int count)
        {
            while (_heard.Count < count)
                await _connection.WaitAsync(Cancel);
            return [.. Enumerable.Range(0, count).Select(_ => _heard.Dequeue())];
        }

        public ValueTask DisposeAsync() => _connection.DisposeAsync();
    }
}
