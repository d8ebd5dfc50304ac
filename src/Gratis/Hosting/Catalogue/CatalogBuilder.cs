using System.Collections.Frozen;
using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Models;
using Gratis.Catalog.Ranking;
using Gratis.Hosting.Catalogue.Shipped;
using Gratis.Hosting.Options;
using Gratis.Routing;

namespace Gratis.Hosting.Catalogue;

/// <summary>From what the owner asked, what the environment and the accounts added since hold, what is built in and what was found out, to a catalogue.</summary>
internal sealed class CatalogBuilder(BuiltInFacts facts, Func<string, string?> environment, ILookup<string, AddedAccount>? added = null)
{
    private readonly ILookup<string, AddedAccount> _added = added ?? AddedAccount.None;

    /// <summary>A catalogue of the config and the built-in facts alone.</summary>
    public CatalogSnapshot Build(GratisOptions options) => Build(options, new CatalogKnowledge(DateTimeOffset.UnixEpoch)).Snapshot;

    /// <summary>The catalogue, and the ranking by which its routes are ordered.</summary>
    public CatalogBuild Build(GratisOptions options, CatalogKnowledge knowledge)
    {
        var providers = new List<Provider>();
        var routes = new List<Route>();
        var roster = new Roster(facts, knowledge);
        var builder = new RouteBuilder(knowledge, facts.Benchmarks, new BelievedFree(options.BelievedFree), options.Discovery.AutoEnable);
        var lifted = new List<string>();
        foreach (var at in ProvidersOf(options, knowledge))
        {
            providers.Add(at.Provider);
            foreach (var route in roster.RoutesOf(at))
            {
                routes.Add(builder.Build(route));
                if (RouteFreedom.IsCostLifted(route))
                    lifted.Add(route.RouteId);
            }
        }

        var ranking = RouteRanking.Order(routes, knowledge);
        var sorted = RouteRanking.Sort(routes, ranking);
        var primary = PrimaryOf(options, knowledge, sorted, ranking);
        Pool[] owners = [.. options.Pools.Select(p => PoolOf(p.Key, p.Value))];
        var snapshot = new CatalogSnapshot(providers, sorted, ShippedPools.Under(owners, ShippedPools.Of(sorted, primary ?? [], options.Spill)))
        {
            KeyVariables = facts.All.Where(f => f.NeedsKey).ToFrozenDictionary(f => f.Id, f => f.EnvironmentVariables[0], StringComparer.OrdinalIgnoreCase),
            Favorites = [.. knowledge.Edits.FavoritesOver(options.FavoriteFreeModels)],
            SpillTargets = options.Spill.Enabled ? [.. options.Spill.Targets] : null,
            ForbidsTraining = options.Privacy == PrivacyRule.NoTraining,
            KnownProviders = facts.Names,
            FreeAlias = options.Discovery.FreeAlias == VirtualNames.Free ? null : options.Discovery.FreeAlias,
        };
        return new CatalogBuild(snapshot, ranking, lifted) { Primary = primary };
    }

    /// <summary>The providers that can be called, with what their routes share.</summary>
    public IEnumerable<ProviderSources> ProvidersOf(GratisOptions options, CatalogKnowledge knowledge)
    {
        foreach (var (id, asked) in Asked(options))
        {
            facts.TryFind(id, out var known);
            var builder = new ProviderBuilder(id, asked, known, environment, Pays(id, asked, options.Spill), [.. _added[id]]);
            if (builder.TryBuild() is not { } provider)
                continue;

            var listing = knowledge.Listings.GetValueOrDefault(id);
            yield return new ProviderSources(provider, asked, known, builder.Limits)
            {
                Listing = listing,
                ListEvidence = listing is null ? null : new Evidence(ClaimSource.ProviderList, $"{id}'s list of models", listing.At, 0.9),
                SecondEvidence = new Evidence(ClaimSource.SecondOpinion, "models.dev", knowledge.SecondOpinion?.At, 0.6),
                FreeEvidence = known?.FreeEvidence,
            };
        }
    }

    /// <summary>The config's providers in its order, then those for which a key is all there is.</summary>
    public IEnumerable<(string Id, ProviderOptions Asked)> Asked(GratisOptions options)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, asked) in options.Providers)
        {
            var id = facts.TryFind(name, out var known) ? known.Id : name.ToLowerInvariant();
            if (seen.Add(id))
                yield return (id, asked);
        }

        foreach (var found in facts.FromEnvironment(environment))
        {
            if (seen.Add(found.Provider.Id))
                yield return (found.Provider.Id, new ProviderOptions());
        }

        foreach (var known in facts.All)
        {
            if (_added.Contains(known.Id) && seen.Add(known.Id))
                yield return (known.Id, new ProviderOptions());
        }
    }

    /// <summary>The owner said that nothing there is free, or that money may be spent there.</summary>
    private static bool Pays(string id, ProviderOptions asked, SpillOptions spill) =>
        asked.Free == FreeRule.None
        || (spill is { Enabled: true, MonthlyBudgetUsd: > 0 } && spill.Targets.Any(target => target.StartsWith(id + "/", StringComparison.OrdinalIgnoreCase)));

    private static Pool PoolOf(string name, PoolOptions asked) =>
        new(name, asked.Strategy, [.. asked.Targets.Select(t => new PoolTarget(t.Model, t.Weight))], [.. asked.Fallback])
        {
            Patience = asked.AllowedFails is { } fails ? new PoolPatience(fails, asked.CooldownTime ?? PoolOptions.UsualCooldown) : null,
        };

    private static IReadOnlyList<string>? PrimaryOf(GratisOptions options, CatalogKnowledge knowledge, IReadOnlyList<Route> sorted, RankOrder ranking) =>
        options.Pools.ContainsKey(ShippedPools.Primary)
            ? null
            : [.. PrimaryPool.Choose(PrimaryLane.Of(sorted, ranking, new PrimaryBlocklist(options.Discovery.PrimaryBlocklist)), knowledge.Primary).Select(member => member.Id)];
}

/// <summary>A catalogue, its ranking, and the routes whose bill is forgiven.</summary>
internal sealed record CatalogBuild(CatalogSnapshot Snapshot, RankOrder Ranking, IReadOnlyList<string> Lifted)
{
    /// <summary>Who is in the shipped <c>primary</c>, best first; null where the owner has a pool of that name.</summary>
    public IReadOnlyList<string>? Primary { get; init; }
}
