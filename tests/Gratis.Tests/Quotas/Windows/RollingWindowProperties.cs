using FsCheck;
using FsCheck.Fluent;
using Gratis.Quotas;
using Gratis.Quotas.Windows;

namespace Gratis.Tests.Quotas.Windows;

public sealed class RollingWindowProperties
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);
    private static readonly long Granule = Length.Ticks / 1024;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_counts_all_that_is_young_and_nothing_that_is_a_granule_too_old(bool late) =>
        Check(late, static (window, booked, now) =>
        {
            var used = window.Used(now);
            return used >= Since(booked, now) && used <= Since(booked, now - Granule);
        });

    [Fact]
    public void It_opens_at_the_first_instant_with_room() =>
        Check(true, static (window, _, now) =>
        {
            for (var room = 0L; room < 12; room += 3)
            {
                var opens = window.OpensAt(now, room);
                if (opens < now || (opens == now) != (window.Used(now) <= room))
                    return false;
                if (opens > now && (Copy(window, now).Used(opens - 1) <= room || Copy(window, now).Used(opens) > room))
                    return false;
            }

            return window.OpensAt(now, -1) == UsageWindow.Never;
        });

    [Fact]
    public void It_is_whole_again_when_it_says_so() =>
        Check(true, static (window, _, now) =>
        {
            var resets = window.ResetsAt(now);
            return Copy(window, now).Used(resets) == 0 && (resets == now || Copy(window, now).Used(resets - 1) > 0);
        });

    [Fact]
    public void A_save_in_few_entries_forgets_nothing_early() =>
        Check(true, static (window, booked, now) =>
        {
            var saved = new List<Booking>();
            window.Save(saved, 8, now);
            var restored = new RollingWindow(Length.Ticks);
            restored.Restore(saved, now);
            for (var later = now; later < now + Length.Ticks; later += Length.Ticks / 7)
            {
                if (restored.Used(later) < Since(booked, later))
                    return false;
            }

            return saved.Count <= 8;
        });

    [Fact]
    public void What_is_returned_was_never_there() =>
        Prop.ForAll(Step.Histories(Length, late: true), static history =>
        {
            RollingWindow with = new(Length.Ticks), without = new(Length.Ticks);
            return Step.Run(history, (step, now) =>
            {
                // Half of it is taken back at once.
                with.Book(now - step.Ago, step.Amount, now);
                with.Return(now - step.Ago, step.Amount / 2, now);
                without.Book(now - step.Ago, step.Amount - (step.Amount / 2), now);
                return with.Used(now) >= without.Used(now) && Copy(with, now).Used(now + Granule) <= without.Used(now);
            });
        }).Check(Step.Seeded);

    [Fact]
    public void A_correction_is_what_it_says_and_is_forgotten_within_a_window()
    {
        var window = new RollingWindow(Length.Ticks);
        window.Book(Step.Start, 5, Step.Start);
        window.Book(Step.Start + 100 * Granule, 5, Step.Start + 100 * Granule);
        window.Correct(7, Step.Start + 200 * Granule);
        window.Used(Step.Start + 200 * Granule).ShouldBe(7);

        // What goes is what came first.
        window.OpensAt(Step.Start + 200 * Granule, 5).ShouldBe(Step.Start + Length.Ticks);
        window.Correct(9, Step.Start + 300 * Granule);
        window.Used(Step.Start + 300 * Granule).ShouldBe(9);
        window.Used(Step.Start + 300 * Granule + Length.Ticks).ShouldBe(0);
    }

    private static void Check(bool late, Func<RollingWindow, List<Booking>, long, bool> rule) =>
        Prop.ForAll(Step.Histories(Length, late), history =>
        {
            var window = new RollingWindow(Length.Ticks);
            var booked = new List<Booking>();
            return Step.Run(history, (step, now) =>
            {
                window.Book(now - step.Ago, step.Amount, now);
                booked.Add(new Booking(now - step.Ago, step.Amount));
                return rule(window, booked, now);
            });
        }).Check(Step.Seeded);

    private static long Since(List<Booking> booked, long now)
    {
        var sum = 0L;
        foreach (var booking in booked)
            sum += booking.At > now - Length.Ticks ? booking.Amount : 0;
        return sum;
    }

    /// <summary>Looking ahead must not move the window itself.</summary>
    private static RollingWindow Copy(RollingWindow window, long now)
    {
        var saved = new List<Booking>();
        window.Save(saved, int.MaxValue / 4, now);
        var copy = new RollingWindow(Length.Ticks);
        copy.Restore(saved, now);
        return copy;
    }
}
