namespace Gratis.Tests.Time;

public sealed class VirtualTimeTests
{
    private readonly VirtualTime _time = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Timers_fire_in_the_order_they_are_due_each_at_its_own_instant()
    {
        Note("b", 2);
        Note("a", 1);
        Note("c", 3);
        _time.Advance(TimeSpan.FromSeconds(2.5));
        _fired.ShouldBe(["a@1", "b@2"]);
        _time.Elapsed.ShouldBe(TimeSpan.FromSeconds(2.5));
        _time.PendingTimers.ShouldBe(1);
    }

    [Fact]
    public void Timers_of_one_instant_fire_in_the_order_they_were_set()
    {
        foreach (var name in (string[])["x", "y", "z"]) Note(name, 1);
        _time.Advance(TimeSpan.FromSeconds(1));
        _fired.ShouldBe(["x@1", "y@1", "z@1"]);
    }

    [Fact]
    public void A_timer_due_at_once_fires_only_when_time_may_move()
    {
        Note("now", 0);
        _fired.ShouldBeEmpty();
        _time.Advance(TimeSpan.Zero);
        _fired.ShouldBe(["now@0"]);
    }

    [Fact]
    public void A_timer_set_by_another_fires_within_the_same_advance()
    {
        using var first = _time.CreateTimer(_ => Note("second", 1), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _time.Advance(TimeSpan.FromSeconds(5));
        _fired.ShouldBe(["second@2"]);
    }

    [Fact]
    public void A_period_repeats_until_it_is_changed_or_disposed()
    {
        var timer = _time.CreateTimer(_ => _fired.Add("tick@" + _time.Elapsed.TotalSeconds), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(5));
        _fired.ShouldBe(["tick@1", "tick@3", "tick@5"]);

        timer.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan).ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(30));
        _fired.Count.ShouldBe(4);

        timer.Change(TimeSpan.FromSeconds(1), TimeSpan.Zero).ShouldBeTrue();
        timer.Dispose();
        timer.Change(TimeSpan.FromSeconds(1), TimeSpan.Zero).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(30));
        _fired.Count.ShouldBe(4);
        _time.PendingTimers.ShouldBe(0);
    }

    [Fact]
    public void A_due_time_no_real_timer_takes_is_refused()
    {
        using var timer = _time.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Should.Throw<ArgumentOutOfRangeException>(() => timer.Change(TimeSpan.FromMilliseconds(-2), Timeout.InfiniteTimeSpan));
        Should.Throw<ArgumentOutOfRangeException>(() => timer.Change(TimeSpan.FromDays(50), Timeout.InfiniteTimeSpan));
        Should.Throw<ArgumentOutOfRangeException>(() => timer.Change(TimeSpan.Zero, TimeSpan.FromDays(-1)));
    }

    [Fact]
    public void The_timestamp_runs_along_with_the_clock_in_a_unit_of_its_own()
    {
        var from = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(7));
        _time.GetElapsedTime(from).ShouldBe(TimeSpan.FromSeconds(7), TimeSpan.FromMilliseconds(0.001));
        (_time.GetTimestamp() - from).ShouldBe(7 * _time.TimestampFrequency);
        _time.TimestampFrequency.ShouldNotBe(TimeSpan.TicksPerSecond);
    }

    [Fact]
    public void Work_runs_through_all_its_waits_without_a_hand_on_the_clock()
    {
        var seconds = _time.Run(async () =>
        {
            await Task.WhenAll(Wait(3), Wait(1), Wait(2));
            using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(10), _time);
            await Should.ThrowAsync<OperationCanceledException>(Task.Delay(Timeout.InfiniteTimeSpan, _time, deadline.Token));
            return _time.Elapsed.TotalSeconds;
        });

        seconds.ShouldBe(603);
        _fired.ShouldBe(["1", "2", "3"]);
        _time.PendingTimers.ShouldBe(0);
    }

    [Fact]
    public void Time_stands_while_there_is_work_to_do()
    {
        _time.Run(async () =>
        {
            var alarm = Task.Delay(TimeSpan.FromMilliseconds(1), _time, CancellationToken.None);
            for (var i = 0; i < 1000; i++) await Task.Yield();
            alarm.IsCompleted.ShouldBeFalse();
            await alarm;
        });
    }

    [Fact]
    public void A_failure_of_the_work_comes_out()
    {
        Should.Throw<InvalidOperationException>(() => _time.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromHours(1), _time, CancellationToken.None);
            throw new InvalidOperationException("as planned");
        })).Message.ShouldBe("as planned");
    }

    private async Task Wait(int seconds)
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds), _time, CancellationToken.None);
        _fired.Add(_time.Elapsed.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private void Note(string name, int seconds) =>
        _time.CreateTimer(_ => _fired.Add($"{name}@{_time.Elapsed.TotalSeconds}"), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
}
