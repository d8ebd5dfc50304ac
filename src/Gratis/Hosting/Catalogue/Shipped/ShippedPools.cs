using Gratis.Catalog;
using Gratis.Catalog.Models;
using Gratis.Hosting.Options;

namespace Gratis.Hosting.Catalogue.Shipped;

/// <summary>The pools that come with the program, made of the routes that the owner's keys give. Pure.</summary>
internal static class ShippedPools
{
    public const string Primary = "primary";

    private const string ChatFree = "chat-free";
    private const string ChatFreeLarge = "chat-free-large";
    private const string Chat = "chat";
    private const string PaidTools = "paid-tools";
    private const int ChatSize = 10;

    // Halved down the list: the best serve most, and the limits of the others are used too.
    private static readonly TierPool[] ByTier =
    [
        new(ChatFree, [ModelTier.Lite, ModelTier.Standard], [3, 2, 2, 1, 1], ChatFreeLarge),
        new("reasoning-free", [ModelTier.Reasoning], [3, 2, 2, 1], ChatFreeLarge),
        new(ChatFreeLarge, [ModelTier.Large], [3, 2, 1, 1], ChatFree),
        new("chat-lite", [ModelTier.Lite], [3, 2, 1], ChatFree),
    ];

    /// <summary>All their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByTier.Select(pool => pool.Name), Chat, Primary, PaidTools];

    /// <summary>Every shipped pool. One that nothing backs is there without targets: its name is known and its fallback still serves.</summary>
    /// <param name="ranked">The routes of the catalogue, best first.</param>
    /// <param name="primary">Who is in <c>primary</c>, best first.</param>
    /// <param name="spill">What may be spent, and where.</param>
    public static IReadOnlyList<Pool> Of(IReadOnlyList<Route> ranked, IReadOnlyList<string> primary, SpillOptions spill)
    {
        Route[] free = [.. ranked.Where(IsFreeChat)];
        return
        [
            .. ByTier.Select(pool => pool.From(free)),
            new Pool(Chat, PoolStrategy.Ranked, Weigh(free.Take(ChatSize).Select(route => route.Id), []), []),
            new Pool(Primary, PoolStrategy.Weighted, Weigh(primary, PrimaryPool.Weights), [PaidTools]),
            new Pool(PaidTools, PoolStrategy.Priority, Weigh(PaidRoutes.Of(ranked, spill), []), []) { Spends = true },
        ];
    }

    /// <summary>The owner's pools, and those of the shipped ones that they do not replace. Whatever is called paid-tools spends.</summary>
    public static IReadOnlyList<Pool> Under(IReadOnlyList<Pool> owners, IReadOnlyList<Pool> shipped)
    {
        var taken = owners.Select(pool => pool.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. owners.Select(pool => pool.Name.Equals(PaidTools, StringComparison.OrdinalIgnoreCase) ? pool with { Spends = true } : pool),
            .. shipped.Where(pool => !taken.Contains(pool.Name)),
        ];
    }

    /// <summary>What a pool of free chat routes may hold: proven free, in the virtual models, and no other kind of model.</summary>
    public static bool IsFreeChat(Route route) => route is { IsFree: true, IsInVirtualModels: true, Kind: null or ModelKind.Chat };

    /// <summary>The best first, as many as there are weights; without weights all alike.</summary>
    private static PoolTarget[] Weigh(IEnumerable<string> routes, IReadOnlyList<int> weights) => weights.Count == 0
        ? [.. routes.Select(route => new PoolTarget(route, 1))]
        : [.. routes.Zip(weights, (route, weight) => new PoolTarget(route, weight))];

    private sealed record TierPool(string Name, ModelTier[] Tiers, int[] Weights, string Fallback)
    {
        public Pool From(IEnumerable<Route> free) => new(
            Name,
            PoolStrategy.Weighted,
            Weigh(free.Where(route => Tiers.Contains(route.Tier)).Select(route => route.Id), Weights),
            [Fallback]);
    }
}
