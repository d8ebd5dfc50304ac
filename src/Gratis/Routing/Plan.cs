namespace Gratis.Routing;

/// <summary>The ordered candidates for one request, and every rejected route with its reason.</summary>
internal sealed record Plan(ModelTarget Target, IReadOnlyList<Candidate> Candidates, IReadOnlyList<Rejection> Rejected);

/// <summary>Why a route is not in a plan.</summary>
internal enum RejectionReason
{
    /// <summary>It serves another kind of request.</summary>
    Kind,

    /// <summary>It is known to lack something the request needs.</summary>
    Capability,

    /// <summary>It is set aside until an instant: a limit, a spent quota.</summary>
    Closed,

    /// <summary>It is set aside for a reason that waiting does not cure: a refused key, money wanted, model gone.</summary>
    Unusable,
}

/// <summary>A route that is not in the plan.</summary>
/// <param name="Route">Its id.</param>
/// <param name="Reason">The class of the reason.</param>
/// <param name="Detail">The reason in words.</param>
/// <param name="Until">When it opens again, where that is known.</param>
internal readonly record struct Rejection(string Route, RejectionReason Reason, string Detail, DateTimeOffset? Until);
