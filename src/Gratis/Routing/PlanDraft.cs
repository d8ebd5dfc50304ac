using Gratis.Health;
using Gratis.Upstream.Verdicts;

namespace Gratis.Routing;

/// <summary>A plan in the making: healthy candidates first, troubled ones after them, closed ones rejected with the instant they open.</summary>
internal ref struct PlanDraft(DateTimeOffset now, bool distinct)
{
    private readonly List<Candidate> _healthy = new(4);
    private readonly HashSet<RouteSlot>? _seen = distinct ? [] : null;
    private List<Candidate>? _troubled;
    private List<Rejection>? _rejected;

    public DateTimeOffset Now { get; } = now;

    /// <summary>False for a route that a pool and its fallback share: it is asked once.</summary>
    public readonly bool IsNew(RouteSlot slot) => _seen is null || _seen.Add(slot);

    public void Reject(Rejection rejection) => (_rejected ??= []).Add(rejection);

    public void Place(RouteSlot slot)
    {
        var candidates = slot.Candidates;
        var start = slot.NextAccount();
        for (var i = 0; i < candidates.Count; i++)
            Place(candidates[(start + i) % candidates.Count]);
    }

    public readonly Plan ToPlan(ModelTarget target)
    {
        if (_troubled is not null)
            _healthy.AddRange(_troubled);
        return new Plan(target, _healthy, (IReadOnlyList<Rejection>?)_rejected ?? []);
    }

    private void Place(Candidate candidate)
    {
        switch (candidate.Health.Look(Now))
        {
            case Gate.Open or Gate.TrialFree:
                _healthy.Add(candidate);
                break;
            case Gate.Trouble:
                (_troubled ??= []).Add(candidate);
                break;
            default:
                Reject(Closed(candidate));
                break;
        }
    }

    private readonly Rejection Closed(Candidate candidate)
    {
        if (candidate.Health.Obstacle(Now) is not { Cooldown: var cooldown })
            return new Rejection(candidate.Route.Id, RejectionReason.Closed, "another request is trying it out", candidate.Health.OpensAt(Now));

        var detail = cooldown.Detail is { } words ? $"{cooldown.Reason.Spell()}: {words}" : cooldown.Reason.Spell();
        return cooldown.Reason.IsQuota()
            ? new Rejection(candidate.Route.Id, RejectionReason.Closed, detail, candidate.Health.OpensAt(Now))
            : new Rejection(candidate.Route.Id, RejectionReason.Unusable, detail, cooldown.Until);
    }
}
