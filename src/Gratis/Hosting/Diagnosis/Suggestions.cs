using System.Globalization;
using Gratis.Catalog;
using Gratis.Catalog.Free;
using Gratis.Catalog.Learned;

namespace Gratis.Hosting.Diagnosis;

/// <summary>What is known when suggestions are made of it.</summary>
internal sealed record SuggestionFacts(CatalogSnapshot Catalog, EvidenceBook Evidence, ListedModels Listed, DateTimeOffset Now);

/// <summary>From what is known to what might be done about it. Changes nothing; the same knowledge always gives the same suggestions.</summary>
internal static class Suggestions
{
    /// <summary>More than anybody reads.</summary>
    public const int Most = 1_000;

    // A list that goes on naming what calls were told is unknown may be right in the end; nothing proves it, so a person decides.
    private static readonly TimeSpan WorthAnotherLook = TimeSpan.FromDays(7);

    /// <summary>Proven ones first: what is gone, what is back, what was found; those the owner turned down stay away while their evidence stands.</summary>
    public static IReadOnlyList<Suggestion> Of(SuggestionFacts known) =>
    [
        .. Removals(known).Concat(Recoveries(known)).Concat(Additions(known))
            .OrderBy(static suggestion => suggestion.IsProven ? 0 : 1)
            .Where(suggestion => !IsDismissed(known.Evidence, suggestion))
            .Take(Most),
    ];

    private static IEnumerable<Suggestion> Removals(SuggestionFacts known)
    {
        foreach (var route in known.Catalog.Routes)
        {
            if (route.State == RouteState.Dead && known.Evidence.Find(route.Id)?.Find(LearnedTopics.Gone) is { } gone)
            {
                var evidence = $"{Day(gone.Evidence.At)}: {route.Dossier?.StateReason ?? gone.Evidence.Detail}";
                yield return Suggestion.Of(SuggestedAction.RemoveRoute, route.Id, "two proofs say that it is gone", evidence, 0.95, isProven: true);
            }
        }
    }

    private static IEnumerable<Suggestion> Recoveries(SuggestionFacts known) =>
        from route in known.Evidence.All
        where route.Find(DiagnosisTopics.Of(SuggestedAction.RemoveRoute))?.Value == DiagnosisTopics.Accepted
            && known.Catalog.FindProvider(Suggestion.ProviderOf(route.Route)) is not null
        let recovery = Recovery(known, route)
        where recovery is not null
        orderby recovery.Route
        select recovery;

    private static Suggestion? Recovery(SuggestionFacts known, RouteEvidence route)
    {
        var removed = route.Find(DiagnosisTopics.Of(SuggestedAction.RemoveRoute))!.Evidence.At;
        if (route.Find(LearnedTopics.Gone) is not { } gone)
            return Recover("it was removed and has answered a call since", $"removed {Day(removed)}", 0.95, isProven: true);
        if (!known.Listed.Has(route.Route))
            return null;

        // Removed because its list lacked it: that proof is gone. Removed against the word of its list: the list says nothing new.
        if (Times(gone) < 2)
            return Recover("it was removed and is listed again", $"removed {Day(removed)}, and its provider's list names it", 0.9, isProven: true);
        return known.Now - (gone.Evidence.At ?? known.Now) >= WorthAnotherLook
            ? Recover("its provider's list still names it", $"removed {Day(removed)} after {gone.Value} calls were told that it is unknown", 0.4, isProven: false)
            : null;

        Suggestion Recover(string reason, string evidence, double confidence, bool isProven) =>
            Suggestion.Of(SuggestedAction.RecoverRoute, route.Route, reason, evidence, confidence, isProven);
    }

    private static IEnumerable<Suggestion> Additions(SuggestionFacts known)
    {
        foreach (var route in known.Catalog.Routes)
        {
            if (route is { State: RouteState.Found, Dossier.Free: var verdict } && Addition(known, route, verdict) is { } addition)
                yield return addition;
        }
    }

    private static Suggestion? Addition(SuggestionFacts known, Route route, FreeVerdict verdict)
    {
        if (verdict.IsFree)
        {
            var evidence = $"{verdict.Layer.Spell()}: {verdict.Evidence.Detail ?? verdict.Evidence.From}";
            return Suggestion.Of(SuggestedAction.AddRoute, route.Id, "found, and proven free", evidence, verdict.Evidence.Confidence, isProven: true);
        }

        // Whatever else is thought of it, a cost that was seen or the owner's no is not up for discussion.
        if (verdict.Layer != FreeLayer.Unproven)
            return null;
        if (known.Evidence.Find(route.Id)?.Find(LearnedTopics.Opinion) is { Value: DiagnosisTopics.ThoughtFree } opinion)
            return Suggestion.Of(SuggestedAction.AddRoute, route.Id, "found, and thought to be free, which nothing proves", $"{opinion.Evidence.From}: {opinion.Evidence.Detail}", 0.5, isProven: false);
        return route.Price is { Input: 0, Output: 0 }
            ? Suggestion.Of(SuggestedAction.AddRoute, route.Id, "found, and said to be free by others than its provider, which proves nothing", "models.dev lists both prices as zero", 0.5, isProven: false)
            : null;
    }

    private static bool IsDismissed(EvidenceBook evidence, Suggestion suggestion) =>
        evidence.Find(suggestion.Route)?.Find(DiagnosisTopics.Of(suggestion.Action)) is { Value: DiagnosisTopics.Dismissed } word
        && word.Evidence.Detail == suggestion.Words;

    private static int Times(LearnedFact gone) => int.Parse(gone.Value, CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset? at) => at is { } instant ? instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "some time ago";
}
