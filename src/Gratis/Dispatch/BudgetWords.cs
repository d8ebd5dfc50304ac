using System.Globalization;
using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>What people are told of money: why it is spent, and why it is not.</summary>
internal static class BudgetWords
{
    /// <summary>Why a paid route is asked: <c>no free route: 3 rate_limited, 1 too small</c>.</summary>
    public static string SpillReason(Plan plan, AttemptTrail trail)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var rejected = new HashSet<Candidate>();
        foreach (var rejection in plan.Rejected)
        {
            if (rejection.IsPaid || rejection.Reason == RejectionReason.Kind)
                continue;
            Count(rejection.Word);
            if (rejection.Candidate is { } candidate)
                rejected.Add(candidate);
        }

        foreach (var attempt in trail.Attempts)
        {
            if (!BudgetGate.CostsMoney(attempt.Candidate) && rejected.Add(attempt.Candidate))
                Count(attempt.Verdict.Spell());
        }

        return counts.Count == 0
            ? "no free route"
            : "no free route: " + string.Join(", ", counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Value} {c.Key}"));

        void Count(string word) => counts[word] = counts.GetValueOrDefault(word) + 1;
    }

    /// <summary>The error, and that money is what keeps the request from being served, where it is.</summary>
    public static GatewayError Explain(GatewayError error, Plan plan)
    {
        Rejection? spent = null;
        foreach (var rejection in plan.Rejected)
        {
            if (rejection.Pool is { Told.Scope: QuotaScope.Budget } && (spent is null || rejection.Until > spent.Value.Until))
                spent = rejection;
        }

        return spent is { Pool: { } pool } closed
            ? error with { Message = $"{error.Message} {(closed.Reason == RejectionReason.Busy ? Held(pool) : Spent(pool, closed.Until))}" }
            : error;
    }

    /// <summary>One call that no window of a budget can ever pay for.</summary>
    public static string TooDear(QuotaPool pool, in WorstCase worst) =>
        $"it may cost up to {Usd(worst.Usd)} USD, and the {Name(pool)} is {Usd(pool.Amount ?? 0)} USD in all";

    private static string Spent(QuotaPool pool, DateTimeOffset? opens)
    {
        var report = pool.Report();
        var when = opens is { } instant ? $" It opens again at {instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}." : "";
        return $"The {Name(pool)} is spent: {Usd(report.Used + report.Held)} of {Usd(report.Amount ?? 0)} USD, too little is left for this request.{when}";
    }

    private static string Held(QuotaPool pool)
    {
        var report = pool.Report();
        return $"What is left of the {Name(pool)} is set aside for calls under way: {Usd(report.Held)} of {Usd(report.Amount ?? 0)} USD.";
    }

    private static string Name(QuotaPool pool) => $"budget of the {pool.Told.Period}{(pool.Name.Account is null ? "" : " of this key")}";

    private static string Usd(long amount) => (amount / BudgetTerms.PerDollar).ToString("0.#########", CultureInfo.InvariantCulture);
}
