using Gratis.Catalog.Limits;
using Gratis.Health;
using Gratis.Quotas;
using Gratis.Routing;

namespace Gratis.Hosting.Diagnosis.Probes;

/// <summary>Which account of a route a question may go to, if any: one that rests from something, or runs low, is left alone.</summary>
internal static class ProbeGate
{
    // The last fifth of a long quota belongs to clients.
    private const int Reserve = 5;

    /// <summary>The account to ask, or why there is none.</summary>
    public static (Candidate? Candidate, string? Obstacle) Choose(IReadOnlyList<Candidate> candidates, ProbeQuestion question, DateTimeOffset now)
    {
        string? obstacle = null;
        foreach (var candidate in candidates)
        {
            if (ObstacleOf(candidate, question, now) is not { } found)
                return (candidate, null);
            obstacle ??= found;
        }

        return (null, obstacle ?? "it has no account to ask with");
    }

    private static string? ObstacleOf(Candidate candidate, ProbeQuestion question, DateTimeOffset now)
    {
        if (candidate.Health.Look(now) > Gate.TrialFree)
            return "it, its account or its provider is set aside";
        var opening = candidate.Quotas.Look(question.DemandOn(candidate.Route), now);
        if (!opening.IsOpen)
            return opening.Describe();
        foreach (var pool in candidate.Quotas.Pools)
        {
            if (IsLow(pool.Report()))
                return $"quota pool {pool.Name.Id} runs low";
        }

        return null;
    }

    private static bool IsLow(PoolReport pool) =>
        pool is { Amount: { } amount, Remaining: { } left } && pool.Limit.Metric != QuotaMetric.Concurrency && pool.Limit.Period.IsLong && left * Reserve < amount;
}
