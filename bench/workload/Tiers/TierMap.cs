using System.IO.Enumeration;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Providers;

namespace Gratis.Workload.Tiers;

/// <summary>All free models and all pools of a world, as its providers publish them.</summary>
internal sealed class TierMap
{
    /// <param name="providers">The world's.</param>
    /// <param name="traitsOf">What is known of their models; the best come first, and of equals the first provider's.</param>
    public TierMap(IReadOnlyList<ProviderSpec> providers, Func<ProviderSpec, ModelSpec, ModelTraits> traitsOf)
    {
        var offers = new List<Offer>();
        var pools = new List<TierPool>();
        foreach (var provider in providers)
        {
            var free = provider.Models.Where(model => model is { Kind: ModelKind.Chat, IsFree: true }).ToArray();
            var own = PoolsOf(provider, free).ToArray();
            pools.AddRange(own);
            foreach (var model in free)
                offers.Add(new Offer(0, provider, model, traitsOf(provider, model), [.. own.Where(pool => pool.Models.Contains(model.Id))]));
        }

        Providers = providers;
        Offers = [.. offers.OrderByDescending(offer => offer.Traits.Quality).Select((offer, index) => offer with { Index = index })];
        Pools = pools;
    }

    public IReadOnlyList<ProviderSpec> Providers { get; }

    public IReadOnlyList<Offer> Offers { get; }

    public IReadOnlyList<TierPool> Pools { get; }

    private static IEnumerable<TierPool> PoolsOf(ProviderSpec provider, ModelSpec[] free)
    {
        foreach (var limit in provider.Limits)
        {
            var models = free.Select(model => model.Id).Where(id => Matches(limit.Models, id)).ToArray();
            if (limit.Scope is not LimitScope.AccountModel)
            {
                yield return new TierPool(provider.Id, limit, null, models);
                continue;
            }

            foreach (var model in models)
                yield return new TierPool(provider.Id, limit, model, [model]);
        }

        foreach (var model in free)
        {
            foreach (var limit in model.Limits)
                yield return new TierPool(provider.Id, limit, model.Id, [model.Id]);
        }
    }

    private static bool Matches(string? pattern, string id) => pattern is null || FileSystemName.MatchesSimpleExpression(pattern, id, ignoreCase: false);
}
