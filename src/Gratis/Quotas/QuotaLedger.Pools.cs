using Gratis.Catalog;
using Gratis.Catalog.Limits;

namespace Gratis.Quotas;

/// <summary>Which pools there are. A pool is the same object for as long as the ledger knows it.</summary>
internal sealed partial class QuotaLedger
{
    /// <summary>A fuse: beyond it a pool works for whoever asked and is neither shared nor stored.</summary>
    public const int Capacity = 100_000;

    // Every route is watched for how fast it may be asked even where nobody has published it, and every account is tallied.
    private static readonly QuotaLimit[] OfEveryRoute =
    [
        new() { Scope = QuotaScope.AccountModel, Metric = QuotaMetric.Requests, Period = QuotaPeriod.Minute },
        new() { Scope = QuotaScope.AccountModel, Metric = QuotaMetric.Concurrency },
    ];

    private static readonly QuotaLimit[] OfEveryAccount =
    [
        new() { Scope = QuotaScope.Account, Metric = QuotaMetric.Requests, Period = QuotaPeriod.Day, Clock = QuotaClock.Utc },
        new() { Scope = QuotaScope.Account, Metric = QuotaMetric.Tokens, Period = QuotaPeriod.Day, Clock = QuotaClock.Utc },
    ];

    private readonly Dictionary<string, QuotaPool> _pools = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<QuotaLimit>> _learned = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PoolRecord> _stored = new(StringComparer.Ordinal);

    /// <summary>The pools a call of this route on this account draws on.</summary>
    public QuotaSet SetFor(Route route, Account account)
    {
        lock (_gate.Lock)
        {
            var pools = new List<QuotaPool>(QuotaSet.MaxPools);
            foreach (var limit in route.Limits)
                Add(pools, Pool(limit, PoolName.Of(limit, route, account)));
            foreach (var limit in LearnedBy(route, account))
                Add(pools, Watching(limit, route, account));
            foreach (var limit in route.Provider.IsLocal ? [] : OfEveryRoute)
                Add(pools, Watching(limit, route, account));
            foreach (var limit in OfEveryAccount)
                Add(pools, Watching(limit, route, account));
            return new QuotaSet([.. pools], route, account);
        }
    }

    /// <summary>Takes up what the store remembers, before the first set is asked for.</summary>
    public void Restore(IReadOnlyList<PoolRecord> records)
    {
        lock (_gate.Lock)
        {
            foreach (var record in records)
            {
                _stored[record.Key] = record;
                RememberLesson(record);
            }
        }
    }

    /// <summary>Every pool as it stands, in a stable order.</summary>
    public IReadOnlyList<PoolReport> Report()
    {
        QuotaPool[] pools;
        lock (_gate.Lock)
            pools = [.. _pools.Values];
        Array.Sort(pools, static (a, b) => string.CompareOrdinal(a.Name.Id, b.Name.Id));
        return Array.ConvertAll(pools, static pool => pool.Report());
    }

    /// <summary>Forgets the pools that the catalogue no longer knows and no call is under way on; the store still remembers what was counted.</summary>
    public void Retain(Func<QuotaPool, bool> isKnown)
    {
        lock (_gate.Lock)
        {
            foreach (var (key, pool) in _pools)
            {
                if (pool.Held > 0 || isKnown(pool))
                    continue;
                _stored[key] = pool.Retire();
                _pools.Remove(key);
            }
        }
    }

    /// <summary>A limit that only an upstream told of is known again by its stored books.</summary>
    private void RememberLesson(PoolRecord record)
    {
        if (record is { Limit: { } amount, Evidence.Source: LimitSource.Header or LimitSource.Body } && PoolName.TryRead(record.Key, out var candidate, out var metric))
        {
            Learned(LearnedBy(candidate), new QuotaLimit
            {
                Scope = QuotaScope.AccountModel,
                Metric = metric,
                Period = record.Period,
                Clock = record.LearnedClock ?? QuotaClock.Rolling,
                Amount = amount,
                Evidence = record.Evidence,
            });
        }
    }

    private List<QuotaLimit> LearnedBy(Route route, Account account) => LearnedBy(PoolName.CandidateKey(route, account));

    private List<QuotaLimit> LearnedBy(string candidate)
    {
        if (!_learned.TryGetValue(candidate, out var limits))
            _learned.Add(candidate, limits = []);
        return limits;
    }

    private static void Learned(List<QuotaLimit> learned, QuotaLimit limit)
    {
        if (!learned.Exists(known => known.Metric == limit.Metric && known.Period == limit.Period))
            learned.Add(limit);
    }

    private static void Add(List<QuotaPool> pools, QuotaPool pool)
    {
        if (!pools.Contains(pool))
            pools.Add(pool);
    }

    /// <summary>A pool that nobody told of; where facts or owner tell of the same one, theirs.</summary>
    private QuotaPool Watching(QuotaLimit limit, Route route, Account account)
    {
        var name = PoolName.Of(limit, route, account);
        return _pools.TryGetValue(name.Key, out var known) ? known : Pool(limit, name);
    }

    private QuotaPool Pool(QuotaLimit limit, PoolName name)
    {
        if (_pools.TryGetValue(name.Key, out var known))
        {
            if (known.Told != limit)
                known.Redefine(limit, _gate.Now());
            return known;
        }

        var isKept = _pools.Count < Capacity;
        var pool = new QuotaPool(limit, name, _gate, isKept ? store : null);
        if (isKept)
            _pools.Add(name.Key, pool);
        if (_stored.Remove(name.Key, out var record))
            pool.Restore(record, _gate.Now());
        if (isKept && store?.Join(pool) is { Count: > 0 } others)
            pool.See(others);
        return pool;
    }
}
