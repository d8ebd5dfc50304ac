using Gratis.Catalog;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;

namespace Gratis.Dispatch;

/// <summary>When an upstream refuses the request itself: one other route may say otherwise, a second refusal of the same kind settles it.</summary>
internal sealed class RefusalPolicy
{
    private List<AttemptRecord>? _refusals;
    private List<Route>? _misses;

    /// <summary>The refusal that is the client's answer once nothing else is left to try.</summary>
    public AttemptRecord? Standing { get; private set; }

    /// <summary>True when the walk ends here: two routes have refused alike.</summary>
    public bool Settles(AttemptRecord attempt)
    {
        if (attempt is { Verdict: Verdict.InvalidAnswer, Judgement.Reach: Reach.Request, Status: >= 200 and < 300 })
            (_misses ??= []).Add(attempt.Candidate.Route);
        Standing = attempt.Verdict.BlamesRequest() ? attempt : null;
        if (Standing is null)
            return false;

        var alike = _refusals?.Exists(earlier => earlier.Verdict == attempt.Verdict) ?? false;
        (_refusals ??= []).Add(attempt);
        return alike;
    }

    /// <summary>
    /// After a refusal, only a route that may judge differently is worth a call: another route, or a larger window. A model that answered in
    /// another form than was asked for does so on every account.
    /// </summary>
    public bool IsWorthTrying(Candidate candidate)
    {
        if (_misses?.Contains(candidate.Route) ?? false)
            return false;
        if (_refusals is null)
            return true;

        foreach (var refusal in _refusals)
        {
            if (candidate.Route == refusal.Candidate.Route)
                return false;
            if (refusal.Verdict == Verdict.TooLong && candidate.Route.Context <= refusal.Candidate.Route.Context)
                return false;
        }

        return true;
    }
}
