using Gratis.Catalog.Limits;

namespace Gratis.Quotas;

/// <summary>What the records of other replicas come to.</summary>
internal static class SharedBookings
{
    /// <summary>A call that was under way when a record was written has reached its provider by then, or never will.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromHours(1);

    /// <summary>Whoever lives says so more often: what it held at the same time is free when nothing was heard for so long.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>Own bookings and those of others as one list, oldest first. What others hold may be counted at any moment, what they drew ahead as long as their lease runs.</summary>
    public static List<Booking> Merge(List<Booking> own, IReadOnlyList<PoolRecord> others, TimeSpan lease, long now)
    {
        var all = new List<Booking>(own);
        foreach (var other in others)
        {
            all.AddRange(other.Bookings);
            if (other.Held > 0)
                all.Add(new Booking(Math.Min(now, (other.At + LongestCall).UtcTicks), other.Held));
            if (other.Slice > 0)
                all.Add(new Booking(Math.Min(now, (other.At + lease).UtcTicks), other.Slice));
        }

        all.Sort(static (a, b) => a.At.CompareTo(b.At));
        return all;
    }

    /// <summary>The books of a pool as those of one who had counted it all.</summary>
    public static PoolRecord Sum(IReadOnlyList<PoolRecord> all, TimeSpan lease, long now)
    {
        var newest = all.MaxBy(static record => record.At)!;
        return newest with
        {
            Bookings = Merge([], all, lease, now),
            Held = 0,
            Slice = 0,
            SpentUntil = all.Max(static record => record.SpentUntil),
            LastWall = all.Max(static record => record.LastWall),
        };
    }

    /// <summary>What others hold or have drawn ahead that has not lapsed.</summary>
    public static long Reserved(IReadOnlyList<PoolRecord> others, QuotaPeriod period, TimeSpan lease, long now)
    {
        var sum = 0L;
        foreach (var other in others)
        {
            if (Counts(other.At + LongestCall))
                sum += other.Held;
            if (Counts(other.At + lease))
                sum += other.Slice;
        }

        return sum;

        bool Counts(DateTimeOffset until) => period.Length == TimeSpan.MaxValue || until.UtcTicks + period.Length.Ticks > now;
    }

    /// <summary>What others hold at the same time, or may hold without another word.</summary>
    public static long HeldBy(IReadOnlyList<PoolRecord> others, long now)
    {
        var sum = 0L;
        foreach (var other in others)
        {
            if ((other.At + Silence).UtcTicks > now)
                sum += other.Held + other.Slice;
        }

        return sum;
    }
}
