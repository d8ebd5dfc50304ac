using FsCheck;
using FsCheck.Fluent;
using Gratis.Quotas;
using Gratis.Quotas.Windows;

namespace Gratis.Tests.Quotas.Windows;

public sealed class RefillWindowProperties
{
    private const long Limit = 30;
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);
    private static readonly double PerTick = Limit / (double)Length.Ticks;

    [Fact]
    public void It_holds_what_a_leaky_bucket_holds() =>
        Check(late: false, static (window, booked, now) => Math.Abs(window.Used(now) - Math.Ceiling(Level(booked, now) - 1e-6)) < 1e-3);

    [Fact]
    public void What_is_counted_late_drains_no_faster_than_if_it_had_been_counted_in_time() =>
        Check(late: true, static (window, booked, now) => window.Used(now) >= Level(booked, now) - 1e-3);

    [Fact]
    public void What_is_counted_late_stays_no_longer_than_if_it_had_been_sent_late() =>
        Prop.ForAll(Step.Histories(Length, late: true), static history =>
        {
            RefillWindow late = new(Limit, Length.Ticks), prompt = new(Limit, Length.Ticks);
            return Step.Run(history, (step, now) =>
            {
                late.Book(now - step.Ago, step.Amount, now);
                prompt.Book(now, step.Amount, now);
                return late.Used(now) <= prompt.Used(now);
            });
        }).Check(Step.Seeded);

    [Fact]
    public void It_opens_at_the_first_instant_with_room() =>
        Check(late: true, static (window, _, now) =>
        {
            for (var room = 0L; room < Limit; room += 7)
            {
                var opens = window.OpensAt(now, room);
                if (opens < now || (opens == now) != (window.Used(now) <= room))
                    return false;

                // A request takes two seconds to drain here; a millisecond before it was too early.
                if (opens > now && (At(window, now, opens + 1) > room || At(window, now, opens - TimeSpan.TicksPerMillisecond) <= room))
                    return false;
            }

            return true;
        });

    [Fact]
    public void It_drains_by_the_limit_of_the_day()
    {
        var window = new RefillWindow(60, Length.Ticks);
        window.Book(Step.Start, 60, Step.Start);
        window.Used(Step.Start + 10 * TimeSpan.TicksPerSecond).ShouldBe(50);
        window.LimitChanged(120, Step.Start + 10 * TimeSpan.TicksPerSecond);
        window.Used(Step.Start + 20 * TimeSpan.TicksPerSecond).ShouldBe(30);
        window.LimitChanged(null, Step.Start + 20 * TimeSpan.TicksPerSecond);
        window.ResetsAt(Step.Start + 20 * TimeSpan.TicksPerSecond).ShouldBe(Step.Start + 35 * TimeSpan.TicksPerSecond);
    }

    [Fact]
    public void One_that_never_drains_names_no_instant()
    {
        var window = new RefillWindow(0, Length.Ticks);
        window.Book(Step.Start, 1, Step.Start);
        window.OpensAt(Step.Start, 0).ShouldBe(UsageWindow.Never);

        // Nor one that would drain in more years than there are.
        var slow = new RefillWindow(1, TimeSpan.FromDays(31).Ticks);
        slow.Correct(1_000_000_000, Step.Start);
        slow.OpensAt(Step.Start, 0).ShouldBe(UsageWindow.Never);
    }

    private static void Check(bool late, Func<RefillWindow, List<Booking>, long, bool> rule) =>
        Prop.ForAll(Step.Histories(Length, late), history =>
        {
            var window = new RefillWindow(Limit, Length.Ticks);
            var booked = new List<Booking>();
            return Step.Run(history, (step, now) =>
            {
                window.Book(now - step.Ago, step.Amount, now);
                booked.Add(new Booking(now - step.Ago, step.Amount));
                return rule(window, booked, now);
            });
        }).Check(Step.Seeded);

    /// <summary>The bucket from its beginning, everything poured in when it was sent.</summary>
    private static double Level(List<Booking> booked, long now)
    {
        var (level, at) = (0.0, Step.Start - Length.Ticks);
        foreach (var booking in booked.OrderBy(booking => booking.At))
        {
            level = Math.Max(0, level - ((booking.At - at) * PerTick)) + booking.Amount;
            at = booking.At;
        }

        return Math.Max(0, level - ((now - at) * PerTick));
    }

    private static long At(RefillWindow window, long now, long later)
    {
        // Back again: a bucket does not drain while the clock goes backwards.
        var copy = new RefillWindow(Limit, Length.Ticks);
        var used = window.Used(now);
        var exact = used - ((used * Length.Ticks / (double)Limit - (window.ResetsAt(now) - now)) * PerTick);
        copy.Correct(used, now - (long)((used - exact) / PerTick));
        return copy.Used(later);
    }
}
