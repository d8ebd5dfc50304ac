using Gratis.Quotas.Estimates;
using Gratis.Wire;

namespace Gratis.Tests.Quotas.Estimates;

public sealed class HostileUsageTests
{
    private static readonly RequestFacts Facts = Requests.Chat(3_300, messages: 3);

    [Theory]
    [InlineData(null, null)]
    [InlineData(0L, 0L)]
    [InlineData(-1L, -1L)]
    [InlineData(long.MinValue, long.MinValue)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(100_000L, 2_000_000L)]
    public void Usage_that_cannot_be_true_teaches_nothing(long? input, long? output)
    {
        TokenEstimator estimator = new();
        TokenEstimate before = estimator.Estimate(Facts, "m", "c", null);
        for (int i = 0; i < 100; i++)
            estimator.Observe(Facts, "m", "c", Requests.Used(input, output));

        estimator.Estimate(Facts, "m", "c", null).ShouldBe(before);
        estimator.Snapshot().ShouldBeEmpty();
    }

    [Fact]
    public void One_half_that_is_missing_does_not_keep_the_other_from_teaching()
    {
        TokenEstimator estimator = new();
        for (int i = 0; i < 60; i++)
            estimator.Observe(Facts, "m", "c", Requests.Used(i % 2 == 0 ? 700 : null, i % 2 == 0 ? null : 50));

        TokenEstimate estimate = estimator.Estimate(Facts, "m", "c", null);
        estimate.InputTokens.ShouldBeInRange(700, 780);
        estimate.OutputTokens.ShouldBeInRange(50, 60);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(100)]
    public void One_wild_answer_among_good_ones_does_not_ruin_estimates(int before)
    {
        TokenEstimator estimator = new();
        for (int i = 0; i < before; i++)
            estimator.Observe(Facts, "m", "c", Requests.Used(1_000, 200));
        TokenEstimate calm = estimator.Estimate(Facts, "m", "c", null);
        estimator.Observe(Facts, "m", "c", Requests.Used(13_000, 1_000_000));

        TokenEstimate shaken = estimator.Estimate(Facts, "m", "c", null);
        shaken.InputTokens.ShouldBeInRange(calm.InputTokens, (long)(calm.InputTokens * 1.6));
        shaken.OutputTokens.ShouldBeInRange(calm.OutputTokens, (long)(calm.OutputTokens * 2.4));

        for (int i = 0; i < 60; i++)
            estimator.Observe(Facts, "m", "c", Requests.Used(1_000, 200));
        TokenEstimate after = estimator.Estimate(Facts, "m", "c", null);
        after.InputTokens.ShouldBeInRange(1_000, 1_100);
        after.OutputTokens.ShouldBeInRange(200, 235);
    }

    [Fact]
    public void A_wild_answer_in_a_hundred_never_shows()
    {
        TokenEstimator estimator = new();
        for (int i = 0; i < 2_000; i++)
        {
            if (i > 200)
            {
                TokenEstimate estimate = estimator.Estimate(Facts, "m", "c", null);
                estimate.InputTokens.ShouldBeInRange(1_000, 1_100);
                estimate.OutputTokens.ShouldBeInRange(200, 235);
            }

            estimator.Observe(Facts, "m", "c", i % 100 == 99 ? Requests.Used(13_000, 1_000_000) : Requests.Used(1_000, 200));
        }
    }
}
