using Gratis.Catalog.Limits;
using Gratis.Quotas.Windows;

namespace Gratis.Quotas;

/// <summary>What planning reads of a pool, mostly without the gate: thousands are looked at for each request.</summary>
internal sealed partial class QuotaPool
{
    // The last answer to who found no room; when what is left would be lost.
    private Shut? _shut;
    private long _leftoverExpires;

    // Room that is there for certain, because time only adds to it. Beside the wall in memory: nearly every look reads these two alone.
    private Sight _sight;

    /// <summary>
    /// The earliest instant at which this much fits: now, an instant, <see cref="Busy"/>, <see cref="Spent"/>, or never. Takes no lock
    /// where there is room for certain. Others may take that room before it is reserved: only <see cref="QuotaLedger.TryReserve"/> decides.
    /// </summary>
    public long Look(long cost, bool isBackground, long now)
    {
        if (Volatile.Read(ref _sight.SpentUntil) <= now && cost <= Volatile.Read(ref _sight.Room))
            return now;
        if (Volatile.Read(ref _shut) is { } shut && shut.Tells(cost, isBackground, now))
            return shut.Until;

        lock (_gate.Lock)
        {
            var present = _gate.At(now);
            var opens = OpensAt(cost, isBackground, present);
            Volatile.Write(ref _shut, opens > present ? ShutFor(cost, isBackground, opens, present) : null);
            Publish(present, keepShut: true);
            return opens > present ? opens : now;
        }
    }

    /// <summary>When what is left would be lost, as of the last look; never for a pool that is spent, unlimited or has no reset.</summary>
    public long LeftoverExpires(long now)
    {
        if (Volatile.Read(ref _leftoverExpires) is var expires && expires > now)
            return expires;
        lock (_gate.Lock)
        {
            Publish(_gate.At(now), keepShut: true);
            return _leftoverExpires;
        }
    }

    private void Publish(long now, bool keepShut = false)
    {
        var left = Amount is not { } limit ? long.MaxValue : limit - _held - UsedBefore(now);
        var isLost = left is > 0 and < long.MaxValue && Clock.Kind is ClockKind.Calendar or ClockKind.FirstUse;
        Volatile.Write(ref _leftoverExpires, isLost && _window.StartedAt(now) is not null ? _window.ResetsAt(now) : UsageWindow.Never);

        // A pace or a reserve asks for more than room.
        Volatile.Write(ref _sight.Room, Amount is not null && Told.Pacing.Kind != PacingKind.Off ? -1 : left);
        if (!keepShut)
            Volatile.Write(ref _shut, null);
    }

    private Shut ShutFor(long cost, bool isBackground, long opens, long now)
    {
        var isSameForMore = opens is Busy or Spent || (Told.Pacing.Kind != PacingKind.Even && _window.ForgetsAtOnce);
        return opens == _sight.SpentUntil ? new Shut(now, opens, 0, long.MaxValue, isBackground)
            : opens == UsageWindow.Never ? new Shut(now, opens, cost, long.MaxValue, isBackground)
            : new Shut(now, opens, cost, isSameForMore ? Amount!.Value : cost, isBackground);
    }

    private struct Sight
    {
        public long SpentUntil;
        public long Room;
    }

    /// <summary>Found closed for a call of this size, and for what other calls that is as true.</summary>
    private sealed record Shut(long Since, long Until, long Least, long Most, bool IsBackground)
    {
        // Found later than now: the clock was set back.
        public bool Tells(long cost, bool isBackground, long now) =>
            cost >= Least && cost <= Most && isBackground == IsBackground && now >= Since && now < Until;
    }
}
