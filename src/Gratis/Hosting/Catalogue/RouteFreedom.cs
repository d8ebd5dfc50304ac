using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Free;
using Gratis.Catalog.Learned;

namespace Gratis.Hosting.Catalogue;

/// <summary>Puts together what bears on whether a route is free.</summary>
internal static class RouteFreedom
{
    public static FreeQuestion QuestionOf(RouteSources route, BelievedFree believed) => new()
    {
        Provider = route.At.Provider.Id,
        UpstreamId = route.UpstreamId,
        IsLocal = route.At.Provider.IsLocal,
        CostSeen = IsCostLifted(route) ? null : route.Found(LearnedTopics.Cost)?.Evidence,
        Word = WordOf(route),
        OwnersRule = route.At.Asked.Free,
        Price = PriceOf(route),
        Facts = route.At.Facts?.Free ?? new FreeFacts(FreeFactsRule.Price),
        FactsEvidence = route.At.FreeEvidence,
        Marks = route.Listed?.Marks,
        Believed = believed.Find(route.RouteId, route.UpstreamId) ?? (route.Shipped is { IsBelievedFree: true } shipped ? shipped.Evidence : null),
    };

    /// <summary>What the config says about a route being free: when that changes, what was said or seen against the old word is over.</summary>
    public static string FileWordOf(RouteSources route) => $"model {Spell(route.Config?.Free)}, provider {route.At.Asked.Free?.ToString() ?? "unset"}";

    /// <summary>A cost was seen, and newer evidence or the owner has said otherwise since.</summary>
    public static bool IsCostLifted(RouteSources route)
    {
        if (route.Found(LearnedTopics.Cost) is not { } cost)
            return false;
        var hasNewWord = route.Found(LearnedTopics.CostWord) is { } word && word.Value != FileWordOf(route);
        return hasNewWord || (route.At.Listing is { } listing && route.MissingSince is null && CostLift.ByList(cost, route.Listed, listing.At));
    }

    private static Claim<bool>? WordOf(RouteSources route)
    {
        if (route.Edit is { Free: { } edited } edit && edit.FreeInFile == FileWordOf(route))
            return new Claim<bool>(edited, Evidence.OfOwner("the console or API", edit.At));
        return route.Config?.Free is { } word ? new Claim<bool>(word, Evidence.OfOwner("free: of the model in the config")) : null;
    }

    private static Claim<FreePrice>? PriceOf(RouteSources route)
    {
        if (route.Config?.Price is { } own)
            return new(own is { Input: 0, Output: 0 } ? FreePrice.Zero : FreePrice.Charged, Evidence.OfOwner("price: of the model in the config"));
        return route.Listed?.Price is { } listed ? new(listed.IsZero ? FreePrice.Zero : FreePrice.Charged, route.At.ListEvidence!) : null;
    }

    private static string Spell(bool? word) => word switch { true => "true", false => "false", null => "unset" };
}

/// <summary>The owner's list of models that are free although no price list says so.</summary>
internal sealed class BelievedFree(IEnumerable<string> entries)
{
    private static readonly Evidence Why = Evidence.OfOwner("believed_free in the config");

    private readonly HashSet<string> _entries = new(entries, StringComparer.OrdinalIgnoreCase);

    /// <summary>A route may be named in full; a bare model name is meant wherever it is served.</summary>
    public Evidence? Find(string routeId, string upstreamId) => _entries.Contains(routeId) || _entries.Contains(upstreamId) ? Why : null;
}
