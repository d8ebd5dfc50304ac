using Gratis.Catalog.Models;
using Gratis.Quotas.Estimates;

namespace Gratis.Routing.Explaining;

/// <summary>Why a request would go where it would go: everything behind the name it asks for, in the order in which it would be tried, and what would not be.</summary>
internal sealed record Explanation
{
    /// <summary>What was asked for.</summary>
    public required string Model { get; init; }

    /// <summary>What that name stands for.</summary>
    public required TargetKind Target { get; init; }

    /// <summary>What the request asks of a route.</summary>
    public required RequestNeeds Needs { get; init; }

    /// <summary>The tier to begin with, by its name or because the request was looked at; null: the order of the lane.</summary>
    public ModelTier? Tier { get; init; }

    /// <summary>What the first route would likely have to count; null where nothing is known of the request's size.</summary>
    public TokenEstimate? Estimate { get; init; }

    public required IReadOnlyList<ExplainedCandidate> Candidates { get; init; }

    public required IReadOnlyList<Rejection> Rejected { get; init; }
}

/// <summary>One that would be tried.</summary>
/// <param name="Candidate">The route on its account.</param>
/// <param name="Score">How good the route is; null where no list names it.</param>
/// <param name="Reasons">Why it stands where it stands, in words.</param>
internal sealed record ExplainedCandidate(Candidate Candidate, double? Score, IReadOnlyList<string> Reasons);
