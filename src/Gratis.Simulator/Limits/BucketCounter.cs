namespace Gratis.Simulator.Limits;

/// <summary>A bucket that drains at limit per window: after a full one, room for a small call comes back within seconds.</summary>
internal sealed class BucketCounter(LimitSpec spec, string? account, string? model, string? address)
    : LimitCounter(spec, account, model, address)
{
    // Doubles drift by parts in 10^16; a call that waited exactly as long as it was told must fit.
    private const double Slack = 1e-6;

    private readonly double _length = CalendarWindow.Length(spec.Window).Ticks;
    private double _level;
    private long _at;

    public override long Used(DateTimeOffset now)
    {
        Drain(now.UtcTicks);
        return (long)Math.Ceiling(_level - Slack);
    }

    public override DateTimeOffset RoomAt(DateTimeOffset now, long cost)
    {
        Drain(now.UtcTicks);
        if (cost > Limit)
            return DateTimeOffset.MaxValue;

        var over = _level + cost - Limit;
        return over <= Slack ? now : now + TimeSpan.FromTicks(TicksFor(over));
    }

    public override DateTimeOffset ClearAt(DateTimeOffset now)
    {
        Drain(now.UtcTicks);
        return now + TimeSpan.FromTicks(TicksFor(_level));
    }

    public override void Return(DateTimeOffset bookedAt, long amount, DateTimeOffset now)
    {
        Drain(now.UtcTicks);
        _level = Math.Max(0, _level - amount);
    }

    protected override void Book(DateTimeOffset now, long amount)
    {
        Drain(now.UtcTicks);
        _level += amount;
    }

    private long TicksFor(double amount) => Limit == 0 ? TimeSpan.TicksPerDay : (long)Math.Ceiling(amount / Limit * _length);

    private void Drain(long now)
    {
        if (now <= _at)
            return;

        _level = Math.Max(0, _level - ((now - _at) / _length * Limit));
        _at = now;
    }
}
