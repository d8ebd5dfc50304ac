using Gratis.Routing;
using Gratis.Upstream.Verdicts;

namespace Gratis.Dispatch;

/// <summary>When an upstream refuses the request itself: one other route may say otherwise, a second refusal settles it.</summary>
internal sealed class RefusalPolicy
{
    private AttemptRecord? _first;

    /// <summary>The refusal that is the client's answer once nothing else is left to try.</summary>
    public AttemptRecord? Standing { get; private set; }

    /// <summary>True when the walk ends here: two routes have refused alike.</summary>
    public bool Settles(AttemptRecord attempt)
    {
        if (!attempt.Verdict.BlamesRequest())
        {
            Standing = null;
            return false;
        }

        Standing = attempt;
        if (_first is { } first && first.Verdict == attempt.Verdict)
            return true;
        _first ??= attempt;
        return false;
    }

    /// <summary>After a refusal, only a route that may judge differently is worth a call: another route, or a larger window.</summary>
    public bool IsWorthTrying(Candidate candidate)
    {
        if (_first is not { } first)
            return true;
        if (candidate.Route == first.Candidate.Route)
            return false;
        return first.Verdict != Verdict.TooLong
            || candidate.Route.Context is not { } window
            || first.Candidate.Route.Context is not { } tooSmall
            || window > tooSmall;
    }
}
