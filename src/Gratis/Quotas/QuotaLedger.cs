using Gratis.Catalog.Limits;

namespace Gratis.Quotas;

/// <summary>
/// The books of all quota pools, and the authority on what may be sent: reserve before a call, say when it was answered, settle or
/// refund. All pools of a call are taken together or not at all.
/// </summary>
internal sealed partial class QuotaLedger(TimeProvider time, IQuotaStore? store = null)
{
    // Long enough for a busy disk; a request that waits longer is better served elsewhere.
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(2);

    private readonly LedgerGate _gate = new(time);

    /// <summary>Room may have come back otherwise than by time: somebody who waits should look again. Called outside the gate.</summary>
    public Action? Freed { get; set; }

    /// <summary>Sets aside what the call will take in every pool of the set, or says what has no room.</summary>
    public bool TryReserve(QuotaSet set, in Demand demand, DateTimeOffset at, out Reservation reservation, out Opening opening)
    {
        reservation = default;
        var pools = set.Pools;
        lock (_gate.Lock)
        {
            var now = _gate.At(at);
            opening = OpeningOf(pools, demand, now);
            if (!opening.IsOpen)
                return false;

            for (var i = 0; i < pools.Length; i++)
            {
                reservation.CountedBefore[i] = pools[i].Counted;
                reservation.Drawn[i] = pools[i].Hold(demand.Of(pools[i].Metric), now);
            }

            reservation.Set = set;
            reservation.Pools = pools;
            reservation.Demand = demand;
            reservation.At = now;
            return true;
        }
    }

    /// <summary>
    /// Ends when the reservation outlives a crash, which it nearly always does already; false when it cannot be written down, and then
    /// the call must not be sent.
    /// </summary>
    public ValueTask<bool> KeepAsync(in Reservation reservation, CancellationToken cancel) =>
        reservation.IsKept ? new(true) : WaitForStoreAsync(reservation, cancel);

    /// <summary>The call was answered: from here on its provider has counted it as a request, some time after it was sent.</summary>
    public void Answered(ref Reservation reservation, DateTimeOffset sent, DateTimeOffset at)
    {
        if (reservation.Pools is not { } pools || reservation.Counted != 0)
            return;
        lock (_gate.Lock)
        {
            var now = _gate.At(at);

            // Not before it was reserved and not after now, which wins where the clock was set back in between.
            reservation.Counted = Math.Min(Math.Max(sent.UtcTicks, reservation.At), now);
            reservation.Answered = now;
            foreach (var pool in pools)
            {
                if (pool.Metric == QuotaMetric.Requests)
                    pool.Count(1, 1, pool.StampOf(reservation.Counted, now), now);
            }
        }

        Used?.Invoke(reservation.Set!);
    }

    /// <summary>The call has ended and this is what it took.</summary>
    public void Settle(ref Reservation reservation, in Spent spent, DateTimeOffset at)
    {
        if (reservation.Pools is not { } pools)
            return;
        lock (_gate.Lock)
        {
            var now = _gate.At(at);
            var sent = reservation.Counted == 0 ? now : reservation.Counted;
            foreach (var pool in pools)
            {
                var metric = pool.Metric;
                var held = reservation.Demand.Of(metric);
                var stamp = pool.StampOf(sent, now);
                if (metric != QuotaMetric.Requests)
                {
                    // What came in was counted when it was sent, what went out was counted at its end.
                    var early = metric is QuotaMetric.Tokens or QuotaMetric.InputTokens ? spent.InputTokens : 0;
                    pool.Count(0, early, stamp, now);
                    pool.Count(held, spent.Of(metric) - early, now, now);
                    pool.Correct(spent.Of(metric) - held);
                }
                else if (reservation.Counted == 0)
                {
                    pool.Count(held, spent.Of(metric), now, now);
                    pool.Correct(spent.Of(metric) - held);
                }
                else if (!spent.IsCounted)
                {
                    pool.Return(1, pool.StampOf(sent, reservation.Answered), reservation.Answered, now);
                }
            }

            reservation.Pools = null;
        }

        Freed?.Invoke();
    }

    /// <summary>The call never reached its provider.</summary>
    public void Refund(ref Reservation reservation, DateTimeOffset at) => Settle(ref reservation, Spent.Nothing, at);

    private static Opening OpeningOf(QuotaPool[] pools, in Demand demand, long now)
    {
        var latest = now;
        QuotaPool? closed = null;
        foreach (var pool in pools)
        {
            var opens = pool.OpensAt(demand.Of(pool.Metric), demand.IsBackground, now);
            if (Opening.Outlasts(opens, latest, now))
                (latest, closed) = (opens, pool);
        }

        return closed is null ? Opening.Now : Opening.At(latest, closed);
    }

    private async ValueTask<bool> WaitForStoreAsync(Reservation reservation, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        lock (_gate.Lock)
            reservation.Urge();
        while (true)
        {
            var left = StorePatience - time.GetElapsedTime(started);
            using var next = _gate.WaitForKept(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancel);
            if (reservation.IsKept)
                return true;
            if (reservation.IsRefused)
                return false;
            if (left <= TimeSpan.Zero || store is { IsFailing: true })
                return false;
            await next.Task;
        }
    }
}
