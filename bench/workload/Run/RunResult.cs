using Gratis.Simulator.Accounting;

namespace Gratis.Workload.Run;

/// <summary>One policy's run.</summary>
internal sealed record RunResult(string Policy, Score Score, WorldTruth Truth, long Attempts, long Walls, long Errors, IReadOnlyList<PoolWindow> Windows, TimeSpan WallClock)
{
    public double ServedShare => Score.Asked == 0 ? 0 : (double)Score.Served / Score.Asked;

    /// <summary>The quality of the model that answered, over all calls; who is not answered gets nothing.</summary>
    public double QualityPerCall => Score.Asked == 0 ? 0 : (double)Score.Quality / Score.Asked;

    public double ErrorsPerThousand => Score.Served == 0 ? 0 : 1000.0 * Errors / Score.Served;

    /// <summary>Of everything that pools of a day or longer held when they were reset, the share that was lost, every pool weighing as much as every other; null where none was reset.</summary>
    public double? QuotaLeft => Windows.Count == 0 ? null : 1 - Windows.GroupBy(window => window.Pool.Id).Average(pool => pool.Average(window => window.Share));

    public double WallsPerThousand => Score.Served == 0 ? 0 : 1000.0 * Walls / Score.Served;

    /// <summary>Calls that a limit refused.</summary>
    public long Overspends => Truth.Overspends;

    /// <summary>Of those, the ones refused by a limit that is published with its clock.</summary>
    public long Preventable(Tiers.TierMap map) => Truth.Providers.Sum(provider => provider.Total.Refused
        .Where(refused => map.Pools.Any(pool => pool.Provider == provider.Id && refused.Key == "limit:" + pool.Limit.Name))
        .Sum(refused => refused.Value));

    /// <summary>Of all quota of a kind that was wanted and within reach, the share that was used when it expired; null where there was none.</summary>
    public double? UsedByReset(bool tokens)
    {
        var counted = Windows.Where(window => window.Counts && IsTokens(window) == tokens).ToArray();
        return counted.Length == 0 ? null : counted.Sum(window => window.Share * window.Held) / counted.Sum(window => window.Held);
    }

    /// <summary>The same, every pool weighing as much as every other.</summary>
    public double? UsedByResetOfPools()
    {
        var pools = Windows.Where(window => window.Counts).GroupBy(window => window.Pool.Id).Select(pool => pool.Average(window => window.Share)).ToArray();
        return pools.Length == 0 ? null : pools.Average();
    }

    private static bool IsTokens(PoolWindow window) => window.Pool.Limit.Metric is not Simulator.Limits.LimitMetric.Requests;
}
