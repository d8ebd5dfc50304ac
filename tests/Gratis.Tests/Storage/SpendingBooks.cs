using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Tests.Time;

namespace Gratis.Tests.Storage;

/// <summary>A pool as honest as can be: it sends not one call more than what is kept allows.</summary>
internal sealed class SpendingBooks(string key, long slice) : IDurableBooks
{
    private readonly Lock _lock = new();
    private long _booked;
    private long _held;
    private long _allowed;
    private long _draw;

    public string Key => key;

    /// <summary>So much has reached the upstream: sent counts, answered or not.</summary>
    public long Received
    {
        get
        {
            lock (_lock) return _booked + _held;
        }
    }

    /// <summary>What a record admits to.</summary>
    public static long Covers(PoolRecord record)
    {
        long sum = record.Held + record.Slice;
        foreach (Booking booking in record.Bookings) sum += booking.Amount;
        return sum;
    }

    public bool TrySend()
    {
        lock (_lock)
        {
            if (_booked + _held >= _allowed) return false;
            _held++;
            return true;
        }
    }

    public void Settle()
    {
        lock (_lock)
        {
            _booked += _held;
            _held = 0;
        }
    }

    public PoolRecord Draft() => Record(slice);

    public PoolRecord Close() => Record(0);

    public void Kept(PoolRecord record)
    {
        lock (_lock) _allowed = Math.Max(_allowed, Covers(record));
    }

    private PoolRecord Record(long ahead)
    {
        lock (_lock)
        {
            return new PoolRecord
            {
                Key = key, At = VirtualTime.Start, Bookings = [new Booking(VirtualTime.Start.UtcTicks, _booked)], Held = _held,
                Slice = ahead, Draw = ++_draw, Used = _booked + _held, Limit = 100_000, Period = QuotaPeriod.Day, WindowStart = VirtualTime.Start,
            };
        }
    }
}
