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

    private readonly LedgerGate _gate;
    private readonly IQuotaStore? _store;
    private readonly PoolAmount _amount;
    private readonly DrawAhead _ahead;
    private UsageWindow _window;
    private EvenPace _pace;
    private long _held;
    private long _spentUntil;
    private long _lastWall;

    // Read without the gate: room that is there for certain, because time only adds to it; and the last answer to who found none.
    private long _room;
    private Shut? _shut;

    public QuotaPool(QuotaLimit told, PoolName name, LedgerGate gate, IQuotaStore? store)
    {
        Told = told;
        Name = name;
        _gate = gate;
        _amount = new PoolAmount(told);
        _store = IsCounted && (told.Amount is not null || told.Period.IsLong) ? store : null;
        _ahead = new DrawAhead(_store is not null && told.Amount is not null);
        _window = UsageWindow.Create(told.Clock, told.Period, told.Amount);
        Clock = told.Clock;
        _room = told.Amount is not { } amount ? long.MaxValue : told.Pacing.Kind != PacingKind.Off ? -1 : amount;
    }

    /// <summary>What facts or owner say.</summary>
    public QuotaLimit Told { get; private set; }

    public PoolName Name { get; }

    public string Key => Name.Key;

    /// <summary>How its window moves, as far as is known now.</summary>
    public QuotaClock Clock { get; private set; }

    /// <summary>How much it holds; null: nobody knows.</summary>
    public long? Amount => _amount.Value;

    private bool IsCounted => Told.Metric != QuotaMetric.Concurrency;

    private long Slice => DrawAhead.SliceOf(Told.Period, Amount);

    /// <summary>The earliest instant at which this much fits: now, an instant, <see cref="Busy"/>, or never. Takes no lock where there is room for certain.</summary>
    public long Look(long cost, bool isBackground, long now)
    {
        if (Volatile.Read(ref _spentUntil) <= now && cost <= Volatile.Read(ref _room))
            return now;
        if (Volatile.Read(ref _shut) is { } shut && shut.IsBackground == isBackground && cost >= shut.Cost && now < shut.Until)
            return shut.Until;

        lock (_gate.Lock)
        {
            var opens = OpensAt(cost, isBackground, now);
            Volatile.Write(ref _shut, opens > now ? new Shut(opens, cost, isBackground) : null);
            Publish(now, keepShut: true);
            return opens;
        }
    }

    /// <summary>As <see cref="Look"/>, under the gate.</summary>
    public long OpensAt(long cost, bool isBackground, long now)
    {
        if (_spentUntil > now)
            return _spentUntil;
        if (Amount is not { } limit)
            return now;
        if (cost > limit)
            return UsageWindow.Never;

        var kept = isBackground && Told.Pacing.Kind == PacingKind.Reserve ? (long)Math.Ceiling(limit * Told.Pacing.Share) : 0;
        var room = Math.Max(limit - kept, cost) - _held - cost;
        if (room < 0)
            return Busy;
        if (!IsCounted)
            return now;

        var opens = _window.OpensAt(now, room);
        return Told.Pacing.Kind == PacingKind.Even && opens < UsageWindow.Never
            ? Math.Max(opens, _pace.OpensAt(_window, limit, Told.Period, _window.Used(now) + _held, cost, now))
            : opens;
    }

    /// <summary>Sets an amount aside for a call about to be sent; how far the store must have been told before it may be.</summary>
    public long Hold(long cost, long now)
    {
        _held += cost;
        if (Amount is { } limit)
            _pace.Spend(cost, limit, Told.Period, now);
        if (_ahead.Draw(cost, Slice))
            _store?.Changed(this, urgent: Amount is not null);
        Publish(now);
        return _ahead.Drawn;
    }

    /// <summary>Counts what was held, or a part of it.</summary>
    public void Count(long held, long amount, long at, long now)
    {
        _held -= held;
        if (IsCounted)
            _window.Book(at, amount, now);
        Publish(now);
    }

    /// <summary>Gives back what was counted for a call that turned out not to count.</summary>
    public void Return(long amount, long at, long now)
    {
        _window.Return(at, amount, now);
        Publish(now);
    }

    /// <summary>Whether everything up to this mark outlives the process.</summary>
    public bool IsKept(long mark) => mark <= _ahead.Granted;

    /// <summary>The stamp of a call that a provider counted at some instant between these two: late enough to never be forgotten before the provider does.</summary>
    public long StampOf(long sent, long answered)
    {
        if (Clock.Kind is ClockKind.Calendar or ClockKind.FirstUse)
            return answered;

        // The way there takes a moment; more than this is the model thinking, and it was counted long before.
        var way = Math.Clamp(Told.Period.Length.Ticks / 100, TimeSpan.TicksPerMillisecond * 50, TimeSpan.TicksPerMillisecond * 250);
        return Math.Min(answered, sent + way);
    }

    /// <summary>When what is left would be lost; never for a pool that is spent, unlimited or has no reset.</summary>
    public long LeftoverExpires(long now) =>
        Clock.Kind is ClockKind.Calendar or ClockKind.FirstUse && Volatile.Read(ref _room) is > 0 and < long.MaxValue ? ResetsAt(now) : UsageWindow.Never;

    private long ResetsAt(long now)
    {
        lock (_gate.Lock)
            return _window.ResetsAt(now);
    }

    private void Publish(long now, bool keepShut = false)
    {
        // A pace or a reserve asks for more than room.
        var room = Amount is not { } limit ? long.MaxValue
            : Told.Pacing.Kind != PacingKind.Off ? -1
            : limit - _held - (IsCounted ? _window.Used(now) : 0);
        Volatile.Write(ref _room, room);
        if (!keepShut)
            Volatile.Write(ref _shut, null);
    }

    private sealed record Shut(long Until, long Cost, bool IsBackground);
}
