using Gratis.Workload.Tiers;

namespace Gratis.Workload.Agents;

/// <summary>Who asks how much: the demand of a run, the same for every policy.</summary>
internal sealed class Demand
{
    private const int Sampled = 500;

    private readonly Dictionary<AgentKind, double> _sessionsPerDay = [];
    private readonly int _seed;

    /// <param name="kinds">Who asks.</param>
    /// <param name="map">The world that is asked.</param>
    /// <param name="scale">Calls asked for, as a multiple of what the world can serve.</param>
    /// <param name="seed">Decides everything that is left to chance.</param>
    public Demand(IReadOnlyList<AgentKind> kinds, TierMap map, double scale, int seed)
    {
        (Kinds, _seed) = (kinds, seed);
        double input = 0, output = 0;
        var calls = new Dictionary<AgentKind, double>();
        foreach (var kind in Kinds)
        {
            var size = Measure(kind);
            calls[kind] = size.Calls;
            input += kind.Share * size.Input;
            output += kind.Share * size.Output;
        }

        (InputTokens, OutputTokens) = (input, output);
        ServablePerDay = Capacity.CallsPerDay(map, input, output);
        foreach (var kind in Kinds)
            _sessionsPerDay[kind] = scale * ServablePerDay * kind.Share / (kind.Agents * calls[kind]);
    }

    /// <summary>Who asks.</summary>
    public IReadOnlyList<AgentKind> Kinds { get; }

    /// <summary>Tokens in of an average call.</summary>
    public double InputTokens { get; }

    /// <summary>Tokens out of an average call.</summary>
    public double OutputTokens { get; }

    /// <summary>Calls that the world can serve in an average day.</summary>
    public double ServablePerDay { get; }

    /// <summary>Every agent with the instants at which it begins a session.</summary>
    public IEnumerable<(int Agent, AgentKind Kind, IEnumerable<DateTimeOffset> Starts)> Agents(DateTimeOffset start, DateTimeOffset end)
    {
        var number = 0;
        foreach (var kind in Kinds)
        {
            for (var i = 0; i < kind.Agents; i++, number++)
                yield return (number, kind, Timetable.Starts(kind, _sessionsPerDay[kind], start, end, Dice.Of(_seed, number, -1)));
        }
    }

    public Session Begin(AgentKind kind, int agent, int session) => new(kind, Dice.Of(_seed, agent, session));

    /// <summary>Calls of a session and tokens of a call, on average.</summary>
    private static (double Calls, double Input, double Output) Measure(AgentKind kind)
    {
        double calls = 0, input = 0, output = 0;
        for (var i = 0; i < Sampled; i++)
        {
            var session = new Session(kind, new Random(i));
            while (session.TryNext(out var call))
            {
                calls++;
                input += call.Body.Length / 4.0;
                output += session.OutputTokens;
            }
        }

        return (calls / Sampled, input / calls, output / calls);
    }
}
