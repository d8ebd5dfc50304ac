using Gratis.Catalog.Limits;
using Gratis.Quotas.Windows;

namespace Gratis.Quotas;

/// <summary>How a pool's books outlive the process, and how they are shown.</summary>
internal sealed partial class QuotaPool : IDurableBooks
{
    private const int SavedEntries = 32;

    /// <summary>What was written down when the last process ended. What was held or drawn ahead then may have been spent: it counts.</summary>
    public void Restore(PoolRecord record, long now)
    {
        if (record.LearnedClock is { } clock)
            UseClock(clock, now);
        if (record.Evidence.Source is not (LimitSource.Unknown or LimitSource.Facts or LimitSource.Owner) && record.Limit is { } limit)
            Believe(limit, record.Evidence, now);

        _window.Restore(record.Bookings, now);
        _window.Book(Math.Min(now, (record.At + SharedBookings.LongestCall).UtcTicks), record.Held, now);
        _window.Book(now, record.Slice, now);
        (_spentSince, _sight.SpentUntil) = (record.At.UtcTicks, record.SpentUntil?.UtcTicks ?? 0);
        _lastWall = record.LastWall?.UtcTicks ?? 0;
        Publish(now);
    }

    /// <summary>The ledger lets go of it: whoever comes for it later gets another, and only that one speaks to the store.</summary>
    public PoolRecord Retire()
    {
        var record = Record(0);
        _isStored = false;
        _ahead.Guard(false);
        return record;
    }

    /// <summary>Facts or owner say something else now; what was counted stays counted.</summary>
    public void Redefine(QuotaLimit told, long now)
    {
        var sameWindow = told.Clock == Told.Clock && (told.Amount is null) == (Told.Amount is null);
        Told = told;
        _amount.Tell(told);
        Guard();
        if (sameWindow)
            _window.LimitChanged(Amount, now);
        else
            UseClock(told.Clock, now);
        Publish(now);
    }

    /// <inheritdoc />
    public PoolRecord Draft() => _lease is null ? Record(_ahead.IsGuarded ? Slice : 0) : DraftShared(drawsAhead: true);

    /// <inheritdoc />
    public PoolRecord Close() => _lease is null ? Record(0) : DraftShared(drawsAhead: false);

    /// <inheritdoc />
    public void Kept(PoolRecord record)
    {
        lock (_gate.Lock)
        {
            if (_lease is null)
                _ahead.Grant(record.Draw);
            else
                _ahead.Grant(record.Draw, record.Refused, LeaseEnd());
        }

        _gate.TellKept();
    }

    public PoolReport Report()
    {
        lock (_gate.Lock)
        {
            var now = _gate.Now();
            var (used, held) = (UsedBefore(now) - HeldElsewhere, _held + HeldElsewhere);
            var spent = SpentUntil(now) > now;
            var resets = spent ? _sight.SpentUntil : IsCounted ? _window.ResetsAt(now) : now;
            return new PoolReport
            {
                Name = Name,
                Limit = Told,
                Amount = Amount,
                Evidence = _amount.Evidence,
                Clock = Clock,
                Used = used,
                Held = held,
                Remaining = Amount is not { } amount ? null : spent ? 0 : Math.Max(0, amount - used - held),
                ResetsAt = resets > now && resets < UsageWindow.Never ? Instant(resets) : null,
                SpentUntil = spent ? Instant(_sight.SpentUntil) : null,
                LastWall = _lastWall > 0 ? Instant(_lastWall) : null,
            };
        }
    }

    // Nobody but the upstream told of it: the record alone brings it back.
    private bool IsLearned => Told.Evidence.Source is LimitSource.Header or LimitSource.Body;

    private PoolRecord Record(long slice)
    {
        lock (_gate.Lock)
        {
            var now = _gate.Now();
            var bookings = new List<Booking>();
            _window.Save(bookings, SavedEntries, now);
            return new PoolRecord
            {
                Key = Key,
                At = Instant(now),
                Bookings = bookings,
                Held = _held,
                Slice = Math.Max(0, slice),
                Refused = slice < 0 ? _ahead.Drawn : 0,
                Draw = _ahead.Mark(slice),
                Limit = Amount,
                Evidence = _amount.Evidence,
                SpentUntil = SpentUntil(now) > now ? Instant(_sight.SpentUntil) : null,
                LastWall = _lastWall > 0 ? Instant(_lastWall) : null,
                LearnedClock = Clock == Told.Clock && !IsLearned ? null : Clock,
                Used = UsedBefore(now) - HeldElsewhere + _held,
                Period = Told.Period,
                WindowStart = _window.StartedAt(now) is > 0 and var start ? Instant(start) : null,
            };
        }
    }

    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);
}
