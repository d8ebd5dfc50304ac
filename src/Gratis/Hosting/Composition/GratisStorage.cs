using Microsoft.Extensions.Logging;

namespace Gratis.Hosting.Composition;

/// <summary>
/// Where an engine keeps what it must not forget: spent quotas, cooldowns, lists of models. The storage package brings one on
/// SQLite, <c>UseSqlite</c>; without any, all of it lives as long as the engine.
/// </summary>
public abstract class GratisStorage
{
    private protected GratisStorage()
    {
    }

    internal abstract ValueTask<OpenStores> OpenAsync(TimeProvider time, ILoggerFactory logs, CancellationToken cancel);
}

/// <summary>Stores that are open, and what closes them.</summary>
internal sealed record OpenStores(EngineStores Stores, IAsyncDisposable? Owner)
{
    public static OpenStores None { get; } = new(EngineStores.None, null);
}
