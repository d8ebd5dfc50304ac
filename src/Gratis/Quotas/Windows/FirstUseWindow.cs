namespace Gratis.Quotas.Windows;

/// <summary>
/// A window that opens with its first booking and is forgotten whole one length later. When its provider opened it is known only to lie
/// between the sending of that call and its answer. So a call around the end may be of this window or open the next one: from there on
/// everything is forgotten one length after its own time, which is never too early, until a silence or the upstream's word settles it.
/// </summary>
internal sealed class FirstUseWindow(long length) : UsageWindow
{
    private readonly RollingWindow _recent = new(length);

    // Between which instants the running window began, if that is known; and by when whatever else may run is over.
    private long _from;
    private long _to;
    private bool _isSure;
    private long _over;
    private long _latest;

    public override bool ForgetsAtOnce => true;

    public override long Used(long now)
    {
        Turn(now);
        return _recent.Used(now);
    }

    public override long OpensAt(long now, long room)
    {
        Turn(now);
        return _isSure && room >= 0 && _recent.Used(now) > room && _recent.UsedSince(_from + length) <= room ? _to + length : _recent.OpensAt(now, room);
    }

    public override long ResetsAt(long now) => OpensAt(now, 0);

    public override long? StartedAt(long now) => Used(now) > 0 && _isSure ? _to : null;

    public override void Book(long at, long amount, long now)
    {
        Turn(now);
        if (amount <= 0 || at + length <= now)
            return;
        if (!_isSure && _recent.Used(now) == 0 && at >= _over)
            Begin(at, now);
        if (!_isSure || now >= _from + length)
            _over = now + length;
        _recent.Book(now, amount, now);
    }

    public override void Return(long at, long amount, long now)
    {
        Turn(now);
        _recent.Return(at, amount, now);
        if (_recent.Used(now) == 0)
            (_over, _isSure) = (Math.Min(_over, now), false);
    }

    public override void Correct(long used, long now)
    {
        Turn(now);
        if (!_isSure && used > 0 && _recent.Used(now) == 0)
            Begin(now, now);
        _recent.Correct(Math.Max(0, used), now);
    }

    public override void EndsAt(long end, long now)
    {
        Turn(now);
        var start = Math.Min(end - length, now);
        _recent.ForgetBefore(start);
        Begin(start, start);
    }

    /// <summary>An entry of nothing at the head stands for the earliest beginning; without it each entry goes at its own time.</summary>
    public override void Save(List<Booking> into, int most, long now)
    {
        if (Used(now) == 0)
            return;
        if (!_isSure)
        {
            _recent.Save(into, most, now);
            return;
        }

        var open = _recent.UsedSince(_from + length);
        into.Add(new Booking(_from, 0));
        into.Add(new Booking(_to, _recent.Used(now) - open));
        if (open > 0)
            into.Add(new Booking(now, open));
    }

    public override bool Restore(IReadOnlyList<Booking> saved, long now)
    {
        _recent.Restore(saved, now);
        (_latest, _over) = (now, now + length);
        if (saved is [{ Amount: 0 } from, var to, ..] && to.At <= now && _recent.Used(now) > 0)
            Begin(from.At, to.At);
        Turn(now);
        return _recent.Used(now) > 0;
    }

    private void Begin(long from, long to) => (_from, _to, _isSure) = (Math.Min(from, to), to, true);

    private void Turn(long now)
    {
        // The clock was set back: when it began is no longer known.
        if (now < _latest)
            (_over, _isSure) = (now + length, false);
        _latest = now;

        if (!_isSure || _to + length > now)
            return;
        _recent.ForgetBefore(_from + length);
        (_over, _isSure) = (Math.Max(_over, _to + length), false);
    }
}
