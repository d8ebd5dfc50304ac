using System.Globalization;
using Gratis.Catalog;
using Gratis.Catalog.Learned;
using Gratis.Health;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Upstream.Limits;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>What answers to clients teach about a route. Each lowers exactly the claim it is about.</summary>
internal static class Observations
{
    /// <summary>An attempt failed before anything reached the client.</summary>
    /// <param name="candidate">What was called.</param>
    /// <param name="judgement">How it failed.</param>
    /// <param name="facts">What was asked.</param>
    /// <param name="demand">How large it was taken to be.</param>
    /// <param name="limits">The counters that the refusal named.</param>
    public static void Failed(Candidate candidate, in Judgement judgement, RequestFacts facts, in Demand demand, ReadOnlySpan<LimitReading> limits)
    {
        var evidence = candidate.Evidence;
        switch (judgement.Verdict)
        {
            case Verdict.PaymentWanted:
                MoneyWanted(candidate, judgement);
                break;
            case Verdict.ModelGone:
                evidence.SawGone(judgement.Detail);
                break;
            case Verdict.TooLong when !IsOfTheClock(limits):
                Outgrown(evidence, judgement, WindowLesson.Of(judgement, facts, demand));
                break;
            case Verdict.Refused when judgement.Capability is { } lacking:
                evidence.Saw(CapabilityNames.Parse(lacking), has: false, judgement.Detail);
                break;
            case Verdict.Refused when judgement.Parameter is { } parameter:
                evidence.SawRefused(parameter, judgement.Detail);
                break;
        }
    }

    /// <summary>A call was refused for want of money, or broken off in the middle.</summary>
    public static void MoneyWanted(Candidate candidate, in Judgement judgement)
    {
        if (judgement.Verdict == Verdict.PaymentWanted && candidate.Route.IsFree)
            candidate.Evidence.SawCost(0, judgement.Detail ?? "money was asked for", candidate.Route.Dossier?.FileWord);
    }

    /// <summary>What the form of an answer shows.</summary>
    public static void Learned(Candidate candidate, Lesson lesson)
    {
        var evidence = candidate.Evidence;
        switch (lesson)
        {
            case Lesson.CalledTool:
                evidence.Saw(Capability.Tools, has: true, "it called a tool");
                break;
            case Lesson.WroteProse:
                evidence.Saw(Capability.Tools, has: false, "it was told to call a tool and wrote prose");
                break;
            case Lesson.BrokeCall:
                evidence.Doubted(Capability.Tools, "it called a tool with arguments that are no JSON object", 0.5);
                break;
            case Lesson.ImitatedCall:
                evidence.Doubted(Capability.Tools, "it wrote a tool call into its text", 0.4);
                break;
            case Lesson.IgnoredSchema:
                evidence.Saw(Capability.StructuredOutput, has: false, "it was given a schema and wrote what is no JSON");
                break;
        }
    }

    /// <summary>How the route fared; limits, refusals, clients that leave and answers that were merely not what one request wanted say nothing of that.</summary>
    /// <param name="candidate">What was called.</param>
    /// <param name="judgement">What came of it.</param>
    /// <param name="firstToken">After what time the first token came; null where the answer came whole.</param>
    /// <param name="now">When.</param>
    public static void Measured(Candidate candidate, in Judgement judgement, TimeSpan? firstToken, DateTimeOffset now)
    {
        if (judgement.Verdict == Verdict.Served)
            candidate.Measure.Served(firstToken, now);
        else if (judgement.Reach != Reach.Request && judgement.Verdict.FailureKind is FailureKind.Slow or FailureKind.Faulty or FailureKind.Gone)
            candidate.Measure.Failed(now);
    }

    /// <summary>An answer, whole or not, named a price.</summary>
    public static void Charged(Candidate candidate, Usage usage)
    {
        if (usage.CostUsd is > 0 and var cost && candidate.Route.IsFree && !candidate.Evidence.IsBilled)
            candidate.Evidence.SawCost(cost, string.Create(CultureInfo.InvariantCulture, $"{cost} USD in the usage of an answer"), candidate.Route.Dossier?.FileWord);
    }

    /// <summary>It answered as it should.</summary>
    public static void Served(Candidate candidate, Usage usage)
    {
        candidate.Evidence.SawServed();
        if (usage.InputTokens is { } tokens)
            candidate.Evidence.SawFit(tokens);
    }

    private static void Outgrown(RouteEvidence evidence, in Judgement judgement, WindowLesson? lesson)
    {
        if (lesson is { IsStated: true } window)
            evidence.SawWindow(window.Tokens, judgement.Detail);
        else if (lesson is { } size)
            evidence.SawTooLong(size.Tokens, judgement.Detail);
    }

    /// <summary>The request is larger than a whole minute or day of the provider's; of the model's window that says nothing.</summary>
    private static bool IsOfTheClock(ReadOnlySpan<LimitReading> limits) => limits is [{ Remaining: null, Limit: not null }];
}
