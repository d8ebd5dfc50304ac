namespace Gratis.Simulator.Limits;

/// <summary>Counts in calendar windows: everything is forgotten at once when the next window begins.</summary>
internal sealed class CalendarCounter(LimitSpec spec, string? account, string? model, string? address)
    : LimitCounter(spec, account, model, address)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(spec.Zone);
    private CalendarWindow _window;
    private long _used;

    public override long Used(DateTimeOffset now)
    {
        Turn(now);
        return _used;
    }

    public override DateTimeOffset RoomAt(DateTimeOffset now, long cost)
    {
        Turn(now);
        if (cost > Limit)
            return DateTimeOffset.MaxValue;
        return _used + cost <= Limit ? now : _window.End;
    }

    public override DateTimeOffset ClearAt(DateTimeOffset now)
    {
        Turn(now);
        return _window.End;
    }

    public override void Return(DateTimeOffset bookedAt, long amount, DateTimeOffset now)
    {
        Turn(now);
        if (bookedAt >= _window.Start)
            _used = Math.Max(0, _used - amount);
    }

    protected override void Book(DateTimeOffset now, long amount)
    {
        Turn(now);
        _used += amount;
    }

    private void Turn(DateTimeOffset now)
    {
        if (now < _window.End && now >= _window.Start)
            return;

        _window = CalendarWindow.Around(now, Spec.Window, _zone);
        _used = 0;
    }
}
