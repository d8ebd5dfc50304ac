using System.Collections.Frozen;

namespace Gratis.Catalog;

/// <summary>Everything the gateway knows of providers and routes at one instant. Immutable: a change is a new snapshot.</summary>
internal sealed class CatalogSnapshot
{
    private readonly FrozenDictionary<string, Provider> _providers;
    private readonly FrozenDictionary<string, Route> _routes;

    public CatalogSnapshot(IReadOnlyList<Provider> providers, IReadOnlyList<Route> routes, IReadOnlyList<Pool> pools)
    {
        Providers = providers;
        Routes = routes;
        Pools = pools;
        _providers = providers.ToFrozenDictionary(p => p.Id, StringComparer.OrdinalIgnoreCase);
        _routes = routes.ToFrozenDictionary(r => r.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>In configured order.</summary>
    public IReadOnlyList<Provider> Providers { get; }

    /// <summary>In configured order, which is the ranking until something better is known.</summary>
    public IReadOnlyList<Route> Routes { get; }

    public IReadOnlyList<Pool> Pools { get; }

    /// <summary>Providers that need a key, and the variable to set for it.</summary>
    public FrozenDictionary<string, string> KeyVariables { get; init; } = FrozenDictionary<string, string>.Empty;

    public Provider? FindProvider(string id) => _providers.GetValueOrDefault(id);

    public Route? FindRoute(string id) => _routes.GetValueOrDefault(id);
}

/// <summary>A virtual model that the owner configured.</summary>
internal sealed record Pool(string Name, PoolStrategy Strategy, IReadOnlyList<PoolTarget> Targets, IReadOnlyList<string> Fallback);

/// <summary>One target of a pool and its share.</summary>
internal sealed record PoolTarget(string Model, int Weight);
