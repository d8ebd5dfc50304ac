namespace Gratis.Tests.Time;

public sealed class VirtualTimeTests
{
    [Fact]
    public void Timers_fire_in_the_order_they_are_due_each_at_its_own_instant()
    {
        var time = new VirtualTime();
        var start = time.GetUtcNow();
        var fired = new List<(string Name, TimeSpan At)>();
        using var late = time.CreateTimer(_ => fired.Add(("late", time.GetUtcNow() - start)), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var every = time.CreateTimer(_ => fired.Add(("every", time.GetUtcNow() - start)), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        time.Advance(TimeSpan.FromSeconds(6));

        fired.ShouldBe([("every", TimeSpan.FromSeconds(2)), ("every", TimeSpan.FromSeconds(4)), ("late", TimeSpan.FromSeconds(5)), ("every", TimeSpan.FromSeconds(6))]);
        (time.GetUtcNow() - start).ShouldBe(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void A_changed_or_disposed_timer_forgets_its_old_instant()
    {
        var time = new VirtualTime();
        var fired = 0;
        using var moved = time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        var gone = time.CreateTimer(_ => fired += 100, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        moved.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        gone.Dispose();

        time.Advance(TimeSpan.FromSeconds(9));
        fired.ShouldBe(0);
        time.Advance(TimeSpan.FromSeconds(1));
        fired.ShouldBe(1);
    }

    [Fact]
    public void A_timer_that_another_one_starts_on_the_way_fires_too()
    {
        var time = new VirtualTime();
        var stamp = time.GetTimestamp();
        var reached = TimeSpan.Zero;
        ITimer? second = null;
        using var first = time.CreateTimer(
            _ => second = time.CreateTimer(_ => reached = time.GetElapsedTime(stamp), null, TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan),
            null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);

        time.Advance(TimeSpan.FromMinutes(1));

        reached.ShouldBe(TimeSpan.FromSeconds(30));
        second!.Dispose();
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_has_come_and_not_before()
    {
        var time = new VirtualTime();
        var delay = Task.Delay(TimeSpan.FromSeconds(10), time, TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        delay.IsCompleted.ShouldBeFalse();
        time.NextDue.ShouldBe(time.GetUtcNow() + TimeSpan.FromTicks(1));
        time.Advance(TimeSpan.FromTicks(1));

        await delay;
        time.NextDue.ShouldBeNull();
    }
}
