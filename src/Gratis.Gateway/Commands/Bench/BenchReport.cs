using Gratis.Gateway.Commands.Talking;

namespace Gratis.Gateway.Commands.Bench;

/// <summary>What came of a run.</summary>
internal sealed record BenchReport
{
    public required int Requests { get; init; }

    public required int Served { get; init; }

    public required TimeSpan Took { get; init; }

    /// <summary>How long served answers took; null where there was none.</summary>
    public Percentiles? Whole { get; init; }

    /// <summary>Until the first word of those that were streamed.</summary>
    public Percentiles? FirstToken { get; init; }

    /// <summary>Served answers, the busiest route first.</summary>
    public IReadOnlyList<(string Route, Percentiles Times)> Routes { get; init; } = [];

    /// <summary>Calls to upstreams by what became of them.</summary>
    public IReadOnlyList<(string Verdict, int Calls)> Verdicts { get; init; } = [];

    /// <summary>Requests that were not served, by what the gateway said.</summary>
    public IReadOnlyList<(string Error, int Requests)> Errors { get; init; } = [];

    public double ServedShare => Requests == 0 ? 0 : (double)Served / Requests;

    public double PerSecond => Took > TimeSpan.Zero ? Requests / Took.TotalSeconds : 0;

    /// <summary>Adds up; what was stopped by its owner counts for nothing.</summary>
    public static BenchReport Of(IReadOnlyList<Turn> all, TimeSpan took)
    {
        var turns = all.Where(turn => !turn.IsStopped).ToList();
        var served = turns.Where(turn => turn.IsServed).ToList();
        return new BenchReport
        {
            Requests = turns.Count,
            Served = served.Count,
            Took = took,
            Whole = Percentiles.Of(served.Select(turn => turn.Took)),
            FirstToken = Percentiles.Of(served.Where(turn => turn.FirstToken is not null).Select(turn => turn.FirstToken!.Value)),
            Routes = [.. served.GroupBy(turn => turn.Route ?? "?", StringComparer.Ordinal).Select(group => (group.Key, Percentiles.Of(group.Select(turn => turn.Took))!))
                .OrderByDescending(route => route.Item2.Count).ThenBy(route => route.Key, StringComparer.Ordinal)],
            Verdicts = Counted(turns.SelectMany(turn => turn.Trail).Select(step => step.Verdict)),
            Errors = Counted(turns.Where(turn => turn.Error is not null).Select(turn => turn.Error!.Code ?? turn.Error.Message)),
        };
    }

    private static IReadOnlyList<(string, int)> Counted(IEnumerable<string> words) =>
        [.. words.CountBy(word => word, StringComparer.Ordinal).OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Select(word => (word.Key, word.Value))];
}
