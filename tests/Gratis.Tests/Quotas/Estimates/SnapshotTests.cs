using Gratis.Quotas.Estimates;
using Gratis.Wire;

namespace Gratis.Tests.Quotas.Estimates;

public sealed class SnapshotTests
{
    private static readonly RequestFacts[] Kinds =
        [Requests.Chat(12), Requests.Chat(200), Requests.Chat(1_000), Requests.Chat(33_000), Requests.Chat(100, images: 2)];

    private readonly TokenEstimator _taught = Taught();

    [Fact]
    public void What_was_restored_estimates_as_what_was_saved()
    {
        TokenEstimator restored = new();
        restored.Restore(_taught.Snapshot());

        foreach (RequestFacts facts in Kinds)
        {
            foreach (string model in (string[])["m", "n", "unseen"])
            {
                foreach (string? client in (string?[])["c", "d", "unseen", null])
                    restored.Estimate(facts, model, client, null).ShouldBe(_taught.Estimate(facts, model, client, null));
            }
        }

        restored.Snapshot().ShouldBe(_taught.Snapshot(), ignoreOrder: true);
    }

    [Fact]
    public void What_has_been_learned_since_stays()
    {
        IReadOnlyList<CalibrationRecord> old = _taught.Snapshot();
        TokenEstimator estimator = new();
        for (int i = 0; i < 60; i++)
            estimator.Observe(Kinds[3], "m", "c", Requests.Used(20_000, 7_000));
        TokenEstimate learned = estimator.Estimate(Kinds[3], "m", "c", null);
        estimator.Restore(old);

        estimator.Estimate(Kinds[3], "m", "c", null).ShouldBe(learned);
        estimator.Estimate(Kinds[3], "n", "d", null).ShouldBe(_taught.Estimate(Kinds[3], "n", "d", null));
    }

    [Fact]
    public void A_restored_belief_gives_way_to_what_comes_back()
    {
        TokenEstimator estimator = new();
        estimator.Restore([new("m", null, InputClass.Long, 16), new("m", "c", null, 100_000)]);
        estimator.Estimate(Kinds[3], "m", "c", null).ShouldBe(new TokenEstimate(160_064, 100_000));
        for (int i = 0; i < 30; i++)
            estimator.Observe(Kinds[3], "m", "c", Requests.Used(10_000, 300));

        TokenEstimate after = estimator.Estimate(Kinds[3], "m", "c", null);
        after.InputTokens.ShouldBeInRange(10_000, 10_700);
        after.OutputTokens.ShouldBeInRange(300, 350);
    }

    [Theory]
    [InlineData("m", null, null, double.NaN)]
    [InlineData("m", null, null, double.PositiveInfinity)]
    [InlineData("m", null, 3, 0.0)]
    [InlineData("m", null, 3, -2.0)]
    [InlineData("m", null, 99, 2.0)]
    [InlineData("m", null, -1, 2.0)]
    [InlineData("m", "c", 3, 2.0)]
    [InlineData(null, "c", null, 2.0)]
    [InlineData(null, null, 3, 2.0)]
    public void Records_without_a_meaning_are_passed_over(string? model, string? client, int? input, double value)
    {
        TokenEstimator estimator = new();
        estimator.Restore([new(model, client, (InputClass?)input, value)]);
        estimator.Snapshot().ShouldBeEmpty();
    }

    [Fact]
    public void Values_beyond_the_scale_come_back_to_its_ends()
    {
        TokenEstimator estimator = new();
        estimator.Restore([new("m", null, InputClass.Long, 1e300), new("m", "c", null, 1e300)]);

        estimator.Estimate(Kinds[3], "m", "c", null).ShouldBe(new TokenEstimate(10_004 * 32, 1 << 20));
    }

    [Fact]
    public void More_records_than_there_is_room_for_leave_the_last_ones()
    {
        TokenEstimator estimator = new(capacity: 64);
        estimator.Restore(Enumerable.Range(0, 10_000).Select(i => new CalibrationRecord($"m{i}", "c", null, 50)));

        IReadOnlyList<CalibrationRecord> kept = estimator.Snapshot();
        kept.Count.ShouldBeInRange(32, 64);
        kept.ShouldContain(r => r.Model == "m9999");
        kept.ShouldNotContain(r => r.Model == "m0");
    }

    private static TokenEstimator Taught()
    {
        TokenEstimator estimator = new();
        foreach (RequestFacts facts in Kinds)
        {
            for (int i = 0; i < 40; i++)
            {
                long guess = (long)TokenMath.Weigh(facts);
                estimator.Observe(facts, "m", "c", Requests.Used(guess * 5 / 4 + 20, 80 + i));
                estimator.Observe(facts, "n", "d", Requests.Used(guess * 3 / 4 + 5, 800 + i));
            }
        }

        return estimator;
    }
}
