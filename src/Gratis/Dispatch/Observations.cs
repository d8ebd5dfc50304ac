using System.Globalization;
using Gratis.Catalog;
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
                evidence.SawCost(0, judgement.Detail ?? "money was asked for");
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

    /// <summary>An answer, whole or not, named a price.</summary>
    public static void Charged(Candidate candidate, Usage usage)
    {
        if (usage.CostUsd is > 0 and var cost && candidate.Route.IsFree)
            candidate.Evidence.SawCost(cost, string.Create(CultureInfo.InvariantCulture, $"{cost} USD in the usage of an answer"));
    }

    /// <summary>It answered as it should.</summary>
    public static void Served(Candidate candidate, Usage usage)
    {
        candidate.Evidence.SawServed();
        if (usage.InputTokens is { } tokens)
            candidate.Evidence.SawFit(tokens);
    }
}
