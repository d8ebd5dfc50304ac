using Gratis.Health;
using Gratis.Routing.Choosing;

namespace Gratis.Routing;

/// <summary>
/// A plan in the making: healthy candidates first, troubled ones after them, then those that get a schema in the prompt; closed ones rejected with
/// the instant they open; paid ones last of all.
/// </summary>
internal ref struct PlanDraft(RequestSize size, DateTimeOffset now, bool distinct, int enough, bool takesTurns)
{
    private readonly List<Candidate> _candidates = new(4);
    private readonly HashSet<RouteSlot>? _seen = distinct ? [] : null;
    private List<Candidate>? _troubled;
    private List<Candidate>? _prompted;
    private List<Candidate>? _promptedTroubled;
    private bool _placesPrompted;
    private List<Rejection>? _rejected;
    private int _firstPaid = -1;

    public RequestSize Size { get; } = size;

    public DateTimeOffset Now { get; } = now;

    /// <summary>False for whoever only asks what would be: pools and accounts stay where they are in their turns.</summary>
    public bool TakesTurns { get; } = takesTurns;

    /// <summary>More candidates would never be tried.</summary>
    public readonly bool IsEnough => _candidates.Count >= enough || Healthy.Count >= enough;

    /// <summary>Nobody healthy was placed yet: who is placed next leads.</summary>
    public readonly bool IsLeaderless => Healthy.Count == 0;

    private readonly List<Candidate> Healthy => _placesPrompted ? _prompted! : _candidates;

    /// <summary>False for a route that a pool and its fallback share: it is asked once.</summary>
    public readonly bool IsNew(RouteSlot slot) => _seen is null || _seen.Add(slot);

    public void Reject(Rejection rejection) => (_rejected ??= []).Add(rejection with { IsPaid = _firstPaid >= 0 });

    /// <summary>Whether those that are placed next get a schema in the prompt.</summary>
    public void PlacesPrompted(bool isPrompted)
    {
        _placesPrompted = isPrompted;
        if (isPrompted)
            _prompted ??= [];
    }

    /// <summary>What follows costs money: everything that does not is tried first, in trouble or not.</summary>
    public void BeginPaid()
    {
        if (_firstPaid >= 0)
            return;
        AddOthers();
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
    public readonly void Lead(ModelTarget lane, scoped ReadOnlySpan<RouteSlot> slots, scoped ReadOnlySpan<byte> fits, byte fit, in RequestNeeds needs) =>
        Leaders.Lead(Healthy, lane, slots, fits, fit, needs, Now);

    /// <summary>The plan; of several lanes the healthy ones of all before the troubled ones.</summary>
    public Plan ToPlan(ModelTarget target)
    {
        AddOthers();
        return new Plan(target, _candidates, (IReadOnlyList<Rejection>?)_rejected ?? [], _firstPaid < 0 ? int.MaxValue : _firstPaid);
    }

    /// <summary>What stands behind the healthy ones of the lanes so far.</summary>
    private void AddOthers()
    {
        Add(ref _troubled);
        Add(ref _prompted);
        Add(ref _promptedTroubled);
        _placesPrompted = false;
    }

    private readonly void Add(ref List<Candidate>? others)
    {
        if (others is not null)
            _candidates.AddRange(others);
        others = null;
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
            (_placesPrompted ? _promptedTroubled ??= [] : _troubled ??= []).Add(candidate);
        else
            Healthy.Add(candidate);
    }
}
