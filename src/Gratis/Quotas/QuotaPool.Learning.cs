using Gratis.Catalog.Limits;
using Gratis.Quotas.Windows;
using Gratis.Upstream.Limits;

namespace Gratis.Quotas;

/// <summary>What a pool takes up from its upstream: figures, refusals, and what follows from them.</summary>
internal sealed partial class QuotaPool
{
    // Another call may come before the reset that the guess is about; this is how soon a reset may be told apart from it.
    private static readonly long ClockTolerance = TimeSpan.FromMinutes(2).Ticks;

    // Longer than the rest after a refusal without a time, so that the next try still counts as soon after.
    private static readonly long CrowdPasses = TimeSpan.FromMinutes(10).Ticks;

    private bool _clockInDoubt;
    private long _correctedAt;

    /// <summary>Takes up a figure of the upstream.</summary>
    /// <param name="reading">The figure.</param>
    /// <param name="call">Of the call that brought it, what this pool knows.</param>
    /// <param name="now">The present.</param>
    public void Learn(in LimitReading reading, in ReadingCall call, long now)
    {
        if (reading.Limit is { } limit)
            Believe(limit, new LimitEvidence(reading.Source, Instant(now), reading.Source == LimitSource.Body ? 0.9 : 1), now);
        if (reading.ResetsAt is { } resets)
            LearnReset(reading, resets.UtcTicks, now);

        // How much it holds was not said, only that this was the last of it.
        if (reading is { Remaining: <= 0, ResetsAt: { } opens } && Amount is null && IsCounted && !call.IsRefused && opens.UtcTicks > now)
            CloseUntil(Bounded(opens.UtcTicks, now), now);

        // That nothing is left for a call that was refused is for the wall to judge: it may be somebody else's window.
        if (reading.Remaining is { } remaining && !(call.IsRefused && remaining <= 0) && Amount is { } amount && IsCounted && IsOfThisWindow(reading, call, now))
            Compare(reading, remaining, amount, call, now);
        Changed(now);
    }

    /// <summary>The upstream refused a call because of this pool.</summary>
    /// <param name="until">When it opens, where that was said.</param>
    /// <param name="now">The present.</param>
    public void Wall(long? until, long now)
    {
        _lastWall = now;
        if (until <= now)
        {
            // Over already: what it was about is not this window.
            CloseUntil(Math.Max(SpentUntil(now), now + TimeSpan.TicksPerSecond), now);
        }
        else
        {
            var used = _window.Used(now);

            // By these books it is far from spent: its calendar may be another one. Looked at again from time to time until that is known.
            _clockInDoubt = until is null && Clock.Kind == ClockKind.Calendar && Amount is { } whole && used < whole / 2;

            // What forgets everything at its own time knows when; the others are filled, whatever was spent of them elsewhere.
            if (!_clockInDoubt && Clock.Kind != ClockKind.Rolling && Amount is { } amount && IsCounted)
                _window.Correct(Math.Max(amount, used), now);

            var opens = until ?? (_clockInDoubt ? now + Math.Min(TimeSpan.TicksPerHour, Told.Period.Length.Ticks / 4)
                : Clock.Kind is ClockKind.Calendar or ClockKind.FirstUse ? _window.ResetsAt(now)
                : now + Math.Min(TimeSpan.TicksPerMinute, Told.Period.Length.Ticks));
            if (opens != UsageWindow.Never)
                CloseUntil(Math.Max(SpentUntil(now), Bounded(opens, now)), now);
        }

        Changed(now);
    }

    /// <summary>How much of it is in use, counted or held.</summary>
    public long Reached(long now) => UsedBefore(now) + _held;

    /// <summary>
    /// The upstream refused and said nothing. Once may be anybody's crowd; again soon after, this pool holds less than was thought to fit:
    /// down by a third from what was reached.
    /// </summary>
    public void Shrink(long now)
    {
        var isAgain = _lastWall > 0 && now - _lastWall <= CrowdPasses;
        _lastWall = now;
        if (!isAgain)
            return;
        Believe(Math.Max(1, Math.Min(Amount ?? long.MaxValue, Reached(now)) * 2 / 3), new LimitEvidence(LimitSource.Guess, Instant(now), 0.3), now);
        Changed(now);
    }

    /// <summary>A call came through. A guess that is reached again and again without a refusal was too low: up by a little, then forgotten.</summary>
    public void Serve(long now)
    {
        if (_clockInDoubt)
        {
            _clockInDoubt = false;
            if (ClockGuess.Between(_lastWall, now, Told.Period) is { } clock && clock != Clock)
            {
                UseClock(clock, now);
                Changed(now);
            }
        }

        if (_amount.Evidence is not { Source: LimitSource.Guess, At: { } since } || Amount is not { } guess)
            return;

        // Later than now: the clock was set back, and the guess is as old as anything.
        var age = now < since.UtcTicks ? long.MaxValue : now - since.UtcTicks;
        _lastWall = Math.Min(_lastWall, now);
        if (now - _lastWall > TimeSpan.TicksPerDay)
            Believe(null, LimitEvidence.None, now);
        else if (age >= Math.Max(Told.Period.Length.Ticks, TimeSpan.TicksPerMinute) && (IsCounted ? _window.Used(now) : _held + 1) >= guess * 4 / 5)
            Believe(guess + Math.Max(1, guess / 10), new LimitEvidence(LimitSource.Guess, Instant(now), 0.3), now);
    }

    private void Believe(long? amount, LimitEvidence evidence, long now)
    {
        if (!_amount.Learn(amount, evidence))
            return;
        Guard();
        if (Clock.Kind == ClockKind.Refill && _window is RollingWindow)
            UseClock(Clock, now);
        _window.LimitChanged(Amount, now);
        Changed(now);
    }

    /// <summary>
    /// The figure was true at some instant between the sending of the call that brought it and now. Which of the calls under way were in it
    /// nobody knows, nor which of those that were counted meanwhile: between the two the own books are the better ones.
    /// </summary>
    private void Compare(in LimitReading reading, long remaining, long amount, in ReadingCall call, long now)
    {
        // After a refusal a call that was reserved before it has nothing new to say.
        var isHistory = SpentUntil(now) > now && call.Since <= _lastWall;
        if (remaining > 0 && !isHistory && _sight.SpentUntil > now)
            CloseUntil(0, now);

        // Any of the calls under way may be in it, but not one that it refused.
        var others = call.IsRefused ? _held - call.Held : _held;
        var counted = Math.Max(0, (reading.Limit ?? amount) - remaining);
        var atMost = counted + _counted - call.CountedBefore - call.Counted;

        var used = _window.Used(now);
        var isForeign = counted > used + others;

        // What is left of a limit that is not named is not what is left of the owner's.
        var isLess = used > atMost && !isHistory && (reading.Limit is not null || _amount.Evidence.Source != LimitSource.Owner);
        if (!isForeign && !isLess)
            return;

        // What others spent of a rolling window is gone when the upstream says the window is whole.
        if (isForeign && Clock.Kind == ClockKind.Rolling && reading.ResetsAt is { } whole && whole.UtcTicks > now)
            _window.Book(Math.Min(now, whole.UtcTicks - Told.Period.Length.Ticks), atMost - used, now);
        else
            _window.Correct(atMost, now);
        _correctedAt = now;
    }

    /// <summary>Whether it is about the window that runs now: an answer may come after the reset, a clock may be ahead of the other.</summary>
    private bool IsOfThisWindow(in LimitReading reading, in ReadingCall call, long now)
    {
        if (Told.Period.Unit == PeriodUnit.Lifetime || Clock.Kind is ClockKind.Rolling or ClockKind.Refill)
            return true;
        if (reading.ResetsAt is { } resets)
            return resets.UtcTicks > now && (Clock.Kind == ClockKind.FirstUse || Math.Abs(_window.ResetsAt(now) - resets.UtcTicks) <= ClockTolerance);
        return Clock.Kind == ClockKind.FirstUse || _window.StartedAt(now) <= call.Since;
    }

    private void LearnReset(in LimitReading reading, long resets, long now)
    {
        if (resets <= now || Clock.Kind is ClockKind.Rolling or ClockKind.Refill || Told.Period.Unit == PeriodUnit.Lifetime)
            return;
        if (Clock.Kind == ClockKind.Calendar
            && Math.Abs(_window.ResetsAt(now) - resets) > ClockTolerance
            && ClockGuess.From(reading, Told.Period, now) is { } clock
            && clock != Clock)
        {
            UseClock(clock, now);
        }

        _window.EndsAt(resets, now);
    }

    // No refusal holds for longer than the window it is about: an instant beyond is a mistake, and would close the pool for good.
    private long Bounded(long until, long now)
    {
        var window = Told.Period.Unit is PeriodUnit.None or PeriodUnit.Lifetime ? TimeSpan.TicksPerDay : Told.Period.Length.Ticks;
        return Math.Min(until, now + window + ClockTolerance);
    }

    private void UseClock(QuotaClock clock, long now)
    {
        Clock = clock;
        if (_window is SharedWindow shared)
        {
            shared.UseClock(clock, now);
            return;
        }

        var used = IsCounted ? _window.Used(now) : 0;
        _window = UsageWindow.Create(clock, Told.Period, Amount);
        _window.Correct(used, now);
    }

    private void Changed(long now)
    {
        Tell(isUrgent: false);
        Publish(now);
    }
}
