using Gratis.Catalog.Limits;
using Gratis.Quotas.Windows;
using Gratis.Upstream.Limits;

namespace Gratis.Quotas;

/// <summary>What a pool takes up from its upstream: figures, refusals, and what follows from them.</summary>
internal sealed partial class QuotaPool
{
    // Another call may come before the reset that the guess is about; this is how soon a reset may be told apart from it.
    private static readonly long ClockTolerance = TimeSpan.FromMinutes(2).Ticks;

    private bool _clockInDoubt;

    /// <summary>Everything reserved so far: what was reserved after a call cannot be in that call's answer.</summary>
    public long Drawn => _ahead.Drawn;

    /// <summary>Takes up a figure of the upstream.</summary>
    /// <param name="reading">The figure.</param>
    /// <param name="drawnBefore">What <see cref="Drawn"/> was when the call that brought it was reserved.</param>
    /// <param name="now">The present.</param>
    public void Learn(in LimitReading reading, long drawnBefore, long now)
    {
        if (reading.Limit is { } limit)
            Believe(limit, new LimitEvidence(reading.Source, Instant(now), reading.Source == LimitSource.Body ? 0.9 : 1), now);
        if (reading.ResetsAt is { } resets)
            LearnReset(reading, resets.UtcTicks, now);
        if (reading.Remaining is { } remaining && Amount is { } amount && IsCounted)
        {
            // What is held may or may not be in the figure, and what was reserved later is not.
            var later = Math.Max(0, _ahead.Drawn - drawnBefore - _held);
            var counted = (reading.Limit ?? amount) - remaining + later;
            if (counted != _window.Used(now))
                _window.Correct(Math.Max(0, counted), now);
            if (remaining > 0 && _spentUntil > now)
                _spentUntil = 0;
        }

        Changed(now);
    }

    /// <summary>The upstream refused a call because of this pool.</summary>
    /// <param name="until">When it opens, where that was said.</param>
    /// <param name="now">The present.</param>
    public void Wall(long? until, long now)
    {
        _lastWall = now;
        if (Amount is { } amount && Clock.Kind is ClockKind.Calendar or ClockKind.FirstUse)
        {
            var used = _window.Used(now);

            // By these books it is far from spent: its calendar may be another one. Looked at again from time to time until that is known.
            _clockInDoubt = until is null && Clock.Kind == ClockKind.Calendar && used < amount / 2;
            var opens = _clockInDoubt ? now + Math.Min(TimeSpan.TicksPerHour, Told.Period.Length.Ticks / 4) : until ?? _window.ResetsAt(now);
            _spentUntil = opens == UsageWindow.Never ? _spentUntil : Math.Max(_spentUntil, opens);
            if (!_clockInDoubt)
                _window.Correct(Math.Max(amount, used), now);
        }
        else
        {
            _spentUntil = Math.Max(_spentUntil, until ?? now + Math.Min(TimeSpan.FromMinutes(1).Ticks, Told.Period.Length.Ticks));
        }

        Changed(now);
    }

    /// <summary>How much of it is in use, counted or held.</summary>
    public long Reached(long now) => (IsCounted ? _window.Used(now) : 0) + _held;

    /// <summary>The upstream refused and said nothing: this pool holds less than was thought to fit. Down by a third from what was reached.</summary>
    public void Shrink(long now)
    {
        _lastWall = now;
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
                UseClock(clock, now);
        }

        if (_amount.Evidence is not { Source: LimitSource.Guess, At: { } since } || Amount is not { } guess)
            return;

        var age = now - since.UtcTicks;
        if (now - _lastWall > TimeSpan.TicksPerDay)
            Believe(null, LimitEvidence.None, now);
        else if (age >= Math.Max(Told.Period.Length.Ticks, TimeSpan.TicksPerMinute) && (IsCounted ? _window.Used(now) : _held + 1) >= guess * 4 / 5)
            Believe(guess + Math.Max(1, guess / 10), new LimitEvidence(LimitSource.Guess, Instant(now), 0.3), now);
    }

    private void Believe(long? amount, LimitEvidence evidence, long now)
    {
        if (!_amount.Learn(amount, evidence))
            return;
        if (Clock.Kind == ClockKind.Refill && _window is not RefillWindow)
            UseClock(Clock, now);
        _window.LimitChanged(Amount, now);
        Changed(now);
    }

    private void LearnReset(in LimitReading reading, long resets, long now)
    {
        if (resets <= now || Clock.Kind is ClockKind.Rolling or ClockKind.Refill || Told.Period.Unit == PeriodUnit.Lifetime)
            return;
        if (_window is FirstUseWindow first)
            first.EndsAt(resets, now);
        else if (Math.Abs(_window.ResetsAt(now) - resets) > ClockTolerance && ClockGuess.From(reading, Told.Period, now) is { } clock && clock != Clock)
            UseClock(clock, now);
    }

    private void UseClock(QuotaClock clock, long now)
    {
        var used = IsCounted ? _window.Used(now) : 0;
        Clock = clock;
        _window = UsageWindow.Create(clock, Told.Period, Amount);
        _window.Correct(used, now);
    }

    private void Changed(long now)
    {
        if (_ahead.Touch())
            _store?.Changed(this, urgent: false);
        Publish(now);
    }
}
