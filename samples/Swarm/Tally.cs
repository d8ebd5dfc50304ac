using System.Collections.Immutable;

namespace Swarm;

/// <summary>What all agents have seen, counted; any number of them may tell it at once.</summary>
internal sealed class Tally(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly long _began = time.GetTimestamp();
    private ImmutableSortedDictionary<string, RouteCount> _routes = ImmutableSortedDictionary.Create<string, RouteCount>(StringComparer.Ordinal);
    private ImmutableList<string> _failures = [];
    private int _waiting;
    private int _waits;

    public void Answered(string route, int attempts)
    {
        lock (_gate)
        {
            var before = _routes.GetValueOrDefault(route, new RouteCount(0, 0));
            _routes = _routes.SetItem(route, new RouteCount(before.Answers + 1, before.Rescues + (attempts > 1 ? 1 : 0)));
        }
    }

    public void Failed(string why)
    {
        lock (_gate)
            _failures = _failures.Add(why);
    }

    public void BeginWait()
    {
        lock (_gate)
            (_waiting, _waits) = (_waiting + 1, _waits + 1);
    }

    public void EndWait()
    {
        lock (_gate)
            _waiting--;
    }

    public Standing Now()
    {
        lock (_gate)
            return new Standing(_routes, _failures, _waiting, _waits, time.GetElapsedTime(_began));
    }
}

/// <summary>How often a route answered, and how often only after another had failed.</summary>
internal sealed record RouteCount(int Answers, int Rescues);

/// <summary>The counts at one moment.</summary>
internal sealed record Standing(ImmutableSortedDictionary<string, RouteCount> Routes, ImmutableList<string> Failures, int Waiting, int Waits, TimeSpan Elapsed)
{
    public int Answers => Routes.Values.Sum(route => route.Answers);

    public int Failovers => Routes.Values.Sum(route => route.Rescues);

    public int Providers => Routes.Keys.Select(route => route[..route.IndexOf('/')]).Distinct().Count();
}
