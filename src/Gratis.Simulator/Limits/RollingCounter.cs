namespace Gratis.Simulator.Limits;

/// <summary>Counts what happened within the last window length, to the tick, in a ring of bookings.</summary>
internal sealed class RollingCounter(LimitSpec spec, string? account, string? model, string? address)
    : LimitCounter(spec, account, model, address)
{
    private readonly long _length = CalendarWindow.Length(spec.Window).Ticks;
    private (long At, long Amount)[] _ring = new (long, long)[16];
    private int _head;
    private int _count;
    private long _used;

    public override long Used(DateTimeOffset now)
    {
        Forget(now.UtcTicks);
        return _used;
    }

    public override DateTimeOffset RoomAt(DateTimeOffset now, long cost)
    {
        Forget(now.UtcTicks);
        if (cost > Limit)
            return DateTimeOffset.MaxValue;

        var left = _used;
        if (left + cost <= Limit)
            return now;

        for (var i = 0; i < _count; i++)
        {
            ref var booking = ref At(i);
            left -= booking.Amount;
            if (left + cost <= Limit)
                return new DateTimeOffset(booking.At + _length, TimeSpan.Zero);
        }

        return now;
    }

    public override DateTimeOffset ClearAt(DateTimeOffset now)
    {
        Forget(now.UtcTicks);
        return _count == 0 ? now : new DateTimeOffset(At(_count - 1).At + _length, TimeSpan.Zero);
    }

    public override void Return(DateTimeOffset bookedAt, long amount, DateTimeOffset now)
    {
        Forget(now.UtcTicks);
        var ticks = bookedAt.UtcTicks;
        for (var i = _count - 1; i >= 0 && At(i).At >= ticks; i--)
        {
            ref var booking = ref At(i);
            if (booking.At != ticks)
                continue;

            var back = Math.Min(amount, booking.Amount);
            booking.Amount -= back;
            _used -= back;
            return;
        }
    }

    protected override void Book(DateTimeOffset now, long amount)
    {
        var ticks = now.UtcTicks;
        Forget(ticks);
        _used += amount;
        if (_count > 0 && At(_count - 1).At >= ticks)
        {
            // The same instant (or, across threads, one read a moment earlier) shares the last booking.
            At(_count - 1).Amount += amount;
            return;
        }

        if (_count == _ring.Length)
            Grow();
        _count++;
        At(_count - 1) = (ticks, amount);
    }

    private void Forget(long now)
    {
        while (_count > 0 && At(0).At + _length <= now)
        {
            _used -= At(0).Amount;
            _head = (_head + 1) % _ring.Length;
            _count--;
        }
    }

    private void Grow()
    {
        var larger = new (long, long)[_ring.Length * 2];
        for (var i = 0; i < _count; i++)
            larger[i] = At(i);
        _ring = larger;
        _head = 0;
    }

    private ref (long At, long Amount) At(int index) => ref _ring[(_head + index) % _ring.Length];
}
