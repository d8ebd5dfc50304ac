using Gratis.Health;

namespace Gratis.Routing;

/// <summary>A plan in the making: healthy candidates first, troubled ones after them, closed ones rejected with the instant they open.</summary>
internal ref struct PlanDraft(RequestSize size, DateTimeOffset now, bool distinct, int enough)
{
    private readonly List<Candidate> _healthy = new(4);
    private readonly HashSet<RouteSlot>? _seen = distinct ? [] : null;
    private List<Candidate>? _troubled;
    private List<Rejection>? _rejected;

    /// <summary>More candidates would never be tried.</summary>
    public readonly bool IsEnough => _healthy.Count >= enough;

    public RequestSize Size { get; } = size;

    public DateTimeOffset Now { get; } = now;

    /// <summary>False for a route that a pool and its fallback share: it is asked once.</summary>
    public readonly bool IsNew(RouteSlot slot) => _seen is null || _seen.Add(slot);

    public void Reject(Rejection rejection) => (_rejected ??= []).Add(rejection);

    public void Place(RouteSlot slot)
    {
        var candidates = slot.Candidates;
        var start = slot.FirstAccount(Now);
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
        var gate = candidate.Health.Look(Now);
        if (gate == Gate.Wall)
        {
            Reject(Rejection.SetAside(candidate, candidate.Health.Obstacle(Now)?.Cooldown, candidate.Health.OpensAt(Now)));
            return;
        }

        var opening = candidate.Quotas.Look(Size.Roughly(candidate), Now);
        if (!opening.IsOpen)
            Reject(Rejection.Spent(candidate, opening));
        else if (gate == Gate.Trouble)
            (_troubled ??= []).Add(candidate);
        else
            _healthy.Add(candidate);
    }
}
