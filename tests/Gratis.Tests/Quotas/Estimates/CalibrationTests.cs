using Gratis.Quotas.Estimates;
using Gratis.Wire;

namespace Gratis.Tests.Quotas.Estimates;

public sealed class CalibrationTests
{
    public static TheoryData<double> Tokenizers => [2.2, 2.7, 3.3, 4, 5, 6];

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void After_fifty_answers_nine_of_ten_inputs_are_not_below_the_truth_and_not_far_above(double bytesPerToken)
    {
        Trial mean = Trial.Mean([.. Enumerable.Range(1, 20).Select(seed =>
        {
            TokenEstimator estimator = new();
            SyntheticModel model = new(seed) { BytesPerToken = bytesPerToken };
            Trial.Teach(estimator, model, 50);
            return Trial.Run(estimator, model, 400);
        })]);

        mean.InputCovered.ShouldBeInRange(0.90, 0.99);
        mean.InputOvershoot.ShouldBeInRange(0, 0.25);
    }

    [Theory]
    [InlineData(2.2, 6)]
    [InlineData(6, 2.2)]
    [InlineData(3.3, 4.5)]
    [InlineData(4.5, 3.3)]
    public void A_model_that_starts_to_count_otherwise_is_followed_within_a_hundred_answers(double before, double after)
    {
        Trial mean = Trial.Mean([.. Enumerable.Range(1, 20).Select(seed =>
        {
            TokenEstimator estimator = new();
            SyntheticModel model = new(seed) { BytesPerToken = before };
            Trial.Teach(estimator, model, 500);
            model.BytesPerToken = after;
            Trial.Teach(estimator, model, 100);
            return Trial.Run(estimator, model, 100);
        })]);

        mean.InputCovered.ShouldBeInRange(0.90, 0.99);
        mean.InputOvershoot.ShouldBeInRange(0, 0.25);
    }

    [Fact]
    public void Pings_that_are_mostly_template_do_not_spoil_long_texts()
    {
        TokenEstimator estimator = new();
        SyntheticModel pings = new(1) { Bytes = (4, 40), Preamble = 70 };
        SyntheticModel texts = new(2) { Preamble = 70 };
        for (int i = 0; i < 60; i++)
        {
            Trial.Teach(estimator, pings, 3);
            Trial.Teach(estimator, texts, 1);
        }

        Trial.Run(estimator, pings, 200).InputCovered.ShouldBeGreaterThanOrEqualTo(0.9);
        Trial after = Trial.Run(estimator, texts, 200);
        after.InputCovered.ShouldBeGreaterThanOrEqualTo(0.88);
        after.InputOvershoot.ShouldBeLessThan(0.25);
    }

    [Fact]
    public void Pings_alone_say_nothing_about_the_first_long_text()
    {
        TokenEstimator estimator = new();
        Trial.Teach(estimator, new SyntheticModel(1) { Bytes = (4, 40), Preamble = 90 }, 200);

        estimator.Estimate(Requests.Chat(33_000), "m", "c", null).InputTokens.ShouldBeInRange(10_000, 10_010);
    }

    [Fact]
    public void Long_texts_tell_what_to_expect_of_the_first_short_one()
    {
        TokenEstimator estimator = new();
        Trial.Teach(estimator, new SyntheticModel(1) { BytesPerToken = 2.2 }, 60);

        estimator.Estimate(Requests.Chat(660), "m", "c", null).InputTokens.ShouldBeInRange(300, 400);
    }

    [Fact]
    public void Dear_pictures_do_not_make_text_dear()
    {
        TokenEstimator estimator = new();
        RequestFacts text = Requests.Chat(33_000), picture = Requests.Chat(3_300, images: 4);
        for (int i = 0; i < 60; i++)
        {
            estimator.Observe(text, "m", "c", Requests.Used(9_000, 10));
            estimator.Observe(picture, "m", "c", Requests.Used(1_000 + 4 * 3_000, 10));
        }

        estimator.Estimate(text, "m", "c", null).InputTokens.ShouldBeInRange(9_000, 10_000);
        estimator.Estimate(picture, "m", "c", null).InputTokens.ShouldBeInRange(13_000, 14_300);
    }

    [Fact]
    public void Each_model_has_its_own_correction()
    {
        TokenEstimator estimator = new();
        RequestFacts facts = Requests.Chat(33_000);
        for (int i = 0; i < 60; i++)
            estimator.Observe(facts, "one", null, Requests.Used(5_000, null));

        estimator.Estimate(facts, "one", null, null).InputTokens.ShouldBeInRange(5_000, 5_500);
        estimator.Estimate(facts, "other", null, null).InputTokens.ShouldBe(10_004);
    }

    [Fact]
    public void Embeddings_and_rankings_are_calibrated_and_have_no_output()
    {
        TokenEstimator estimator = new();
        RequestFacts embeddings = Requests.Embeddings(33_000, 10), rerank = Requests.Rerank(33_000, 10);
        for (int i = 0; i < 60; i++)
        {
            estimator.Observe(embeddings, "e", "c", Requests.Used(8_000, 8_000));
            estimator.Observe(rerank, "r", "c", Requests.Used(20_000, 8_000));
        }

        TokenEstimate embedded = estimator.Estimate(embeddings, "e", "c", 500), ranked = estimator.Estimate(rerank, "r", "c", 500);
        embedded.InputTokens.ShouldBeInRange(8_000, 8_700);
        ranked.InputTokens.ShouldBeInRange(20_000, 21_700);
        (embedded.OutputTokens, ranked.OutputTokens).ShouldBe((0, 0));
        estimator.Estimate(Requests.Chat(10), "e", "c", null).OutputTokens.ShouldBe(1000);
    }
}
