using FsCheck;
using FsCheck.Fluent;
using Gratis.Quotas;
using Gratis.Quotas.Windows;

namespace Gratis.Tests.Quotas.Windows;

public sealed class FirstUseWindowProperties
{
    // Short against the calls, so that many of them fall on its ends.
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    [Fact]
    public void It_counts_what_its_provider_counts() =>
        Prop.ForAll(Step.Histories(Length, late: false), static history =>
        {
            var window = new FirstUseWindow(Length.Ticks);
            var provider = new Provider();
            return Step.Run(history, (step, now) =>
            {
                window.Book(now, step.Amount, now);
                provider.Count(step.Amount, now);
                var room = provider.Used / 2;
                return window.Used(now) == provider.Used
                    && window.ResetsAt(now) == (provider.Used == 0 ? now : provider.End)
                    && window.OpensAt(now, room) == (provider.Used <= room ? now : provider.End);
            });
        }).Check(Step.Seeded);

    [Fact]
    public void It_never_counts_less_than_a_provider_that_counted_somewhere_between_sending_and_answer() =>
        Prop.ForAll(Calls().ToArbitrary(), static calls =>
        {
            var window = new FirstUseWindow(Length.Ticks);
            var provider = new Provider();
            foreach (var call in calls)
            {
                provider.Count(call.Amount, call.Sent + call.Way);
                window.Book(call.Sent, call.Amount, call.Answered);
                if (window.Used(call.Answered) < provider.UsedAt(call.Answered))
                    return false;
            }

            return true;
        }).Check(Step.Seeded);

    [Fact]
    public void A_call_at_the_end_of_a_window_nobody_is_sure_of_opens_none()
    {
        var window = new FirstUseWindow(Length.Ticks);
        var provider = new Provider();

        // The second may be of the first one's window or open another, which the third may be of; the fourth then opens one.
        foreach (var (sent, way, took) in ((int, int, int)[])[(0, 0, 10), (299, 2, 12), (600, 0, 12), (620, 0, 1), (915, 1, 2)])
        {
            var at = Step.Start + (sent * TimeSpan.TicksPerSecond);
            provider.Count(1, at + (way * TimeSpan.TicksPerSecond));
            window.Book(at, 1, at + (took * TimeSpan.TicksPerSecond));
        }

        provider.Used.ShouldBe(2);
        window.Used(Step.Start + (917 * TimeSpan.TicksPerSecond)).ShouldBe(2);
    }

    [Fact]
    public void It_outlives_the_process() =>
        Prop.ForAll(Calls().ToArbitrary(), static calls =>
        {
            var window = new FirstUseWindow(Length.Ticks);
            foreach (var call in calls)
            {
                window.Book(call.Sent, call.Amount, call.Answered);
                var saved = new List<Booking>();
                window.Save(saved, 8, call.Answered);
                var restored = new FirstUseWindow(Length.Ticks);
                restored.Restore(saved, call.Answered);
                for (var later = call.Answered; later < call.Answered + (2 * Length.Ticks); later += Length.Ticks / 5)
                {
                    var copy = new FirstUseWindow(Length.Ticks);
                    copy.Restore(saved, call.Answered);
                    if (restored.Used(call.Answered) != window.Used(call.Answered) || copy.Used(later) > window.Used(call.Answered))
                        return false;
                }
            }

            return true;
        }).Check(Step.Seeded);

    [Fact]
    public void The_end_that_the_upstream_names_is_the_end()
    {
        var window = new FirstUseWindow(Length.Ticks);
        window.Book(Step.Start, 3, Step.Start);
        var end = Step.Start + TimeSpan.TicksPerMinute;
        window.EndsAt(end, Step.Start);
        window.OpensAt(Step.Start, 0).ShouldBe(end);
        window.Used(end - 1).ShouldBe(3);
        window.Used(end).ShouldBe(0);
    }

    [Fact]
    public void A_window_that_somebody_else_opened_ends_when_the_upstream_says()
    {
        var window = new FirstUseWindow(Length.Ticks);
        var end = Step.Start + TimeSpan.TicksPerMinute;
        window.EndsAt(end, Step.Start);
        window.Correct(7, Step.Start);
        window.OpensAt(Step.Start, 0).ShouldBe(end);
    }

    [Fact]
    public void What_is_returned_whole_has_opened_nothing()
    {
        var window = new FirstUseWindow(Length.Ticks);
        window.Book(Step.Start, 1, Step.Start);
        window.Return(Step.Start, 1, Step.Start);
        window.StartedAt(Step.Start).ShouldBeNull();
        var later = Step.Start + TimeSpan.TicksPerMinute;
        window.Book(later, 1, later);
        window.ResetsAt(later).ShouldBe(later + Length.Ticks);
    }

    private static Gen<List<Call>> Calls() =>
        from calls in (
            from pause in Gen.Frequency((3, Gen.Choose(0, 60)), (1, Gen.Choose(0, 500)))
            from took in Gen.Choose(0, 100)
            from way in Gen.Choose(0, 100)
            from amount in Gen.Choose(1, 4)
            select (Pause: pause, Took: took, Way: way * took / 100, Amount: amount)).ListOf()
        select Place(calls.Select(call => (call.Pause, call.Took, call.Way, call.Amount)));

    /// <summary>One after the other, in seconds.</summary>
    private static List<Call> Place(IEnumerable<(int Pause, int Took, int Way, int Amount)> calls)
    {
        var at = Step.Start;
        var placed = new List<Call>();
        foreach (var (pause, took, way, amount) in calls)
        {
            at += pause * TimeSpan.TicksPerSecond;
            placed.Add(new Call(at, way * TimeSpan.TicksPerSecond, at + (took * TimeSpan.TicksPerSecond), amount));
            at = placed[^1].Answered;
        }

        return placed;
    }

    private sealed record Call(long Sent, long Way, long Answered, long Amount);

    private sealed class Provider
    {
        public long Used { get; private set; }

        public long End { get; private set; }

        public long UsedAt(long now) => now < End ? Used : 0;

        public void Count(long amount, long at)
        {
            if (at >= End)
                Used = 0;
            if (Used == 0 && amount > 0)
                End = at + Length.Ticks;
            Used += amount;
        }
    }
}
