using FsCheck;
using FsCheck.Fluent;
using Gratis.Storage;
using Gratis.Stores;
using Gratis.Tests.Time;
using Gratis.Tests.Wire;

namespace Gratis.Tests.Storage;

public sealed class BurnDownTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly DateTimeOffset Morning = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_level_is_drawn_whatever_it_is() =>
        BurnDown.Next(null, Level(0, 0), Day).ShouldBe(new BurnDown.Step(new BurnDown(Level(0, 0), 0, 1), null, true));

    [Theory]
    [InlineData(1000, 500, 509, false)]
    [InlineData(1000, 500, 510, true)]
    [InlineData(1000, 500, 490, true)]
    [InlineData(50, 7, 7, false)]
    [InlineData(50, 7, 8, true)]
    [InlineData(0, 7, 8, true)]
    [InlineData(null, 1000, 1009, false)]
    [InlineData(null, 1000, 1011, true)]
    public void A_level_is_drawn_when_it_moved_by_a_hundredth_of_the_limit_or_by_one(int? limit, long drawn, long used, bool draws)
    {
        QuotaSample now = Level(2, used) with { Limit = limit };
        BurnDown.Step step = BurnDown.Next(new BurnDown(Level(1, drawn), drawn, 3), now, Day);
        step.Draws.ShouldBe(draws);
        step.Ending.ShouldBeNull();
        step.After.ShouldBe(draws ? new BurnDown(now, used, 4) : new BurnDown(now, drawn, 3));
    }

    [Fact]
    public void The_window_that_turned_is_drawn_to_its_end()
    {
        QuotaSample last = Level(23, 505), now = Level(25, 2) with { WindowStart = Morning + Day };
        BurnDown.Step step = BurnDown.Next(new BurnDown(last, 500, 60), now, Day);
        step.ShouldBe(new BurnDown.Step(new BurnDown(now, 2, 1), last, true));
        BurnDown.Next(new BurnDown(last, 505, 60), now, Day).Ending.ShouldBeNull("its end is drawn already");
    }

    [Fact]
    public void A_window_that_rolls_is_one_curve_in_stretches_of_its_length()
    {
        QuotaSample evening = Level(23, 300) with { WindowStart = null }, night = Level(25, 300) with { WindowStart = null };
        BurnDown.Next(new BurnDown(evening, 300, 200), evening with { Used = 500 }, Day).Draws.ShouldBeFalse();
        BurnDown.Next(new BurnDown(evening, 300, 200), night, Day).ShouldBe(new BurnDown.Step(new BurnDown(night, 300, 1), null, true));
    }

    [Fact]
    public void What_is_granted_once_has_one_window_for_ever()
    {
        QuotaSample early = Level(0, 1) with { WindowStart = null }, late = Level(24 * 3000, 1) with { WindowStart = null };
        BurnDown.Next(new BurnDown(early, 1, 1), late, TimeSpan.MaxValue).Draws.ShouldBeFalse();
    }

    [Fact]
    public void A_window_spent_call_by_call_is_drawn_to_the_hundredth()
    {
        (int samples, long drawn) = DrawAll(Enumerable.Range(0, 1001).Select(used => (long)used), 1000);
        samples.ShouldBeInRange(99, 101);
        drawn.ShouldBeGreaterThan(980);
    }

    [Fact]
    public void No_window_gets_more_samples_than_it_may_however_it_swings() => Prop.ForAll(Properties.Seeds, static seed =>
    {
        var random = new Random(seed);
        long? limit = seed % 4 == 0 ? null : random.Next(1, 100_000);
        IEnumerable<long> levels = Enumerable.Range(0, 5000).Select(_ => (long)random.Next(100_000)).ToArray();
        DrawAll(levels, limit).Samples.ShouldBeInRange(1, BurnDown.Most);
    }).Check(Properties.Config.WithMaxTest(50));

    private static (int Samples, long Drawn) DrawAll(IEnumerable<long> levels, long? limit)
    {
        BurnDown? curve = null;
        int samples = 0;
        foreach (long used in levels)
        {
            BurnDown.Step step = BurnDown.Next(curve, Level(1, used) with { Limit = limit }, Day);
            if (step.Draws) samples++;
            curve = step.After;
        }

        curve!.Samples.ShouldBe(samples);
        return (samples, curve.Drawn);
    }

    private static QuotaSample Level(double hour, long used) => new(Morning.AddHours(hour), used, 1000, Morning);
}
