using Gratis.Discovery;

namespace Gratis.Tests.Discovery;

public sealed class DiscoveryScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);
    private static readonly DiscoverySchedule Known = DiscoverySchedule.Begin(Now, 0).Asking(Now).Answered(Now, Interval, 0.5);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 1)]
    [InlineData(0.999, 1.998)]
    public void First_looks_spread_over_two_seconds(double chance, double seconds) =>
        (DiscoverySchedule.Begin(Now, chance).Next - Now).TotalSeconds.ShouldBe(seconds, 0.001);

    [Theory]
    [InlineData(0, 5.4)]
    [InlineData(0.5, 6)]
    [InlineData(1, 6.6)]
    public void The_next_look_is_an_interval_away_give_or_take_a_tenth(double chance, double hours) =>
        (Known.Answered(Now, Interval, chance).Next - Now).TotalHours.ShouldBe(hours, 0.001);

    [Fact]
    public void After_failures_the_pause_doubles_up_to_the_interval()
    {
        var schedule = Known;
        var pauses = new List<double>();
        for (var i = 0; i < 12; i++)
        {
            schedule = schedule.Failed(Now, Interval, retryAt: null);
            pauses.Add((schedule.Next - Now).TotalMinutes);
        }

        pauses.ShouldBe([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
    }

    [Fact]
    public void A_good_look_ends_the_row_of_failures() =>
        Known.Failed(Now, Interval, null).Failed(Now, Interval, null).Answered(Now, Interval, 0.5).Failed(Now, Interval, null).Next
            .ShouldBe(Now + DiscoverySchedule.FirstPause);

    [Fact]
    public void Nobody_is_asked_before_the_provider_allows_it_not_even_on_demand()
    {
        var until = Now.AddMinutes(7);
        var closed = Known.Failed(Now, Interval, until);
        (closed.Next, closed.Wanted(Now).Next, closed.Wanted(until.AddMinutes(1)).Next).ShouldBe((until, until, until.AddMinutes(1)));
        closed.Wanted(until).IsDue(until).ShouldBeTrue();
    }

    [Fact]
    public void What_was_asked_in_vain_rests_for_an_interval_and_is_asked_on_demand_all_the_same()
    {
        var rests = Known.InVain(Now, Interval, null);
        (rests.Next, rests.Wanted(Now).Next).ShouldBe((Now + Interval, Now));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(4, 10)]
    [InlineData(30, 10)]
    [InlineData(355, 10)]
    public void A_wish_is_granted_ten_minutes_after_the_last_look_at_the_earliest(double minutes, double expected)
    {
        var now = Now.AddMinutes(minutes);
        var wished = Known.WantedSoon();
        wished.Next.ShouldBe(Now.AddMinutes(expected));
        wished.IsDue(now).ShouldBe(minutes >= expected);
    }

    [Fact]
    public void A_wish_hurries_nobody_who_fails() =>
        Known.Failed(Now.AddHours(6), Interval, null).WantedSoon().ShouldBe(Known.Failed(Now.AddHours(6), Interval, null));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(24, 6)]
    public void A_shorter_interval_counts_at_once_and_a_longer_one_from_the_next_look(double hours, double next) =>
        Known.Within(TimeSpan.FromHours(hours)).Next.ShouldBe(Now.AddHours(next));
}
