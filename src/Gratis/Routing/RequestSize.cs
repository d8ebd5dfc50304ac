using Gratis.Catalog;
using Gratis.Quotas;
using Gratis.Quotas.Estimates;
using Gratis.Wire;

namespace Gratis.Routing;

/// <summary>How much a request is likely to take of a route's quotas. The default: one call of no size.</summary>
/// <param name="Estimator">What was learned of models and clients.</param>
/// <param name="Facts">The request.</param>
/// <param name="Client">Whose it is; null where clients have no names.</param>
/// <param name="IsBackground">May be kept off the share of interactive requests.</param>
internal readonly record struct RequestSize(TokenEstimator? Estimator, RequestFacts? Facts, string? Client = null, bool IsBackground = false)
{
    // One estimate in twenty is too low, and at the end of a pool each of those would be a refusal. Held while the call is under way, then given back.
    private const long MostSlack = 500;
    private const long MostPerMedium = 4000;
    private const long UsualOutput = 4096;

    // A million dollars: far below where sums of costs would overflow.
    private const decimal MostCost = 1_000_000_000_000_000;

    /// <summary>More tokens than the request can come to, by its bytes alone: no token is shorter than one.</summary>
    public long AtMost => Facts is null ? 0 : Facts.TextBytes + Facts.ToolBytes + (MostPerMedium * (long)(Facts.ImageCount + Facts.AudioCount)) + (Facts.MaxOutputTokens ?? UsualOutput);

    /// <summary>As <see cref="On"/>, but only as exactly as the candidate's pools care for.</summary>
    public Demand Roughly(Candidate candidate) => candidate.Quotas.LimitsTokens ? On(candidate.Route) : new Demand(0, 0, 0, IsBackground);

    /// <summary>What a call to this route has to reserve.</summary>
    public Demand On(Route route)
    {
        if (Estimator is null || Facts is null)
            return new Demand(0, 0, 0, IsBackground);

        var estimate = Estimator.Estimate(Facts, route.Id, Client, route.MaxOutput);
        var input = estimate.InputTokens + Math.Min(estimate.InputTokens / 4, MostSlack);
        var output = route.Provider.Counting.ReservesMaxTokens ? Math.Max(estimate.OutputTokens, AskedFor(Facts, route)) : estimate.OutputTokens;
        return new Demand(input, output, CostOf(route.Price, input, output), IsBackground);
    }

    /// <summary>What one request of so many tokens costs at a price, in billionths of a US dollar.</summary>
    public static long CostOf(Price? price, long input, long output) =>
        price is null or { IsZero: true } ? 0 : (long)Math.Min(MostCost, decimal.Ceiling(1000 * ((price.Input * input) + (price.Output * output) + (1_000_000 * price.PerRequest))));

    private static long AskedFor(RequestFacts facts, Route route)
    {
        var asked = facts.MaxOutputTokens ?? 0;
        return (long)Math.Min(asked, route.MaxOutput ?? asked) * facts.Choices;
    }
}
