using Gratis.Catalog.Limits;

namespace Gratis.Quotas.Windows;

/// <summary>
/// Counts in calendar windows of a zone: everything is forgotten at once when the next one begins. A clock that is set back over a
/// boundary finds again what it had forgotten there, and what was counted beyond the boundary counts on both sides of it: nobody knows
/// which of the two readings was the right one.
/// </summary>
internal sealed class CalendarWindow(QuotaPeriod period, TimeZoneInfo zone) : UsageWindow
{
    private CalendarBounds _bounds = new(1, 0);
    private long _used;

    // The window before, for the case that the clock goes back there.
    private CalendarBounds _past;
    private long _pastUsed;

    // The window that the clock was set back from, for the case that it gets there again, and how much of the used is not of that one.
    private CalendarBounds _left;
    private long _found;

    public override bool ForgetsAtOnce => true;

    public override long Used(long now)
    {
        Turn(now);
        return _used;
    }

    public override long OpensAt(long now, long room)
    {
        Turn(now);
        return room < 0 ? Never : _used <= room ? now : _left.Start == _bounds.End && _used - _found > room ? _left.End : _bounds.End;
    }

    public override long ResetsAt(long now)
    {
        Turn(now);
        return _bounds.End;
    }

    public override long? StartedAt(long now)
    {
        Turn(now);
        return _bounds.Start;
    }

    public override void Book(long at, long amount, long now)
    {
        Turn(now);
        if (at >= _bounds.Start)
            _used += Math.Max(0, amount);
    }

    public override void Return(long at, long amount, long now)
    {
        Turn(now);
        if (at >= _bounds.Start)
            _used = Math.Max(0, _used - amount);
    }

    public override void Correct(long used, long now)
    {
        Turn(now);
        _found = Math.Max(0, _found - Math.Max(0, _used - used));
        _used = Math.Max(0, used);
    }

    public override void Save(List<Booking> into, int most, long now)
    {
        Turn(now);
        if (_used > 0)
            into.Add(new Booking(Math.Clamp(now, _bounds.Start, _bounds.End - 1), _used));
    }

    public override bool Restore(IReadOnlyList<Booking> saved, long now)
    {
        Turn(now);
        foreach (var booking in saved)
        {
            if (booking.At < _bounds.Start)
                continue;
            _used += booking.Amount;

            // One from the future was written before the clock was set back: it counts here and there.
            if (booking.At >= _bounds.End)
                _left = CalendarBounds.Around(booking.At, period, zone);
        }

        return saved.Count == 0 || saved[^1].At >= _bounds.Start;
    }

    private void Turn(long now)
    {
        if (now >= _bounds.Start && now < _bounds.End)
            return;

        var turned = CalendarBounds.Around(now, period, zone);
        if (_bounds.End > _bounds.Start && now < _bounds.Start)
        {
            _found = _past.End == _bounds.Start || _past == turned ? _pastUsed : 0;
            _used += _found;
            _left = _bounds;
            (_past, _pastUsed) = (default, 0);
        }
        else
        {
            (_past, _pastUsed) = (_bounds, _used);
            _used = turned == _left ? Math.Max(0, _used - _found) : 0;
            (_left, _found) = (default, 0);
        }

        _bounds = turned;
    }
}
