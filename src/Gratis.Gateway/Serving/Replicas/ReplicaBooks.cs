using Gratis.Gateway.Configuration.Model;
using Gratis.Hosting.Composition;
using Gratis.Hosting.Options;
using Gratis.Postgres;
using Gratis.Postgres.Quotas;
using Gratis.Postgres.Replicas;
using Gratis.Postgres.Requests;
using Gratis.Postgres.Stores;

namespace Gratis.Gateway.Serving.Replicas;

/// <summary>Opens the books that replicas share. Whatever is opened here is closed in the opposite order.</summary>
internal static class ReplicaBooks
{
    public static async Task<GatewayBooks> OpenAsync(Secret address, GatewayConfig config, Surroundings around, ILoggerFactory logs, CancellationToken cancel)
    {
        var opened = new Stack<IAsyncDisposable>();
        try
        {
            var database = Keep(await PostgresDatabase.OpenAsync(address.Reveal(), around.Time, cancel));
            var place = new ReplicaPlace(Environment.MachineName);
            await database.WriteAsync(place.TakeAsync, cancel);
            var later = Keep(new PostgresLater(database, Guid.NewGuid(), logs.CreateLogger<PostgresLater>()));
            var history = new PostgresQuotaHistory(database);
            var quotas = Keep(new PostgresQuotaStore(database, place, history, logs.CreateLogger<PostgresQuotaStore>()));
            var stores = new PostgresStores(later, logs, quotas);
            var engine = await EngineBooks.OpenAsync(stores.Engine, around.Time, around.Chance, cancel);
            var requests = Keep(new PostgresRequestLog(database, config.Log.ToOptions(), logs.CreateLogger<PostgresRequestLog>()));
            later.Start();
            return new GatewayBooks
            {
                Engine = engine,
                Requests = requests,
                History = history,
                ClientKeys = stores.ClientKeys,
                Accounts = new PostgresAccountStore(database),
                Audit = new PostgresAuditLog(database),
                Settings = stores.Engine.Settings!,
                Others = new ReplicaWatch(new PostgresNews(database, logs.CreateLogger<PostgresNews>()), stores, engine, around.Time, logs.CreateLogger<ReplicaWatch>()),
                Stores = [.. opened],
            };
        }
        catch
        {
            foreach (var one in opened)
                await one.DisposeAsync();
            throw;
        }

        T Keep<T>(T one)
            where T : IAsyncDisposable
        {
            opened.Push(one);
            return one;
        }
    }
}
