using Gratis.Catalog.Learned;

namespace Gratis.Hosting.Diagnosis;

/// <summary>What a diagnosis notes of routes, beside the topics that everybody shares.</summary>
internal static class DiagnosisTopics
{
    /// <summary>A route that its list lacks answered a direct call; <c>true</c>.</summary>
    public const string Alive = "diagnosis.alive";

    /// <summary>When its capabilities were probed last, and how that ended.</summary>
    public const string Probed = "diagnosis.probed";

    public const string Accepted = "accepted";
    public const string Dismissed = "dismissed";

    /// <summary>What <see cref="LearnedTopics.Opinion"/> holds for a confident yes with an address to read it at.</summary>
    public const string ThoughtFree = "free";

    /// <summary>The topic under which the owner's word on a kind of suggestion is kept.</summary>
    public static string Of(SuggestedAction action) => LearnedTopics.Suggestion + action.Spell();
}
