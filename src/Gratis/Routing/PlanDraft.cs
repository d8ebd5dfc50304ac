using Gratis.Health;
using Gratis.Routing.Choosing;

namespace Gratis.Routing;

/// <summary>A plan in the making: healthy candidates first, troubled ones after them, closed ones rejected with the instant they open; paid ones last of all.</summary>
internal ref struct PlanDraft(RequestSize size, DateTimeOffset now, bool distinct, int enough, bool takesTurns)
{
    private readonly List<Candidate> _candidates = new(4);
    private readonly HashSet<RouteSlot>? _seen = distinct ? [] : null;
    private List<Candidate>? _troubled;
    private List<Rejection>? _rejected;
    private int _firstPaid = -1;

    public RequestSize Size { get; } = size;

    public DateTimeOffset Now { get; } = now;

    /// <summary>False for whoever only asks what would be: pools and accounts stay where they are in their turns.</summary>
    public bool TakesTurns { get; } = takesTurns;

    /// <summary>More candidates would never be tried.</summary>
    public readonly bool IsEnough => _candidates.Count >= enough;

    /// <summary>Nobody healthy was placed yet: who is placed next leads.</summary>
    public readonly bool IsLeaderless => _candidates.Count == 0;

    /// <summary>False for a route that a pool and its fallback share: it is asked once.</summary>
    public readonly bool IsNew(RouteSlot slot) => _seen is null || _seen.Add(slot);

    public void Reject(Rejection rejection) => (_rejected ??= []).Add(rejection with { IsPaid = _firstPaid >= 0 });

    /// <summary>What follows costs money: everything that does not is tried first, in trouble or not.</summary>
    public void BeginPaid()
    {
        if (_firstPaid >= 0)
            return;
        AddTroubled();
        _firstPaid = _candidates.Count;
    }

    /// <summary>Places a route's candidates.</summary>
    /// <param name="slot">The route.</param>
    /// <param name="conversation">Keeps to its account among equals; 0: none.</param>
    /// <param name="isResting">Its pool leaves it alone: it is asked when nothing else can answer, like one in trouble.</param>
    public void Place(RouteSlot slot, ulong conversation, bool isResting = false)
    {
        var candidates = slot.Candidates;
        var start = slot.FirstAccount(Now, conversation, TakesTurns);
        for (var i = 0; i < candidates.Count; i++)
            Place(candidates[(start + i) % candidates.Count], isResting);
    }

    /// <summary>The slots of the class that leads are placed: chooses who of them goes first.</summary>
    public readonly void Lead(ModelTarget lane, IReadOnlyList<RouteSlot> slots, scoped ReadOnlySpan<byte> fits, byte fit, in RequestNeeds needs) =>
        Leaders.Lead(_candidates, lane, slots, fits, fit, needs, Now);

    /// <summary>The plan; of several lanes the healthy ones of all before the troubled ones.</summary>
    public Plan ToPlan(ModelTarget target)
    {
        AddTroubled();
        return new Plan(target, _candidates, (IReadOnlyList<Rejection>?)_rejected ?? [], _firstPaid < 0 ? int.MaxValue : _firstPaid);
    }

    private void AddTroubled()
    {
        if (_troubled is null)
            return;
        _candidates.AddRange(_troubled);
        _troubled = null;
    }

    private void Place(Candidate candidate, bool isResting)
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
        else if (isResting || gate == Gate.Trouble)
            (_troubled ??= []).Add(candidate);
        else
            _candidates.Add(candidate);
    }
}
