namespace Gratis.Quotas.Windows;

/// <summary>A window that opens with its first booking and is forgotten whole one length later.</summary>
internal sealed class FirstUseWindow(long length) : UsageWindow
{
    private long _start;
    private long _used;

    public override long Used(long now)
    {
        Turn(now);
        return _used;
    }

    public override long OpensAt(long now, long room)
    {
        Turn(now);
        return room < 0 ? Never : _used <= room ? now : _start + length;
    }

    public override long ResetsAt(long now)
    {
        Turn(now);
        return _used == 0 ? now : _start + length;
    }

    public override long? StartedAt(long now)
    {
        Turn(now);
        return _used == 0 ? null : _start;
    }

    public override void Book(long at, long amount, long now)
    {
        Turn(now);
        if (amount <= 0 || at + length <= now)
            return;
        if (_used == 0)
            _start = Math.Min(at, now);
        _used += amount;
    }

    public override void Return(long at, long amount, long now)
    {
        Turn(now);
        if (at >= _start)
            _used = Math.Max(0, _used - amount);
    }

    public override void Correct(long used, long now)
    {
        Turn(now);
        if (_used == 0)
            _start = now;
        _used = Math.Max(0, used);
    }

    /// <summary>Takes up the end that the upstream named.</summary>
    public void EndsAt(long end, long now)
    {
        Turn(now);
        _start = Math.Min(end - length, now);
    }

    public override void Save(List<Booking> into, int most, long now)
    {
        Turn(now);
        if (_used > 0)
            into.Add(new Booking(_start, _used));
    }

    public override bool Restore(IReadOnlyList<Booking> saved, long now)
    {
        foreach (var booking in saved)
            Book(Math.Min(booking.At, now), booking.Amount, now);
        return _used > 0;
    }

    private void Turn(long now)
    {
        if (_used == 0)
            return;
        if (_start > now)
            _start = now;
        if (_start + length <= now)
            _used = 0;
    }
}
