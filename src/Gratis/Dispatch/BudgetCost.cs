using Gratis.Catalog;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;
using Gratis.Wire.Schemas;

namespace Gratis.Dispatch;

/// <summary>What a call costs in money: before it at most, after it in truth.</summary>
internal static class BudgetCost
{
    // What an answer comes to at most where neither the client nor the route bounds it.
    private const long UsualMost = 16_384;

    // Beside its text a message has a frame, and what is no text is worth this much at most.
    private const long MostPerPiece = 16;
    private const long MostPerMedium = 4000;

    /// <summary>The most that a call can cost, by the bytes that go in and the tokens that may come out.</summary>
    /// <param name="route">What is to be called.</param>
    /// <param name="facts">The request.</param>
    /// <param name="expectedInput">What it is likely to come to; never less is set aside.</param>
    public static WorstCase AtMost(Route route, RequestFacts facts, long expectedInput)
    {
        var input = Math.Max(expectedInput, Math.Min(InputOf(facts), route.Context ?? long.MaxValue));
        var output = facts.Operation == Operation.Chat ? OutputOf(route, facts) * Math.Max(1, facts.Choices) : 0;
        return new WorstCase(input, output, RequestSize.CostOf(route.Price, input, output));
    }

    /// <summary>
    /// What a call has cost, in billionths of a US dollar; null where nobody knows. Its provider's own figure counts; else the tokens at
    /// their price, and where nobody counted those, the worst case. Only what never left and what was refused costs nothing.
    /// </summary>
    /// <param name="route">What was called.</param>
    /// <param name="verdict">What came of it.</param>
    /// <param name="status">The status of the answer, where there was one.</param>
    /// <param name="wasSent">False when the request never left.</param>
    /// <param name="usage">What the answer said.</param>
    /// <param name="worst">What it could have cost.</param>
    public static long? Of(Route route, Verdict verdict, int? status, bool wasSent, Usage usage, in WorstCase worst)
    {
        if (Charge.CostOf(usage) is { } said)
            return said;
        if (!wasSent || verdict == Verdict.Unreachable || (status is < 200 or >= 300 && usage.IsEmpty))
            return 0;
        return route.Price is { } price ? RequestSize.CostOf(price, usage.InputTokens ?? worst.Input, usage.OutputTokens ?? worst.Output) : null;
    }

    /// <summary>No token is shorter than a byte.</summary>
    private static long InputOf(RequestFacts facts) =>
        facts.TextBytes + (long)facts.ToolBytes
        + (facts.Schema.IsEmpty ? 0 : SchemaPrompt.MostAdded)
        + (MostPerPiece * ((long)facts.MessageCount + facts.InputCount + facts.DocumentCount))
        + (MostPerMedium * ((long)facts.ImageCount + facts.AudioCount));

    private static long OutputOf(Route route, RequestFacts facts)
    {
        // A bound that is not sent on binds nobody.
        var isBound = !route.RejectedParameters.Contains("max_tokens") && !route.RejectedParameters.Contains("max_completion_tokens");
        var asked = isBound && facts.MaxOutputTokens is > 0 and var most ? most : long.MaxValue;
        var given = route.MaxOutput is > 0 and var able ? able : long.MaxValue;
        var least = Math.Min(asked, given);
        return least < long.MaxValue ? least : Math.Min(UsualMost, route.Context ?? UsualMost);
    }
}

/// <summary>What a call can come to at most.</summary>
/// <param name="Input">Tokens in.</param>
/// <param name="Output">Tokens out, over all choices.</param>
/// <param name="Usd">Billionths of a US dollar; 0 where the price is not known.</param>
internal readonly record struct WorstCase(long Input, long Output, long Usd);
