using System.Collections.Frozen;
using System.Collections.Immutable;
using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Learned;
using Gratis.Catalog.Models;
using Gratis.Discovery.Listings;
using Gratis.Hosting.Options;

namespace Gratis.Hosting.Catalogue;

/// <summary>Which routes a provider has: the owner's, then those of its list; before there is one, those that are known from before.</summary>
internal sealed class Roster(BuiltInFacts facts, CatalogKnowledge knowledge)
{
    private static readonly TimeSpan Denied = TimeSpan.FromDays(7);

    /// <summary>Every route of one provider with all that is said of it, in the order in which it was named.</summary>
    public IEnumerable<RouteSources> RoutesOf(ProviderSources at)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var shipped = at.Provider.IsLocal ? [] : facts.ModelsOf(at.Provider.Id);
        var known = shipped.ToDictionary(model => model.Id, StringComparer.OrdinalIgnoreCase);
        var second = knowledge.SecondOpinion?.Providers.GetValueOrDefault(at.Facts?.ModelsDev ?? at.Provider.Id);
        var listed = ListedOf(at.Listing);

        foreach (var model in at.Asked.Models)
        {
            if (seen.Add(model.Id))
                yield return Route(model.Id, listed.GetValueOrDefault(model.Id).Model, listed.GetValueOrDefault(model.Id).MissingSince, model);
        }

        foreach (var (id, entry) in listed)
        {
            if (entry.Model.Unfit is null && ModelFitness.Unfit(id, entry.Model.Kind) is null && !IsRemoved(at, id) && seen.Add(id))
                yield return Route(id, entry.Model, entry.MissingSince, null);
        }

        // Without models of the owner: what is known from before serves until the first list is in, or where lists leave out what answers.
        if (at.Asked.Models.Count > 0)
            yield break;
        foreach (var model in shipped)
        {
            var mayServe = at.Listing is null || (at.Facts?.Listing is { IsIncomplete: true } && model.IsBelievedFree);
            if (mayServe && !IsRemoved(at, model.Id) && seen.Add(model.Id))
                yield return Route(model.Id, null, null, null);
        }

        RouteSources Route(string id, ListedModel? inList, DateTimeOffset? missingSince, ModelOptions? config)
        {
            var sources = new RouteSources(at, id)
            {
                Config = config,
                Listed = inList,
                MissingSince = missingSince,
                Shipped = known.GetValueOrDefault(id),
                Second = second?.GetValueOrDefault(id),
            };
            return sources with
            {
                Edit = knowledge.Edits.Routes.GetValueOrDefault(sources.RouteId),
                Learned = Lasting(knowledge.LearnedOf(sources.RouteId)),
            };
        }
    }

    /// <summary>
    /// What traffic once denied is tried again after a week: a route that is never asked for a thing cannot show that it has learned it.
    /// What was found by asking lasts until it is asked again.
    /// </summary>
    private IReadOnlyDictionary<string, LearnedFact> Lasting(IReadOnlyDictionary<string, LearnedFact> facts) =>
        facts.Count > 0 && facts.Values.Any(IsStale) ? facts.Where(fact => !IsStale(fact.Value)).ToDictionary() : facts;

    private bool IsStale(LearnedFact fact) =>
        fact is { Value: "false", Evidence.Source: ClaimSource.Observed } && fact.Topic.StartsWith(LearnedTopics.Capability, StringComparison.Ordinal)
        && knowledge.Now - fact.Evidence.At > Denied;

    private bool IsRemoved(ProviderSources at, string id) =>
        knowledge.LearnedOf(at.Provider.Id + "/" + id).GetValueOrDefault(LearnedTopics.Suggestion + "remove_route")?.Value == "accepted";

    private static OrderedDictionary<string, (ListedModel Model, DateTimeOffset? MissingSince)> ListedOf(ProviderListing? listing)
    {
        var models = new OrderedDictionary<string, (ListedModel, DateTimeOffset?)>(listing?.Models.Length ?? 0, StringComparer.OrdinalIgnoreCase);
        if (listing is null)
            return models;
        foreach (var model in listing.Models)
            models.TryAdd(model.Id, (model, null));
        foreach (var missing in listing.Missing)
            models.TryAdd(missing.Model.Id, (missing.Model, missing.Since));
        return models;
    }
}
