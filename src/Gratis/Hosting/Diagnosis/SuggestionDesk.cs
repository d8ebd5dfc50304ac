using Gratis.Catalog.Claims;
using Gratis.Catalog.Learned;
using Gratis.Hosting.Catalogue;

namespace Gratis.Hosting.Diagnosis;

/// <summary>Carries suggestions out, or puts them away. What is noted here outlives restarts and updates.</summary>
internal sealed class SuggestionDesk(EvidenceBook evidence, CatalogNews news, TimeProvider time)
{
    private const string ByOwner = "the console or API";
    private const string ByMaintenance = "maintenance";

    /// <summary>The owner wants it.</summary>
    public void Accept(Suggestion suggestion) => Carry(suggestion, ClaimSource.Owner, ByOwner);

    /// <summary>It is proven, and the owner lets proofs speak for themselves.</summary>
    public void Maintain(Suggestion suggestion) => Carry(suggestion, ClaimSource.Probe, ByMaintenance);

    /// <summary>The owner does not want it, as long as nothing new is known.</summary>
    public void Dismiss(Suggestion suggestion) =>
        evidence.Of(suggestion.Route).Learn(DiagnosisTopics.Of(suggestion.Action), DiagnosisTopics.Dismissed, ClaimSource.Owner, suggestion.Words, 1, ByOwner);

    private void Carry(Suggestion suggestion, ClaimSource source, string from)
    {
        var route = evidence.Of(suggestion.Route);
        if (suggestion.Action == SuggestedAction.RecoverRoute)
            route.CameBack();
        else
            route.Learn(DiagnosisTopics.Of(suggestion.Action), DiagnosisTopics.Accepted, source, suggestion.Words, suggestion.Confidence, from);
        news.Add(time.GetUtcNow(), suggestion.Route, suggestion.Action switch
        {
            SuggestedAction.AddRoute => "was added: " + suggestion.Reason,
            SuggestedAction.RemoveRoute => "was removed: " + suggestion.Reason,
            _ => "was recovered: " + suggestion.Reason,
        });
    }
}
