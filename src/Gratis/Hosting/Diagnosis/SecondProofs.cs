using Gratis.Catalog;
using Gratis.Catalog.Learned;

namespace Gratis.Hosting.Diagnosis;

/// <summary>Which routes one direct call would decide: one proof says that they are gone, and one is not enough.</summary>
internal static class SecondProofs
{
    /// <summary>A route that its list lacks and that answered is left in peace for so long.</summary>
    public static readonly TimeSpan AliveFor = TimeSpan.FromDays(7);

    // Calls closer together than this count as one proof.
    private static readonly TimeSpan Apart = TimeSpan.FromHours(1);

    /// <summary>Best ranked first.</summary>
    public static IEnumerable<Route> Wanted(SuggestionFacts known) => known.Catalog.Routes.Where(route => IsWanted(route, known));

    private static bool IsWanted(Route route, SuggestionFacts known)
    {
        // What does not serve harms nobody, and what costs money is never called to find something out.
        if (route is not { State: RouteState.Enabled, Kind: null or ModelKind.Chat } || !(route.IsFree || route.Provider.IsLocal))
            return false;

        var learned = known.Evidence.Find(route.Id);
        var gone = learned?.Find(LearnedTopics.Gone)?.Evidence.At;
        if (!known.Listed.Lacks(route))
            return known.Listed.Has(route.Id) && gone is { } told && known.Now - told >= Apart;
        return gone is null && !IsAlive(learned?.Find(DiagnosisTopics.Alive)?.Evidence.At, known.Now);
    }

    private static bool IsAlive(DateTimeOffset? answered, DateTimeOffset now) => answered is { } at && now - at < AliveFor;
}
