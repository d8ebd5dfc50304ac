using Gratis.Catalog.Limits;

namespace Gratis.Quotas.Windows;

/// <summary>
/// A window of a pool that several replicas draw on: what this one counted is its own and is what is saved; what decides is that and all
/// that the others have told. What they hold or have drawn ahead counts as used: they may spend it without another word.
/// </summary>
internal sealed class SharedWindow(QuotaClock clock, QuotaPeriod period, TimeSpan lease) : UsageWindow
{
    // As many as a window holds: what decides must not be coarser than what is counted.
    private const int OwnEntries = 1024;

    private QuotaClock _clock = clock;
    private UsageWindow _own = Empty(clock, period);
    private UsageWindow _all = Empty(clock, period);
    private IReadOnlyList<PoolRecord> _others = [];

    /// <summary>Of what is used, what others hold or have drawn ahead.</summary>
    public long Reserved { get; private set; }

    public override bool ForgetsAtOnce => _all.ForgetsAtOnce;

    public override long Used(long now) => _all.Used(now);

    public override long OpensAt(long now, long room) => _all.OpensAt(now, room);

    public override long ResetsAt(long now) => _all.ResetsAt(now);

    public override long? StartedAt(long now) => _all.StartedAt(now);

    public override void Book(long at, long amount, long now)
    {
        _own.Book(at, amount, now);
        _all.Book(at, amount, now);
    }

    public override void Return(long at, long amount, long now)
    {
        _own.Return(at, amount, now);
        _all.Return(at, amount, now);
    }

    /// <summary>
    /// What the upstream counts beyond all that is known was spent by nobody here, and is written down as this one's. That it counts less
    /// is believed only while nobody else has a part in it: theirs may be on its way.
    /// </summary>
    public override void Correct(long used, long now)
    {
        var (known, own) = (_all.Used(now), _own.Used(now));
        if (used < known && own != known)
            return;
        _own.Correct(own + used - known, now);
        _all.Correct(used, now);
    }

    public override void EndsAt(long end, long now)
    {
        if (_clock.Kind != ClockKind.FirstUse || _own is not RollingWindow own || _all is not RollingWindow all)
            return;
        var start = Math.Min(end - period.Length.Ticks, now);
        own.ForgetBefore(start);
        all.ForgetBefore(start);
    }

    public override void Save(List<Booking> into, int most, long now) => _own.Save(into, most, now);

    public override bool Restore(IReadOnlyList<Booking> saved, long now)
    {
        var isRunning = _own.Restore(saved, now);
        Add(now);
        return isRunning;
    }

    /// <summary>This is what the others have written by now.</summary>
    public void See(IReadOnlyList<PoolRecord> others, long now)
    {
        _others = others;
        Add(now);
    }

    /// <summary>The window moves otherwise; what is counted stays counted.</summary>
    public void UseClock(QuotaClock other, long now)
    {
        var used = _own.Used(now);
        _clock = other;
        _own = Empty(other, period);
        _own.Correct(used, now);
        Add(now);
    }

    /// <summary>Somebody else counts what was this one's.</summary>
    public void Disown(long now)
    {
        _own = Empty(_clock, period);
        Add(now);
    }

    // A bucket of one drains whatever is in those of others, so that two would drain twice as fast as the real one; and whose call opened a
    // window nobody knows. What rolls is never too early for either.
    private static UsageWindow Empty(QuotaClock clock, QuotaPeriod period) => Create(clock.Kind is ClockKind.Calendar ? clock : QuotaClock.Rolling, period, null);

    private void Add(long now)
    {
        var own = new List<Booking>();
        _own.Save(own, OwnEntries, now);
        _all = Empty(_clock, period);
        _all.Restore(SharedBookings.Merge(own, _others, lease, now), now);
        Reserved = SharedBookings.Reserved(_others, period, lease, now);
    }
}
