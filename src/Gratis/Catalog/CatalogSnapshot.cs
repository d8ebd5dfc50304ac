using System.Collections.Frozen;

namespace Gratis.Catalog;

/// <summary>Everything the gateway knows of providers and routes at one instant. Immutable: a change is a new snapshot.</summary>
internal sealed class CatalogSnapshot
{
    // Not frozen: a catalogue of thousands is remade with every list that comes in, and freezing costs more than all look-ups of its life.
    private readonly Dictionary<string, Provider> _providers;
    private readonly Dictionary<string, Route> _routes;

    /// <summary>Before anything is known.</summary>
    public static CatalogSnapshot Empty { get; } = new([], [], []);

    public CatalogSnapshot(IReadOnlyList<Provider> providers, IReadOnlyList<Route> routes, IReadOnlyList<Pool> pools)
    {
        Providers = providers;
        Routes = routes;
        Pools = pools;
        _providers = providers.ToDictionary(p => p.Id, StringComparer.OrdinalIgnoreCase);
        _routes = routes.ToDictionary(r => r.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>In configured order.</summary>
    public IReadOnlyList<Provider> Providers { get; }

    /// <summary>Best first; what is not ranked follows as it was found.</summary>
    public IReadOnlyList<Route> Routes { get; }

    public IReadOnlyList<Pool> Pools { get; }

    /// <summary>Providers that need a key, and the variable to set for it.</summary>
    public FrozenDictionary<string, string> KeyVariables { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The owner's favourite free models, best first.</summary>
    public IReadOnlyList<string> Favorites { get; init; } = [];

    /// <summary>Another name for all free routes, where the owner wants one.</summary>
    public string? FreeAlias { get; init; }

    /// <summary>The routes that money may buy, best first; empty: any with a price; null: spill is off.</summary>
    public IReadOnlyList<string>? SpillTargets { get; init; }

    /// <summary>The owner's switch: nothing goes to a provider that may train on it.</summary>
    public bool ForbidsTraining { get; init; }

    /// <summary>Names of providers that are known without being configured, aliases among them, and the id each stands for.</summary>
    public IReadOnlyDictionary<string, string> KnownProviders { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The id that a provider's id or alias stands for, in any case; null where nobody knows it.</summary>
    public string? ProviderId(string name) => FindProvider(name)?.Id ?? KnownProviders.GetValueOrDefault(name);

    public Provider? FindProvider(string id) => _providers.GetValueOrDefault(id);

    public Route? FindRoute(string id) => _routes.GetValueOrDefault(id);
}

/// <summary>A virtual model with targets of its own: the owner's, or one that is shipped.</summary>
internal sealed record Pool(string Name, PoolStrategy Strategy, IReadOnlyList<PoolTarget> Targets, IReadOnlyList<string> Fallback)
{
    /// <summary>Its targets cost money: they serve inside the owner's budget alone.</summary>
    public bool Spends { get; init; }

    /// <summary>How much failure it bears from a target; null: health alone decides.</summary>
    public PoolPatience? Patience { get; init; }
}

/// <summary>After so many failures in a row a pool leaves a target alone for so long.</summary>
internal sealed record PoolPatience(int AllowedFails, TimeSpan Rest);

/// <summary>One target of a pool and its share.</summary>
internal sealed record PoolTarget(string Model, int Weight);
