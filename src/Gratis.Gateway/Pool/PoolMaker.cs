using System.Collections.Immutable;
using Gratis.Catalog.Free;
using Gratis.Catalog.Ranking;
using Gratis.Gateway.Pool.Scores;
using Gratis.Hosting.Catalogue.Shipped;
using Route = Gratis.Catalog.Route;

namespace Gratis.Gateway.Pool;

/// <summary>How a pool is wanted.</summary>
/// <param name="Profile">By which points.</param>
/// <param name="Size">How many places there are.</param>
/// <param name="Blocklist">Who gets none.</param>
internal sealed record PoolRecipe(PoolProfile Profile, int Size, PrimaryBlocklist Blocklist);

/// <summary>
/// Makes a pool of OpenRouter's free models by the rules of the shipped pool <c>primary</c>: the same filters, the same hold on a place, the
/// same weights. Pure, and the order of the list plays no part.
/// </summary>
internal static class PoolMaker
{
    /// <param name="routes">Everything that OpenRouter lists.</param>
    /// <param name="recipe">What is wanted.</param>
    /// <param name="before">The ids of those who were in the pool, best first.</param>
    /// <param name="today">Whoever is taken away by then is no longer there.</param>
    public static MadePool Make(IReadOnlyList<Route> routes, PoolRecipe recipe, IReadOnlyList<string> before, DateOnly today)
    {
        var eligible = new Dictionary<string, Eligible>(StringComparer.Ordinal);
        foreach (var route in routes.Where(route => WhyNot(route, recipe.Blocklist, today) is null).OrderBy(route => route.UpstreamId, StringComparer.Ordinal))
        {
            // Of two spellings of one model the one that says free: it cannot become a bill.
            var key = ModelKey.Of(route.UpstreamId);
            if (!eligible.ContainsKey(key) || FreeProof.HasFreeToken(route.UpstreamId))
                eligible[key] = new Eligible(route, ProfileScore.Of(recipe.Profile, route));
        }

        string[] incumbents = [.. before.Select(ModelKey.Of).Distinct(StringComparer.Ordinal)];
        var chosen = PrimaryPool.Choose([.. eligible.Select(entry => new PrimaryEntry(entry.Key, entry.Value.Score.Total))], incumbents, recipe.Size);
        var members = ImmutableArray.CreateBuilder<PoolMember>(chosen.Count);
        foreach (var entry in chosen)
        {
            var (route, score) = eligible[entry.Id];
            var formerly = Array.IndexOf(incumbents, entry.Id);
            members.Add(new PoolMember(members.Count + 1, route.UpstreamId, WeightOf(members.Count), score, route.Context!.Value) { FormerRank = formerly < 0 ? null : formerly + 1 });
        }

        return new MadePool(members.DrainToImmutable(), Removed(), eligible.Count);

        ImmutableArray<Departure> Removed()
        {
            var byKey = routes.ToLookup(route => ModelKey.Of(route.UpstreamId), StringComparer.Ordinal);
            var stayed = chosen.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
            return
            [
                .. incumbents.Where(key => !stayed.Contains(key)).Select(key => new Departure(
                    before.First(id => ModelKey.Of(id) == key),
                    eligible.TryGetValue(key, out var beaten) ? FormattableString.Invariant($"beaten: it has {beaten.Score.Total:0.#} points, the last of the pool {chosen[^1].Points:0.#}")
                        : byKey[key].Select(route => WhyNot(route, recipe.Blocklist, today)).FirstOrDefault() ?? "no longer listed")),
            ];
        }
    }

    private static int WeightOf(int index) => index < PrimaryPool.Weights.Count ? PrimaryPool.Weights[index] : PrimaryPool.Weights[^1];

    /// <summary>Why a route may not be in it; null where it may.</summary>
    private static string? WhyNot(Route route, PrimaryBlocklist blocklist, DateOnly today) =>
        blocklist.Blocks(route.Id, route.UpstreamId) ? "blocked"
        : route.Dossier is not { Free: { IsFree: true, Layer: FreeLayer.Price } } ? "its prices are not proven zero"
        : route.Dossier.Expires <= today ? FormattableString.Invariant($"taken away on {route.Dossier.Expires:yyyy-MM-dd}")
        : PrimaryLane.Admits(route, blocklist) ? null
        : "it is not known to call tools with 16,384 tokens of context or more";

    private readonly record struct Eligible(Route Route, RouteScore Score);
}
