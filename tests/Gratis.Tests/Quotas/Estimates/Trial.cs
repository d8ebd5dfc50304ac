using Gratis.Quotas.Estimates;
using Gratis.Wire;

namespace Gratis.Tests.Quotas.Estimates;

/// <summary>How good estimates were: each is made before its truth is seen, as in life.</summary>
/// <param name="InputCovered">Share of input estimates not below the truth.</param>
/// <param name="InputOvershoot">By how much they exceed it on average.</param>
/// <param name="OutputCovered">Share of output estimates not below the truth.</param>
internal readonly record struct Trial(double InputCovered, double InputOvershoot, double OutputCovered)
{
    public static void Teach(TokenEstimator estimator, SyntheticModel model, int requests, string client = "c") =>
        Run(estimator, model, requests, client);

    public static Trial Run(TokenEstimator estimator, SyntheticModel model, int requests, string client = "c")
    {
        double input = 0, overshoot = 0, output = 0;
        for (int i = 0; i < requests; i++)
        {
            (RequestFacts facts, Usage truth) = model.Next();
            TokenEstimate estimate = estimator.Estimate(facts, "m", client, null);
            input += estimate.InputTokens >= truth.InputTokens ? 1 : 0;
            overshoot += (double)estimate.InputTokens / truth.InputTokens!.Value - 1;
            output += estimate.OutputTokens >= truth.OutputTokens ? 1 : 0;
            estimator.Observe(facts, "m", client, truth);
        }

        return new(input / requests, overshoot / requests, output / requests);
    }

    /// <summary>The mean over many lives.</summary>
    public static Trial Mean(IReadOnlyCollection<Trial> trials) => new(
        trials.Average(t => t.InputCovered), trials.Average(t => t.InputOvershoot), trials.Average(t => t.OutputCovered));
}
