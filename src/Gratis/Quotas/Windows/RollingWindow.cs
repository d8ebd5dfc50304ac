namespace Gratis.Quotas.Windows;

/// <summary>
/// Counts what happened within the last window length. Bookings within a thousandth of the window share one entry with the time of the
/// last of them: bounded memory, and nothing is ever forgotten early.
/// </summary>
internal sealed class RollingWindow(long length) : UsageWindow
{
    private const int Slots = 1024;

    private readonly long _granule = Math.Max(1, length / Slots);
    private Booking[] _ring = new Booking[8];
    private int _head;
    private int _count;
    private long _used;

    public override long Used(long now)
    {
        Forget(now);
        return _used;
    }

    public override long OpensAt(long now, long room)
    {
        Forget(now);
        if (room < 0)
            return Never;

        var left = _used;
        for (var i = 0; left > room; i++)
        {
            left -= At(i).Amount;
            if (left <= room)
                return At(i).At + length;
        }

        return now;
    }

    public override long ResetsAt(long now)
    {
        Forget(now);
        return _count == 0 ? now : At(_count - 1).At + length;
    }

    public override long? StartedAt(long now) => null;

    public override void Book(long at, long amount, long now)
    {
        Forget(now);
        if (amount <= 0 || at + length <= now)
            return;

        _used += amount;
        Put(at, amount);
    }

    public override void Return(long at, long amount, long now)
    {
        Forget(now);
        for (var i = 0; i < _count && amount > 0; i++)
        {
            // Where it was merged it stands at a later time than its own.
            if (At(i).At >= at)
                amount -= Take(i, amount);
        }
    }

    public override void Correct(long used, long now)
    {
        Forget(now);
        var excess = _used - used;
        if (excess < 0)
            Book(now, -excess, now);

        // What the upstream no longer counts is most likely what it counted first.
        for (var i = 0; i < _count && excess > 0; i++)
            excess -= Take(i, excess);
    }

    /// <summary>What stands at this instant or later.</summary>
    public long UsedSince(long at)
    {
        var sum = 0L;
        for (var i = _count - 1; i >= 0 && At(i).At >= at; i--)
            sum += At(i).Amount;
        return sum;
    }

    /// <summary>Forgets everything that stands before an instant.</summary>
    public void ForgetBefore(long at)
    {
        while (_count > 0 && At(0).At < at)
        {
            _used -= At(0).Amount;
            _head = (_head + 1) & (_ring.Length - 1);
            _count--;
        }
    }

    public override void Save(List<Booking> into, int most, long now)
    {
        Forget(now);
        var each = (_count + most - 1) / most;
        for (var i = 0; i < _count; i += each)
        {
            var end = Math.Min(i + each, _count);
            var sum = 0L;
            for (var j = i; j < end; j++)
                sum += At(j).Amount;
            into.Add(new Booking(At(end - 1).At, sum));
        }
    }

    public override bool Restore(IReadOnlyList<Booking> saved, long now)
    {
        foreach (var booking in saved)
            Book(Math.Min(booking.At, now), booking.Amount, now);
        return true;
    }

    private long Take(int index, long amount)
    {
        ref var entry = ref At(index);
        var taken = Math.Min(amount, entry.Amount);
        entry = entry with { Amount = entry.Amount - taken };
        _used -= taken;
        return taken;
    }

    private void Forget(long now)
    {
        // The clock was set back: nothing can have happened later than now, and nothing must stay for longer than a window.
        var later = 0L;
        while (_count > 0 && At(_count - 1).At > now)
        {
            later += At(_count - 1).Amount;
            _count--;
        }

        if (later > 0)
            Put(now, later);

        ForgetBefore(now - length + 1);
    }

    private void Put(long at, long amount)
    {
        var index = _count;
        while (index > 0 && At(index - 1).At > at)
            index--;

        // A call that overtook another within a granule gives it its later time.
        if (index < _count && At(index).At / _granule == at / _granule)
            At(index) = At(index) with { Amount = At(index).Amount + amount };
        else if (index > 0 && At(index - 1).At / _granule == at / _granule)
            At(index - 1) = new Booking(at, At(index - 1).Amount + amount);
        else
            Insert(index, new Booking(at, amount));
    }

    private void Insert(int index, Booking booking)
    {
        if (_count == _ring.Length)
            Grow();
        for (var i = _count++; i > index; i--)
            At(i) = At(i - 1);
        At(index) = booking;
    }

    private void Grow()
    {
        var larger = new Booking[_ring.Length * 2];
        for (var i = 0; i < _count; i++)
            larger[i] = At(i);
        _ring = larger;
        _head = 0;
    }

    private ref Booking At(int index) => ref _ring[(_head + index) & (_ring.Length - 1)];
}
