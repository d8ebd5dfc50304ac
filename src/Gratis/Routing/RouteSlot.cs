using Gratis.Catalog;
using Gratis.Health;

namespace Gratis.Routing;

/// <summary>A route with its candidates, one for each account of its provider.</summary>
internal sealed class RouteSlot
{
    private readonly Candidate[] _candidates;
    private int _turn = -1;

    public RouteSlot(Route route, HealthBook health)
    {
        Route = route;
        _candidates = [.. route.Provider.Accounts.Select(account => new Candidate(route, account, health))];
    }

    public Route Route { get; }

    public IReadOnlyList<Candidate> Candidates => _candidates;

    /// <summary>True when at least one account may be asked at once.</summary>
    public bool IsOpen(DateTimeOffset now)
    {
        foreach (var candidate in _candidates)
        {
            if (candidate.Health.Look(now) is Gate.Open or Gate.TrialFree)
                return true;
        }

        return false;
    }

    /// <summary>Where to begin among the accounts, so that they share the load.</summary>
    public int NextAccount() =>
        _candidates.Length == 1 ? 0 : (int)((uint)Interlocked.Increment(ref _turn) % (uint)_candidates.Length);
}
