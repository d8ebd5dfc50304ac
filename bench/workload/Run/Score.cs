using Gratis.Workload.Agents;
using Gratis.Workload.Policies;

namespace Gratis.Workload.Run;

/// <summary>What the agents saw, counted as it happened.</summary>
internal sealed class Score
{
    public long Asked { get; private set; }

    public long Served { get; private set; }

    /// <summary>Calls that were told to come back later.</summary>
    public long Later { get; private set; }

    /// <summary>Calls that ended in any other error.</summary>
    public long Failed { get; private set; }

    public void Ask() => Asked++;

    public void End(in AgentCall call, Outcome outcome)
    {
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
}
