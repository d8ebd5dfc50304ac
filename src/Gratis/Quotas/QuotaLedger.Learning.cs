using Gratis.Catalog.Limits;
using Gratis.Upstream.Limits;

namespace Gratis.Quotas;

/// <summary>What upstreams say about their limits finds its pool here, or makes one.</summary>
internal sealed partial class QuotaLedger
{
    private const int MostLearned = 4;

    /// <summary>Takes up the figures that came with an answer.</summary>
    public void Learn(in Reservation reservation, ReadOnlySpan<LimitReading> readings, DateTimeOffset at)
    {
        if (readings.IsEmpty || reservation.Pools is not { } pools)
            return;
        lock (_gate.Lock)
        {
            var now = _gate.At(at);
            foreach (ref readonly var reading in readings)
            {
                if (FindOrMake(reservation.Set!, reading) is { } pool)
                    pool.Learn(reading, CallOf(reservation, pools, pool, isRefused: false), now);
            }
        }

        Freed?.Invoke();
    }

    /// <summary>A call came through.</summary>
    public void Served(in Reservation reservation, DateTimeOffset at)
    {
        if (reservation.Pools is not { } pools)
            return;
        lock (_gate.Lock)
        {
            var now = _gate.At(at);
            foreach (var pool in pools)
                pool.Serve(now);
        }
    }

    /// <summary>
    /// The upstream refused the call for a limit. True when it is known which pool that was: exactly that one is closed then, and
    /// nothing else needs to be set aside.
    /// </summary>
    public bool Refused(in Reservation reservation, ReadOnlySpan<LimitReading> readings, DateTimeOffset? until, DateTimeOffset at)
    {
        if (reservation.Pools is not { } pools)
            return false;
        var taken = false;
        var isLong = false;
        lock (_gate.Lock)
        {
            var now = _gate.At(at);
            foreach (ref readonly var reading in readings)
            {
                if (FindOrMake(reservation.Set!, reading) is not { } pool)
                    continue;
                pool.Learn(reading, CallOf(reservation, pools, pool, isRefused: true), now);
                if (reading.Remaining != 0)
                    continue;
                pool.Wall((until ?? reading.ResetsAt)?.UtcTicks, now);
                taken = true;
                isLong |= pool.Told.Period.IsLong;
            }

            if (!taken && until is null)
                Shrink(pools, now);
        }

        if (isLong)
            Walled?.Invoke(reservation.Set!);
        return taken;
    }

    /// <summary>Nobody said what was too much: too fast, or too many at once, whichever was the case.</summary>
    private static void Shrink(QuotaPool[] pools, long now)
    {
        foreach (var pool in pools)
        {
            var isWatched = pool.Told is { Amount: null, Scope: QuotaScope.AccountModel } and ({ Metric: QuotaMetric.Concurrency } or { Metric: QuotaMetric.Requests });
            if (isWatched && pool.Reached(now) > 1)
                pool.Shrink(now);
        }
    }

    private static ReadingCall CallOf(in Reservation reservation, QuotaPool[] pools, QuotaPool pool, bool isRefused)
    {
        // A pool that this call did not draw on: nothing it ever counted need be in the figure.
        var index = Array.IndexOf(pools, pool);
        if (index < 0)
            return new ReadingCall(reservation.At, 0, 0, 0, isRefused);
        var isCounted = pool.Metric == QuotaMetric.Requests && reservation.Counted != 0;
        var held = isCounted ? 0 : reservation.Demand.Of(pool.Metric);
        return new ReadingCall(reservation.At, reservation.CountedBefore[index], isCounted ? 1 : 0, held, isRefused);
    }

    private QuotaPool? FindOrMake(QuotaSet set, in LimitReading said)
    {
        if (ReadingMatch.Find(set.Pools, said) is { } meant)
            return meant;

        // An end that names its reset has to be heeded, whatever the window is called: it is no shorter than the wait.
        var reading = said;
        if (said is { Period.Unit: PeriodUnit.None, Remaining: <= 0, ResetsAt: { } opens } && said.Metric != QuotaMetric.Concurrency)
            reading = said with { Period = ClockGuess.LeastPeriod(opens.UtcTicks - _gate.Now()) };
        if (reading != said && ReadingMatch.Find(set.Pools, reading) is { } known)
            return known;
        if (reading.Limit is not { } amount || (reading.Period.Unit == PeriodUnit.None && reading.Metric != QuotaMetric.Concurrency))
            return null;
        if (reading.Scope is not (null or QuotaScope.AccountModel) || set is not { Route: { } route, Account: { } account })
            return null;

        // A limit that only the upstream knew: taken for this model's on this account, the least that it can be.
        var learned = LearnedBy(route, account);
        if (learned.Count >= MostLearned)
            return null;
        var limit = new QuotaLimit
        {
            Scope = QuotaScope.AccountModel,
            Metric = reading.Metric,
            Period = reading.Period,
            Clock = ClockGuess.From(reading, reading.Period, _gate.Now()) ?? (reading.Period.IsLong ? QuotaClock.Utc : QuotaClock.Rolling),
            Amount = amount,
            Evidence = new LimitEvidence(reading.Source, _gate.Time.GetUtcNow(), 1),
        };
        var pool = Watching(limit, route, account);
        Learned(learned, limit);
        set.Add(pool);
        return pool;
    }
}
