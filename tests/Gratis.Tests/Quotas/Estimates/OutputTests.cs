using Gratis.Quotas.Estimates;
using Gratis.Wire;

namespace Gratis.Tests.Quotas.Estimates;

public sealed class OutputTests
{
    [Theory]
    [InlineData(20, 1.2)]
    [InlineData(300, 0.4)]
    [InlineData(300, 0.8)]
    [InlineData(2_000, 1)]
    [InlineData(9_000, 0.6)]
    public void After_fifty_answers_about_one_in_twenty_is_longer_than_expected(double median, double spread)
    {
        Trial mean = Trial.Mean([.. Enumerable.Range(1, 20).Select(seed =>
        {
            TokenEstimator estimator = new();
            SyntheticModel model = new(seed) { MedianOutput = median, OutputSpread = spread };
            Trial.Teach(estimator, model, 50);
            return Trial.Run(estimator, model, 400);
        })]);

        mean.OutputCovered.ShouldBeInRange(0.90, 0.99);
    }

    [Theory]
    [InlineData(100, 5_000)]
    [InlineData(5_000, 100)]
    public void Answers_that_change_their_length_are_followed_within_a_hundred(double before, double after)
    {
        Trial mean = Trial.Mean([.. Enumerable.Range(1, 20).Select(seed =>
        {
            TokenEstimator estimator = new();
            SyntheticModel model = new(seed) { MedianOutput = before };
            Trial.Teach(estimator, model, 500);
            model.MedianOutput = after;
            Trial.Teach(estimator, model, 100);
            return Trial.Run(estimator, model, 100);
        })]);

        mean.OutputCovered.ShouldBeInRange(0.90, 0.99);
    }

    [Theory]
    [InlineData(null, null, 1, 1000)]
    [InlineData(200, null, 1, 200)]
    [InlineData(200, 90, 1, 90)]
    [InlineData(null, 90, 3, 270)]
    [InlineData(200, 300, 3, 600)]
    [InlineData(64_000, 32_000, 2, 2000)]
    [InlineData(0, 0, 1, 1000)]
    public void The_first_guess_is_a_constant_within_what_client_and_route_allow(int? max, int? route, int choices, long expected) =>
        new TokenEstimator().Estimate(Requests.Chat(100, max: max, choices: choices), "m", "c", route).OutputTokens.ShouldBe(expected);

    [Fact]
    public void What_a_client_gets_comes_before_what_the_model_gives_before_what_all_give()
    {
        TokenEstimator estimator = new();
        RequestFacts facts = Requests.Chat(100);
        for (int i = 0; i < 200; i++)
        {
            estimator.Observe(facts, "m", "brief", Requests.Used(null, 20));
            estimator.Observe(facts, "m", "long", Requests.Used(null, 4_000));
            estimator.Observe(facts, "n", null, Requests.Used(null, 150));
        }

        long Expected(string model, string? client) => estimator.Estimate(facts, model, client, null).OutputTokens;

        Expected("m", "brief").ShouldBeInRange(20, 24);
        Expected("m", "long").ShouldBeInRange(4_000, 4_700);
        Expected("m", "new").ShouldBeInRange(4_000, 4_700);
        Expected("m", null).ShouldBeInRange(4_000, 4_700);
        Expected("n", "brief").ShouldBeInRange(150, 175);
        Expected("unseen", "brief").ShouldBeInRange(4_000, 4_700);
    }

    [Fact]
    public void Choices_share_what_was_written()
    {
        TokenEstimator estimator = new();
        for (int i = 0; i < 100; i++)
            estimator.Observe(Requests.Chat(100, choices: 4), "m", "c", Requests.Used(null, 4 * 500));

        estimator.Estimate(Requests.Chat(100), "m", "c", null).OutputTokens.ShouldBeInRange(500, 580);
        estimator.Estimate(Requests.Chat(100, choices: 4), "m", "c", null).OutputTokens.ShouldBeInRange(2_000, 2_320);
    }

    [Fact]
    public void Answers_that_had_to_stop_do_not_make_later_ones_look_short()
    {
        TokenEstimator estimator = new();
        for (int i = 0; i < 100; i++)
            estimator.Observe(Requests.Chat(100), "m", "c", Requests.Used(null, 700));
        for (int i = 0; i < 500; i++)
            estimator.Observe(Requests.Chat(100, max: 5), "m", "c", Requests.Used(null, 5));

        estimator.Estimate(Requests.Chat(100), "m", "c", null).OutputTokens.ShouldBeInRange(700, 810);
    }
}
