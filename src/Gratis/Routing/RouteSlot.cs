using Gratis.Catalog;
using Gratis.Health;
using Gratis.Routing.Choosing;
using Gratis.Wire;

namespace Gratis.Routing;

/// <summary>A route with its candidates, one for each account of its provider.</summary>
internal sealed class RouteSlot
{
    private readonly Candidate[] _candidates;
    private int _turn = -1;

    public RouteSlot(Route route, RouteBooks books)
    {
        Route = route;
        Key = StableHash.Of(route.Id);
        _candidates = [.. route.Provider.Accounts.Select(account => new Candidate(route, account, books))];
    }

    public Route Route { get; }

    /// <summary>The same for this route in every process and after every restart.</summary>
    public ulong Key { get; }

    public IReadOnlyList<Candidate> Candidates => _candidates;

    /// <summary>That of the first account.</summary>
    public Candidate First => _candidates[0];

    /// <summary>True when at least one account may be asked at once.</summary>
    public bool IsOpen(RequestSize size, DateTimeOffset now)
    {
        foreach (var candidate in _candidates)
        {
            if (candidate.Health.Look(now) is Gate.Open or Gate.TrialFree && candidate.Quotas.Look(size.Roughly(candidate), now).IsOpen)
                return true;
        }

        return false;
    }

    /// <summary>Where to begin among the accounts: with the one whose leftovers would be lost first; among equals they take turns.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="conversation">Among equals a conversation stays with its account; 0: they take turns.</param>
    /// <param name="takesTurn">False: the turn stays where it is.</param>
    public int FirstAccount(DateTimeOffset now, ulong conversation = 0, bool takesTurn = true)
    {
        if (_candidates.Length == 1)
            return 0;

        var first = 0;
        var soonest = Expires(0, now);
        var isTie = true;
        for (var i = 1; i < _candidates.Length; i++)
        {
            var expires = Expires(i, now);
            isTie &= expires == soonest;
            if (expires < soonest)
                (first, soonest) = (i, expires);
        }

        return !isTie ? first
            : conversation != 0 ? Rendezvous.Choose(_candidates, conversation)
            : (int)((uint)(takesTurn ? Interlocked.Increment(ref _turn) : Volatile.Read(ref _turn) + 1) % (uint)_candidates.Length);
    }

    private long Expires(int index, DateTimeOffset now) => _candidates[index].Quotas.LeftoverExpires(now.UtcTicks);
}
