using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Quotas.Windows;

namespace Gratis.Tests.Quotas.Windows;

/// <summary>A clock that was ahead is set right: nothing that the provider still counts is forgotten, nothing stays for ever.</summary>
public sealed class ClockJumpProperties
{
    private static readonly TimeSpan[] Ahead =
        [TimeSpan.FromMilliseconds(3), TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(7), TimeSpan.FromDays(3), TimeSpan.FromDays(365)];

    public static TheoryData<string> Clocks => ["rolling", "calendar", "first use", "refill"];

    [Theory]
    [MemberData(nameof(Clocks))]
    public void A_clock_set_right_forgets_nothing_that_still_counts(string clock) => Check(clock, static (window, real, _, now) => window.Used(now) >= real);

    [Theory]
    [MemberData(nameof(Clocks))]
    public void A_clock_set_right_holds_nothing_longer_than_a_window_and_the_jump(string clock) =>
        Check(clock, static (window, _, ahead, now) => window.OpensAt(now, 0) <= now + TimeSpan.TicksPerDay + Math.Min(ahead, TimeSpan.TicksPerDay));

    [Theory]
    [InlineData("rolling")]
    [InlineData("calendar")]
    [InlineData("first use")]
    public void A_clock_wrongly_set_back_for_a_moment_forgets_nothing(string clock)
    {
        var midnight = Step.Start - (Step.Start % TimeSpan.TicksPerDay) + TimeSpan.TicksPerDay;
        var window = Window(clock);
        window.Book(midnight + 5, 10, midnight + 5);
        window.Book(midnight - TimeSpan.TicksPerMinute, 1, midnight - TimeSpan.TicksPerMinute);
        window.Used(midnight + 10).ShouldBe(11);
    }

    [Fact]
    public void A_boundary_crossed_by_mistake_is_not_crossed()
    {
        var midnight = Step.Start - (Step.Start % TimeSpan.TicksPerDay) + TimeSpan.TicksPerDay;
        var window = Window("calendar");
        window.Book(midnight - 20, 45, midnight - 20);
        window.Book(midnight + TimeSpan.TicksPerSecond, 2, midnight + TimeSpan.TicksPerSecond);
        window.Used(midnight + TimeSpan.TicksPerSecond).ShouldBe(2);

        window.Used(midnight - 10).ShouldBe(47);
        window.OpensAt(midnight - 10, 10).ShouldBe(midnight);
        window.Used(midnight + (3 * TimeSpan.TicksPerSecond)).ShouldBe(2);
        window.Used(midnight + TimeSpan.TicksPerDay).ShouldBe(0);
    }

    [Fact]
    public void Books_from_the_future_count_and_end()
    {
        var window = Window("calendar");
        window.Restore([new Booking(Step.Start + (400 * TimeSpan.TicksPerDay), 9)], Step.Start);
        window.Used(Step.Start).ShouldBe(9);
        window.Used(Step.Start + TimeSpan.TicksPerDay).ShouldBe(0);
    }

    /// <summary>Runs a history by a clock that is ahead, sets it right, goes on, and holds every instant from there on against a rule.</summary>
    private static void Check(string clock, Func<UsageWindow, long, long, long, bool> rule)
    {
        var length = TimeSpan.FromDays(1);
        Prop.ForAll(Step.Histories(length, late: false), Step.Histories(length, late: false), Gen.Elements(Ahead).ToArbitrary(), (wrong, right, ahead) =>
        {
            var window = Window(clock);
            var real = Window(clock);
            var now = Step.Start;
            foreach (var step in wrong)
            {
                now += step.Pause;
                window.Book(now + ahead.Ticks, step.Amount, now + ahead.Ticks);
                real.Book(now, step.Amount, now);
            }

            // This one keeps its beginning: only where the clock was seen to go back does it know better.
            if (clock == "first use")
                window.Used(now);

            foreach (var step in right)
            {
                now += step.Pause;
                window.Book(now, step.Amount, now);
                real.Book(now, step.Amount, now);
                if (!rule(window, real.Used(now), ahead.Ticks, now))
                    return false;
            }

            return true;
        }).Check(Step.Seeded);
    }

    private static UsageWindow Window(string clock) => UsageWindow.Create(
        clock switch
        {
            "rolling" => QuotaClock.Rolling,
            "calendar" => QuotaClock.Utc,
            "first use" => QuotaClock.FirstUse,
            _ => QuotaClock.Refill,
        },
        QuotaPeriod.Day,
        1_000_000);
}
