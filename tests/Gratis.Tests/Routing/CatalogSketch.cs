using Gratis.Catalog;

namespace Gratis.Tests.Routing;

/// <summary>A catalogue in a few lines: providers come into being with their first route.</summary>
internal sealed class CatalogSketch
{
    private readonly Dictionary<string, Provider> _providers = [];
    private readonly List<Func<Route>> _routes = [];
    private readonly List<Pool> _pools = [];

    public CatalogSketch Provider(string id, int accounts = 1, Func<Provider, Provider>? with = null)
    {
        var provider = new Provider
        {
            Id = id,
            BaseUrl = new Uri($"http://{id}.test/v1"),
            ChatUrl = new Uri($"http://{id}.test/v1/chat/completions"),
            EmbeddingsUrl = new Uri($"http://{id}.test/v1/embeddings"),
            RerankUrl = new Uri($"http://{id}.test/v1/rerank"),
            Accounts = [.. Enumerable.Range(1, accounts).Select(n => new Account($"{id}#{n}", $"key-{id}-{n}"))],
        };
        _providers[id] = with?.Invoke(provider) ?? provider;
        return this;
    }

    public CatalogSketch Route(
        string id, bool free = true, int? context = null, ModelKind? kind = ModelKind.Chat, CapabilitySet can = default, params string[] refuses)
    {
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        if (!_providers.ContainsKey(id[..slash]))
            Provider(id[..slash]);
        _routes.Add(() => new Route(_providers[id[..slash]], id[(slash + 1)..])
        {
            IsFree = free,
            Context = context,
            Kind = kind,
            Capabilities = can,
            RejectedParameters = refuses,
        });
        return this;
    }

    public CatalogSketch Routes(params string[] ids)
    {
        foreach (var id in ids) Route(id);
        return this;
    }

    public CatalogSketch Pool(string name, PoolStrategy strategy, string[] fallback, params (string Model, int Weight)[] targets)
    {
        _pools.Add(new Pool(name, strategy, [.. targets.Select(t => new PoolTarget(t.Model, t.Weight))], fallback));
        return this;
    }

    /// <summary>The last pool, changed.</summary>
    public CatalogSketch With(Func<Pool, Pool> change)
    {
        _pools[^1] = change(_pools[^1]);
        return this;
    }

    public CatalogSnapshot Build() => new([.. _providers.Values], [.. _routes.Select(make => make())], _pools);
}
