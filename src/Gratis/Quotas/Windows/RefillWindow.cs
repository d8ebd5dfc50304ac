namespace Gratis.Quotas.Windows;

/// <summary>A bucket that drains at limit per window: after a full one, room for a small call comes back within moments.</summary>
internal sealed class RefillWindow(long limit, long length) : UsageWindow
{
    // What is forgotten by rounding alone, in the pool's metric.
    private const double Slack = 1e-6;

    private double _perTick = limit / (double)length;
    private double _level;
    private long _at;

    // What comes in late has drained only while nothing else was there to drain.
    private long _emptySince;

    public override long Used(long now)
    {
        Drain(now);
        return (long)Math.Ceiling(_level - Slack);
    }

    public override long OpensAt(long now, long room)
    {
        Drain(now);
        if (room < 0)
            return Never;
        return _level - room <= Slack ? now : After(now, _level - room);
    }

    public override long ResetsAt(long now)
    {
        Drain(now);
        return _level <= Slack ? now : After(now, _level);
    }

    public override long? StartedAt(long now) => null;

    public override void Book(long at, long amount, long now)
    {
        Drain(now);
        if (amount <= 0)
            return;

        var from = Math.Clamp(at, _emptySince, now);
        var drained = _level > 0 ? 0 : (now - from) * _perTick;
        if (amount > drained)
            _level += amount - drained;
        else
            _emptySince = Math.Min(now, After(from, amount));
    }

    public override void Return(long at, long amount, long now)
    {
        Drain(now);
        SetLevel(_level - amount, now);
    }

    public override void Correct(long used, long now)
    {
        Drain(now);
        SetLevel(used, now);
    }

    public override void LimitChanged(long? limit, long now)
    {
        Drain(now);
        if (limit is { } amount)
            _perTick = amount / (double)length;
    }

    public override void Save(List<Booking> into, int most, long now)
    {
        if (Used(now) is > 0 and var used)
            into.Add(new Booking(now, used));
    }

    public override bool Restore(IReadOnlyList<Booking> saved, long now)
    {
        foreach (var booking in saved)
            Book(Math.Min(booking.At, now), booking.Amount, now);
        return true;
    }

    private void SetLevel(double level, long now)
    {
        if (level <= 0 && _level > 0)
            _emptySince = now;
        _level = Math.Max(0, level);
    }

    private long After(long now, double amount)
    {
        var wait = _perTick <= 0 ? double.PositiveInfinity : Math.Ceiling(amount / _perTick);
        return wait >= DateTime.MaxValue.Ticks - now ? Never : now + (long)wait;
    }

    private void Drain(long now)
    {
        var drained = (now - _at) * _perTick;
        if (now < _at)
            _emptySince = now;
        else if (_level > 0 && drained >= _level)
            (_emptySince, _level) = (Math.Min(now, After(_at, _level)), 0);
        else
            _level = Math.Max(0, _level - drained);
        _at = now;
    }
}
