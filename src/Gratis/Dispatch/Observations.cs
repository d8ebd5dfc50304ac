using System.Globalization;
using Gratis.Catalog;
using Gratis.Health;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>What answers to clients teach about a route. Each lowers exactly the claim it is about.</summary>
internal static class Observations
{
    /// <summary>An attempt failed before anything reached the client.</summary>
    public static void Failed(Candidate candidate, in Judgement judgement, in Demand demand)
    {
        var evidence = candidate.Evidence;
        switch (judgement.Verdict)
        {
            case Verdict.PaymentWanted when candidate.Route.IsFree:
                evidence.SawCost(0, judgement.Detail ?? "money was asked for", candidate.Route.Dossier?.FileWord);
                break;
            case Verdict.ModelGone:
                evidence.SawGone(judgement.Detail);
                break;
            case Verdict.TooLong:
                evidence.SawTooLong((int)Math.Min(demand.InputTokens, int.MaxValue), judgement.Detail);
                break;
            case Verdict.Refused when judgement.Capability is { } lacking:
                evidence.Saw(CapabilityNames.Parse(lacking), has: false, judgement.Detail);
                break;
            case Verdict.Refused when judgement.Parameter is { } parameter:
                evidence.SawRefused(parameter, judgement.Detail);
                break;
        }
    }

    /// <summary>How the route fared; limits, refusals and clients that leave say nothing of that.</summary>
    /// <param name="candidate">What was called.</param>
    /// <param name="verdict">What came of it.</param>
    /// <param name="firstToken">After what time the first token came; null where the answer came whole.</param>
    /// <param name="now">When.</param>
    public static void Measured(Candidate candidate, Verdict verdict, TimeSpan? firstToken, DateTimeOffset now)
    {
        if (verdict == Verdict.Served)
            candidate.Measure.Served(firstToken, now);
        else if (verdict.FailureKind is FailureKind.Slow or FailureKind.Faulty or FailureKind.Gone)
            candidate.Measure.Failed(now);
    }

    /// <summary>An answer, whole or not, named a price.</summary>
    public static void Charged(Candidate candidate, Usage usage)
    {
        if (usage.CostUsd is > 0 and var cost && candidate.Route.IsFree)
            candidate.Evidence.SawCost(cost, string.Create(CultureInfo.InvariantCulture, $"{cost} USD in the usage of an answer"), candidate.Route.Dossier?.FileWord);
    }

    /// <summary>It answered as it should.</summary>
    public static void Served(Candidate candidate, Usage usage)
    {
        candidate.Evidence.SawServed();
        if (usage.InputTokens is { } tokens)
            candidate.Evidence.SawFit(tokens);
    }
}
