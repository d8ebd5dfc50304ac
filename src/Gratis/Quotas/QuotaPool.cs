using Gratis.Catalog.Limits;
using Gratis.Quotas.Windows;

namespace Gratis.Quotas;

/// <summary>
/// One limit that is spent together: what is counted, what is held by calls under way, what fits. Everything but <see cref="Look"/>
/// happens under the ledger's gate.
/// </summary>
internal sealed partial class QuotaPool
{
    /// <summary>Only calls under way stand in the way; nobody knows when they end.</summary>
    public const long Busy = UsageWindow.Never - 1;

    /// <summary>Spent, and nothing is known that would fill it again.</summary>
    public const long Spent = UsageWindow.Never - 2;

    private readonly LedgerGate _gate;
    private readonly IQuotaStore? _store;
    private readonly TimeSpan? _lease;
    private readonly PoolAmount _amount;
    private readonly DrawAhead _ahead = new();
    private UsageWindow _window;
    private EvenPace _pace;
    private long _held;
    private long _counted;
    private long _spentSince;
    private long _lastWall;
    private bool _isStored;

    public QuotaPool(QuotaLimit told, PoolName name, LedgerGate gate, IQuotaStore? store)
    {
        Told = told;
        Metric = told.Metric;
        Name = name;
        _gate = gate;
        _amount = new PoolAmount(told);
        _lease = store?.Lease;
        _store = IsCounted || _lease is not null ? store : null;
        _window = _lease is { } lease && IsCounted ? new SharedWindow(told.Clock, told.Period, lease) : UsageWindow.Create(told.Clock, told.Period, told.Amount);
        Clock = told.Clock;
        Guard();
        _sight.Room = told.Amount is not { } amount ? long.MaxValue : told.Pacing.Kind != PacingKind.Off ? -1 : amount;
    }

    /// <summary>What facts or owner say.</summary>
    public QuotaLimit Told { get; private set; }

    /// <summary>What it counts, whoever tells how much: close at hand, for it is asked at every look.</summary>
    public QuotaMetric Metric { get; }

    public PoolName Name { get; }

    public string Key => Name.Key;

    /// <summary>How its window moves, as far as is known now.</summary>
    public QuotaClock Clock { get; private set; }

    /// <summary>How much it holds; null: nobody knows.</summary>
    public long? Amount => _amount.Value;

    /// <summary>Everything that was ever counted for calls, forgotten or not: what comes on top of it was counted later.</summary>
    public long Counted => _counted;

    /// <summary>Held by calls under way.</summary>
    public long Held => _held;

    private bool IsCounted => Metric != QuotaMetric.Concurrency;

    private long Slice => DrawAhead.SliceOf(Told.Period, Amount);

    /// <summary>As <see cref="Look"/>, under the gate.</summary>
    public long OpensAt(long cost, bool isBackground, long now)
    {
        if (SpentUntil(now) > now)
            return _sight.SpentUntil;
        if (Amount is not { } limit)
            return now;
        if (cost > limit)
            return UsageWindow.Never;

        var kept = isBackground && Told.Pacing.Kind == PacingKind.Reserve ? (long)Math.Ceiling(limit * Told.Pacing.Share) : 0;
        var room = Math.Max(limit - kept, cost) - _held - cost - (IsCounted ? 0 : HeldElsewhere);
        if (room < 0)
            return Busy;
        if (!IsCounted)
            return now;

        var opens = _window.OpensAt(now, room);
        if (opens == UsageWindow.Never)
            return Spent;
        return Told.Pacing.Kind == PacingKind.Even
            ? Math.Max(opens, _pace.OpensAt(_window, limit, Told.Period, _window.Used(now) + _held, cost, now))
            : opens;
    }

    /// <summary>Sets an amount aside for a call about to be sent; how far the store must have been told before it may be.</summary>
    public long Hold(long cost, long now)
    {
        _held += cost;
        if (Told.Pacing.Kind == PacingKind.Even && Amount is { } limit)
            _pace.Spend(cost, limit, Told.Period, now);
        if (_lease is not null && _ahead.HasLapsed(_gate.Time.GetTimestamp()))
            _ahead.Lower(_ahead.Drawn);
        if (_ahead.Draw(cost, Slice))
            Tell(isUrgent: true);
        Publish(now);
        return _ahead.Drawn;
    }

    /// <summary>Counts what was held, or a part of it.</summary>
    public void Count(long held, long amount, long at, long now)
    {
        _held -= held;
        if (IsCounted)
        {
            _counted += Math.Max(0, amount);
            _window.Book(at, amount, now);
            Tell(isUrgent: false);
        }
        else if (_lease is not null)
        {
            _ahead.Release(held);
            Tell(isUrgent: false);
        }

        Publish(now);
    }

    /// <summary>A call took more than was set aside for it, or less: the pace follows, and the store hears of what was not drawn for.</summary>
    public void Correct(long excess)
    {
        if (excess == 0 || !IsCounted)
            return;
        if (Told.Pacing.Kind == PacingKind.Even && Amount is { } limit)
            _pace.Adjust(excess, limit, Told.Period);
        if (excess > 0 && _ahead.Draw(excess, Slice))
            Tell(isUrgent: true);
    }

    /// <summary>
    /// Gives back what was counted for a call that turned out not to count. Not where the upstream has told its figure since: there the
    /// call is out already, or was counted after all.
    /// </summary>
    public void Return(long amount, long at, long answered, long now)
    {
        if (_correctedAt >= answered)
            return;
        _window.Return(at, amount, now);
        Correct(-amount);
        Tell(isUrgent: false);
        Publish(now);
    }

    /// <summary>Whether everything up to this mark outlives the process.</summary>
    public bool IsKept(long mark) => mark <= _ahead.Granted && (_lease is null || !_ahead.HasLapsed(_gate.Time.GetTimestamp()));

    /// <summary>Whether others have what was drawn up to this mark.</summary>
    public bool IsRefused(long mark) => _ahead.IsRefused(mark);

    /// <summary>The stamp of a call that a provider counted at some instant between these two: late enough to never be forgotten before the provider does.</summary>
    public long StampOf(long sent, long answered)
    {
        if (Clock.Kind == ClockKind.Calendar)
            return answered;

        // This one counts from both ends itself.
        if (Clock.Kind == ClockKind.FirstUse)
            return sent;

        // The way there takes a moment; more than this is the model thinking, and it was counted long before.
        var way = Math.Clamp(Told.Period.Length.Ticks / 100, TimeSpan.TicksPerMillisecond * 50, TimeSpan.TicksPerMillisecond * 250);
        return Math.Min(answered, sent + way);
    }

    /// <summary>Until when it is closed whatever the books say. After the clock was set back, for as long as was meant then.</summary>
    private long SpentUntil(long now)
    {
        if (now < _spentSince)
            CloseUntil(now + Math.Max(0, _sight.SpentUntil - _spentSince), now);
        return _sight.SpentUntil;
    }

    private void CloseUntil(long until, long now)
    {
        _spentSince = now;
        Volatile.Write(ref _sight.SpentUntil, until);
    }

    /// <summary>Somebody waits for the store to have been told of what is drawn.</summary>
    public void Urge() => Tell(isUrgent: true);

    private void Tell(bool isUrgent)
    {
        if (_isStored && _ahead.Ask(isUrgent))
            _store!.Changed(this, isUrgent);
    }

    /// <summary>
    /// What is known is told to the store, before it is spent where it has an amount. Of a moment's pool nobody knows the amount of, or
    /// only guesses at it, nothing would be worth reading again.
    /// </summary>
    private void Guard()
    {
        var isKnown = Amount is not null && _amount.Evidence.Source != LimitSource.Guess;
        _isStored = _store is not null && (isKnown || Told.Period.IsLong);
        _ahead.Guard(_isStored && isKnown);
    }
}
