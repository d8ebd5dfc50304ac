using Gratis.Health;
using Gratis.Routing.Explaining;

namespace Gratis.Hosting.Client;

/// <summary>Where a request would go, and why.</summary>
/// <param name="Model">What it asks for.</param>
/// <param name="Candidates">Who would be tried, in this order.</param>
/// <param name="Rejected">Who would not.</param>
public sealed record GratisPlan(string Model, IReadOnlyList<PlannedRoute> Candidates, IReadOnlyList<RejectedRoute> Rejected)
{
    internal static GratisPlan Of(Explanation explanation) => new(
        explanation.Model,
        [.. explanation.Candidates.Select(one => new PlannedRoute(one.Candidate.Route.Id, one.Candidate.Account.Id, one.Score, one.Reasons))],
        [.. explanation.Rejected.Select(one => new RejectedRoute(one.Route, one.Reason.Spell(), one.Detail, one.Until < Cooldown.UntilKeyChanges ? one.Until : null))]);
}

/// <summary>A route that would be tried.</summary>
/// <param name="Route">Its id.</param>
/// <param name="Account">On which of the owner's accounts.</param>
/// <param name="Score">How good it is; null where no list names it.</param>
/// <param name="Reasons">Why it stands where it stands.</param>
public sealed record PlannedRoute(string Route, string Account, double? Score, IReadOnlyList<string> Reasons);

/// <summary>A route that would not be tried.</summary>
/// <param name="Route">Its id.</param>
/// <param name="Reason">The class of the reason, as the API spells it.</param>
/// <param name="Detail">The reason in words.</param>
/// <param name="Until">When that ends, where waiting ends it.</param>
public sealed record RejectedRoute(string Route, string Reason, string Detail, DateTimeOffset? Until);
