using Gratis.Workload.Agents;
using Gratis.Workload.Policies;

namespace Gratis.Workload.Run;

/// <summary>What the agents saw, counted as it happened.</summary>
internal sealed class Score
{
    private readonly Dictionary<AgentKind, Tally> _kinds = [];

    public long Asked { get; private set; }

    public long Served { get; private set; }

    /// <summary>Calls that were told to come back later.</summary>
    public long Later { get; private set; }

    /// <summary>Calls that ended in any other error.</summary>
    public long Failed { get; private set; }

    public void Ask() => Asked++;

    /// <summary>What those of one kind saw.</summary>
    public Tally Of(AgentKind kind) => _kinds.TryGetValue(kind, out var known) ? known : _kinds[kind] = new Tally();

    public void End(in AgentCall call, Outcome outcome)
    {
        var tally = Of(call.Kind);
        tally.Asked++;
        tally.Served += outcome.IsServed ? 1 : 0;
        tally.Quality += outcome.Quality;
        if (outcome.IsServed)
            All.Add(outcome.Wait);
        if (outcome.IsServed)
        {
            Served++;
            (call.IsBackground ? Background : Interactive).Add(outcome.Wait);
        }
        else if (outcome.Status == 429)
        {
            Later++;
        }
        else
        {
            Failed++;
        }
    }

    /// <summary>Of the served that somebody sat and waited for.</summary>
    public Waits Interactive { get; } = new();

    /// <summary>Of the served that nobody waited for.</summary>
    public Waits Background { get; } = new();

    /// <summary>Of all served.</summary>
    public Waits All { get; } = new();

    /// <summary>The sum of the qualities of all who answered.</summary>
    public long Quality => _kinds.Values.Sum(tally => tally.Quality);
}

/// <summary>What agents of one kind saw.</summary>
internal sealed class Tally
{
    public long Asked { get; set; }

    public long Served { get; set; }

    /// <summary>The sum of the qualities of those who answered.</summary>
    public long Quality { get; set; }
}
