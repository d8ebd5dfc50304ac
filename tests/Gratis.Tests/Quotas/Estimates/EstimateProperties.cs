using FsCheck;
using FsCheck.Fluent;
using Gratis.Quotas.Estimates;
using Gratis.Wire;

namespace Gratis.Tests.Quotas.Estimates;

public sealed class EstimateProperties
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithReplay(20260301, 77).WithMaxTest(300).WithQuietOnSuccess(true);

    private static readonly Gen<long?> Tokens =
        Gen.Frequency(
            (6, Gen.Choose(1, 50_000).Select(n => (long?)n)),
            (2, Gen.Elements<long?>(null, 0, -5, long.MinValue, long.MaxValue)));

    private static readonly Gen<QuantileScale> Scales = Gen.Elements(QuantileScale.Correction, QuantileScale.Answer);

    // Long enough for weights to be scaled down on the way.
    private static readonly Gen<List<int>> Histories =
        from length in Gen.Choose(1, 600)
        from values in Gen.Choose(0, DecayedHistogram.Buckets - 1).ListOf(length)
        select values;

    private static readonly Gen<Step> Steps =
        from bytes in Gen.Choose(0, 100_000)
        from tools in Gen.Choose(0, 5_000)
        from messages in Gen.Choose(0, 30)
        from images in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 5)))
        from max in Gen.Frequency((2, Gen.Constant((int?)null)), (1, Gen.Choose(0, 9_000).Select(n => (int?)n)))
        from choices in Gen.Choose(1, 4)
        from route in Gen.Frequency((2, Gen.Constant((int?)null)), (1, Gen.Choose(1, 9_000).Select(n => (int?)n)))
        from input in Tokens
        from output in Tokens
        select new Step(bytes, tools, messages, images, max, choices, route, input, output);

    [Fact]
    public void Whatever_comes_back_estimates_stay_within_what_was_asked_and_what_can_be() => Check(static (step, facts, estimate, _) =>
    {
        long most = Math.Min(step.Max is > 0 and { } max ? max : 1 << 20, step.Route ?? 1 << 20) * facts.Choices;
        double guess = TokenMath.Weigh(facts);
        return estimate.OutputTokens >= facts.Choices && estimate.OutputTokens <= most
            && estimate.InputTokens >= Math.Max(1, (long)(guess / 8)) && estimate.InputTokens <= Math.Max(1, Math.Ceiling(guess * 32));
    });

    [Fact]
    public void One_answer_raises_an_estimate_by_its_leap_at_most() => Check(static (_, facts, before, estimator) =>
    {
        TokenEstimate after = estimator.Estimate(facts, "m", "c", null);
        return after.InputTokens <= before.InputTokens * 1.6 + 1;
    });

    [Fact]
    public void A_bigger_request_is_never_cheaper_at_first_sight() =>
        Prop.ForAll(Gen.Two(Steps).ToArbitrary(), static pair =>
        {
            (Step a, Step b) = pair;
            Step sum = new(a.Bytes + b.Bytes, a.Tools + b.Tools, a.Messages + b.Messages, a.Images + b.Images, null, 1, null, null, null);
            return TokenMath.Weigh(sum.Facts) >= TokenMath.Weigh(a.Facts) && TokenMath.Weigh(sum.Facts) >= TokenMath.Weigh(b.Facts);
        }).Check(Seeded);

    [Fact]
    public void More_bytes_of_an_answer_never_cost_less() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), static (bytes, more) =>
        {
            TokenEstimate estimate = new(17, 40);
            TokenEstimate few = TokenMath.OfAnswer(estimate, bytes), many = TokenMath.OfAnswer(estimate, (long)bytes + more);
            return few.InputTokens == 17 && few.OutputTokens >= bytes / 4 && few.OutputTokens <= bytes
                && many.OutputTokens >= few.OutputTokens;
        }).Check(Seeded);

    [Fact]
    public void An_answer_whose_bytes_nobody_counted_cost_what_was_expected() =>
        TokenMath.OfAnswer(new(17, 40), null).ShouldBe(new TokenEstimate(17, 40));

    [Fact]
    public void An_answer_that_never_came_cost_its_input() => TokenMath.OfAnswer(new(17, 40), 0).ShouldBe(new TokenEstimate(17, 0));

    [Fact]
    public void Bytes_of_an_answer_that_no_model_wrote_cost_nothing() =>
        TokenMath.OfAnswer(new(17, 0), 90_000).ShouldBe(new TokenEstimate(17, 0));

    [Fact]
    public void A_decayed_histogram_agrees_with_sorting() =>
        Prop.ForAll(Histories.ToArbitrary(), Gen.Choose(50, 99).ToArbitrary(), static (values, percent) =>
        {
            const float Decay = 0.9f;
            DecayedHistogram histogram = default;
            foreach (int value in values)
                histogram.Add(value, Decay);

            float share = percent / 100f;
            int found = histogram.Quantile(share);
            double AtMost(int bucket) => values.Select((v, i) => v <= bucket ? Math.Pow(Decay, values.Count - 1 - i) : 0).Sum();
            double total = AtMost(DecayedHistogram.Buckets), tolerance = total * 1e-5;

            return AtMost(found) >= total * share - tolerance && (found == 0 || AtMost(found - 1) <= total * share + tolerance);
        }).Check(Seeded);

    [Fact]
    public void A_value_lies_in_its_bucket_and_the_end_of_a_bucket_within_it() =>
        Prop.ForAll(Scales.ToArbitrary(), Gen.Choose(0, 1_000_000).ToArbitrary(), static (scale, place) =>
        {
            double value = scale.Floor * Math.Pow(scale.Ceiling / scale.Floor, place / 1e6);
            int bucket = scale.BucketOf(value);
            return scale.EdgeOf(bucket) >= value * (1 - 1e-6)
                && (bucket == 0 || scale.EdgeOf(bucket - 1) <= value * (1 + 1e-6))
                && scale.BucketOf(scale.EdgeOf(bucket)) == bucket;
        }).Check(Seeded);

    /// <summary>Lets random lives go by and holds every estimate, and what the answer made of it, against a rule.</summary>
    private static void Check(Func<Step, RequestFacts, TokenEstimate, TokenEstimator, bool> rule) =>
        Prop.ForAll(Steps.ListOf().ToArbitrary(), life =>
        {
            TokenEstimator estimator = new();
            foreach (Step step in life)
            {
                RequestFacts facts = step.Facts;
                TokenEstimate estimate = estimator.Estimate(facts, "m", "c", step.Route);
                estimator.Observe(facts, "m", "c", Requests.Used(step.Input, step.Output));
                if (!rule(step, facts, estimate, estimator)) return false;
            }

            return true;
        }).Check(Seeded);

    private sealed record Step(int Bytes, int Tools, int Messages, int Images, int? Max, int Choices, int? Route, long? Input, long? Output)
    {
        public RequestFacts Facts => Requests.Chat(Bytes, Messages, Max, Choices, Images, Tools);
    }
}
