using Gratis.Catalog.Limits;
using Gratis.Quotas.Windows;

namespace Gratis.Quotas;

/// <summary>How a pool is drawn on by several replicas.</summary>
internal sealed partial class QuotaPool : ISharedBooks
{
    private long _heldAbroad;
    private long _drafted;
    private int _others;

    /// <summary>What others hold of it or have drawn ahead.</summary>
    private long HeldElsewhere => _window is SharedWindow shared ? shared.Reserved : _heldAbroad;

    /// <inheritdoc />
    public void See(IReadOnlyList<PoolRecord> others)
    {
        lock (_gate.Lock)
            See(others, _gate.Now());
    }

    /// <inheritdoc />
    public void Disown()
    {
        lock (_gate.Lock)
        {
            var now = _gate.Now();
            _ahead.Lower(_ahead.Drawn);
            (_window as SharedWindow)?.Disown(now);
            Publish(now);
        }
    }

    private void See(IReadOnlyList<PoolRecord> others, long now)
    {
        foreach (var other in others)
        {
            if (other.Evidence.Source is not (LimitSource.Unknown or LimitSource.Facts or LimitSource.Owner) && other.Limit is { } limit
                && other.Evidence.At > (_amount.Evidence.At ?? DateTimeOffset.MinValue))
                Believe(limit, other.Evidence, now);
            if (other.LearnedClock is { } clock && clock != Clock && other.LastWall > Instant(_lastWall))
                UseClock(clock, now);
            if (other.SpentUntil is { } until && until.UtcTicks > SpentUntil(now))
                CloseUntil(until.UtcTicks, now);
        }

        _others = others.Count;
        if (_window is SharedWindow shared)
            shared.See(others, now);
        else
            _heldAbroad = SharedBookings.HeldBy(others, now);
        Publish(now);
    }

    /// <summary>What is in use besides what is held here.</summary>
    private long UsedBefore(long now) => IsCounted ? _window.Used(now) : _heldAbroad;

    private PoolRecord DraftShared(bool drawsAhead)
    {
        // In one go: what is drawn after the slice was measured must not be granted with it.
        lock (_gate.Lock)
        {
            _drafted = _gate.Time.GetTimestamp();
            var left = _ahead.IsGuarded ? SliceLeft(_gate.Now()) : 0;
            var record = Record(drawsAhead ? left : Math.Min(left, 0));
            _ahead.Lower(record.Draw);
            return record;
        }
    }

    /// <summary>
    /// The slice that is still there to be drawn: the scarcer it gets the smaller, so that nobody sits on what another could use. Less than
    /// nothing: what was drawn last is not there either.
    /// </summary>
    private long SliceLeft(long now)
    {
        if (Amount is not { } limit)
            return Slice;
        var left = limit - UsedBefore(now) - _held;
        return left < 0 ? left : Math.Min(Slice, left / (_others + 2));
    }

    // From when it was drafted: the others count it from when it was written, which is later.
    private long LeaseEnd() => _drafted + (long)(_lease!.Value.TotalSeconds * _gate.Time.TimestampFrequency);
}
