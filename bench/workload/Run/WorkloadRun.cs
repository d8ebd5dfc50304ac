using Gratis.Simulator;
using Gratis.Tests.Time;
using Gratis.Workload.Agents;
using Gratis.Workload.Policies;
using Gratis.Workload.Tiers;

namespace Gratis.Workload.Run;

/// <summary>One policy through all its days: a world, agents and a clock of its own, on one thread.</summary>
internal sealed class WorkloadRun(TierMap map, Demand demand, int days, int seed)
{
    /// <summary>Midnight in California, a working morning in Europe; daylight saving begins in the first week.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly DateTimeOffset _end = Start.AddDays(days);

    public RunResult Of(string policyName)
    {
        var began = TimeProvider.System.GetTimestamp();
        var time = new VirtualTime(Start);
        var world = new World(time, seed, journalled: 0);
        foreach (var provider in map.Providers)
            world.Add(provider);
        foreach (var accident in Accidents.In(days))
            world.Faults.Add(accident);

        var score = new Score();
        using var network = new Network(world, time, seed);
        using var policy = PolicyRoster.Create(policyName, map, network, time, seed);
        using var watch = new ResetWatch(world, map, () => score.Asked, demand.ServablePerDay, _end);
        time.Run(() => Task.WhenAll(demand.Agents(Start, _end).Select(agent => LiveAsync(agent.Agent, agent.Kind, agent.Starts, policy, score, time))));
        return new RunResult(policyName, score, world.Truth, network.Attempts, network.Walls, network.Errors, watch.Windows, TimeProvider.System.GetElapsedTime(began));
    }

    /// <summary>Sessions begin when they are due, also while an earlier one is still busy: people have more than one window open.</summary>
    private async Task LiveAsync(int agent, AgentKind kind, IEnumerable<DateTimeOffset> starts, IPolicy policy, Score score, VirtualTime time)
    {
        var sessions = new List<Task>();
        var begun = 0;
        foreach (var start in starts)
        {
            if (start > time.GetUtcNow())
                await Task.Delay(start - time.GetUtcNow(), time, CancellationToken.None);
            sessions.RemoveAll(static session => session.IsCompletedSuccessfully);
            sessions.Add(WorkAsync(demand.Begin(kind, agent, begun++), policy, score, time));
        }

        await Task.WhenAll(sessions);
    }

    private async Task WorkAsync(Session session, IPolicy policy, Score score, VirtualTime time)
    {
        while (session.TryNext(out var call) && time.GetUtcNow() < _end)
        {
            score.Ask();
            score.End(call, await policy.AskAsync(call, CancellationToken.None));
            await Task.Delay(session.Think(), time, CancellationToken.None);
        }
    }
}
