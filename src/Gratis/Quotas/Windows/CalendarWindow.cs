using Gratis.Catalog.Limits;

namespace Gratis.Quotas.Windows;

/// <summary>Counts in calendar windows of a zone: everything is forgotten at once when the next one begins.</summary>
internal sealed class CalendarWindow(QuotaPeriod period, TimeZoneInfo zone) : UsageWindow
{
    private CalendarBounds _bounds = new(1, 0);
    private long _used;

    public override long Used(long now)
    {
        Turn(now);
        return _used;
    }

    public override long OpensAt(long now, long room)
    {
        Turn(now);
        return room < 0 ? Never : _used <= room ? now : _bounds.End;
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
            // One from the future was written before the clock was set back: it still counts.
            if (booking.At >= _bounds.Start)
                _used += booking.Amount;
        }

        return saved.Count == 0 || saved[^1].At >= _bounds.Start;
    }

    private void Turn(long now)
    {
        if (now >= _bounds.Start && now < _bounds.End)
            return;

        var turned = CalendarBounds.Around(now, period, zone);
        var setBack = _bounds.End > _bounds.Start && now < _bounds.Start;

        // Set back by less than a window: a clock that is corrected, not one that was wrong by days. The spent window stays.
        if (setBack && _bounds.Start - now < turned.End - turned.Start)
            return;

        _bounds = turned;
        if (!setBack)
            _used = 0;
    }
}
