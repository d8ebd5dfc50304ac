using Gratis.Routing;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>One call to one route.</summary>
internal readonly record struct AttemptRecord(Candidate Candidate, Judgement Judgement, int? Status, TimeSpan Elapsed)
{
    public Verdict Verdict => Judgement.Verdict;
}

/// <summary>The way of a request: its first plan, and the attempts in the order they were made.</summary>
/// <param name="watcher">Who wants to hear of each step as it is made; mostly nobody.</param>
internal sealed class AttemptTrail(IWayWatcher? watcher = null)
{
    private readonly List<AttemptRecord> _attempts = new(1);

    /// <summary>The plan that it set out with; null before there was one.</summary>
    public Plan? Plan { get; private set; }

    /// <summary>Where the request stands in the log; what was never entered there has none.</summary>
    public LogTicket Ticket { get; set; }

    public int Count => _attempts.Count;

    public IReadOnlyList<AttemptRecord> Attempts => _attempts;

    public AttemptRecord Last => _attempts[^1];

    public AttemptRecord this[int index] => _attempts[index];

    /// <summary>What that plan was made for.</summary>
    public PlanAsked Asked { get; private set; }

    /// <summary>A plan is made, the first or a new one after everything of the last has failed.</summary>
    public void Planned(Plan plan, in PlanAsked asked)
    {
        if (Plan is null)
            (Plan, Asked) = (plan, asked);
        watcher?.Planned(plan);
    }

    /// <summary>A call is about to be made.</summary>
    public void Asking(Candidate candidate) => watcher?.Asking(candidate);

    /// <summary>Nothing is open: the request waits for quota.</summary>
    /// <param name="opens">When the first opens by time alone; null where that is not known.</param>
    public void Waiting(DateTimeOffset? opens) => watcher?.Waiting(opens);

    /// <summary>Two attempts that run at once may end at once.</summary>
    public void Add(AttemptRecord attempt)
    {
        lock (_attempts)
            _attempts.Add(attempt);
        watcher?.Tried(attempt);
    }

    /// <summary>An attempt that set out before others that are here already.</summary>
    public void Insert(int place, AttemptRecord attempt) => _attempts.Insert(Math.Min(place, _attempts.Count), attempt);

    /// <summary>The latest attempt on a candidate was booked as served at its commit and then failed, or was not needed.</summary>
    public void Correct(Candidate candidate, Judgement judgement)
    {
        lock (_attempts)
        {
            if (_attempts.FindLastIndex(attempt => attempt.Candidate == candidate) is >= 0 and var last)
                _attempts[last] = _attempts[last] with { Judgement = judgement };
        }
    }

    /// <summary>The latest attempt on a candidate.</summary>
    public AttemptRecord LastOn(Candidate candidate) => _attempts.FindLast(attempt => attempt.Candidate == candidate);

    /// <summary>True when this candidate was asked and did not merely lack quota, or its provider was out of reach: the same call would most likely end the same.</summary>
    public bool HasFailed(Candidate candidate)
    {
        foreach (var attempt in _attempts)
        {
            if (attempt.Candidate == candidate ? !attempt.Verdict.IsQuota() : IsOutOfReach(attempt, candidate))
                return true;
        }

        return false;
    }

    /// <summary>Nobody answered at the provider's address at all: its other models live there too.</summary>
    private static bool IsOutOfReach(AttemptRecord attempt, Candidate candidate) =>
        attempt.Judgement is { Verdict: Verdict.Unreachable, Reach: Reach.Provider } && attempt.Candidate.Route.Provider == candidate.Route.Provider;

    public bool All(Func<Verdict, bool> predicate) => _attempts.TrueForAll(a => predicate(a.Verdict));

    public IReadOnlyList<AttemptSummary> Summaries() =>
        [.. _attempts.Select(a => new AttemptSummary(a.Candidate.Route.Id, a.Verdict.Spell(), a.Status, (long)a.Elapsed.TotalMilliseconds))];

    /// <summary><c>route=verdict</c>, separated by commas.</summary>
    public override string ToString() =>
        _attempts.Count == 1 && Last.Verdict == Verdict.Served
            ? Last.Candidate.ServedTrail
            : string.Join(',', _attempts.Select(a => HeaderText.Encode(a.Candidate.Route.Id) + "=" + a.Verdict.Spell()));
}
