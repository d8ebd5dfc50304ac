using BenchmarkDotNet.Attributes;
using Gratis.Catalog;
using Gratis.Catalog.Limits;
using Gratis.Quotas;

namespace Gratis.Benchmarks.Steps;

/// <summary>What the ledger costs a request: one call booked over four pools, and a look at every pool of a thousand routes.</summary>
public class BookCall
{
    private const int Routes = 1000;
    private const long Plenty = 1_000_000_000_000;

    private static readonly Demand Typical = new(900, 300);
    private static readonly Spent Took = new(true, 880, 210);

    private readonly StillClock _clock = new();
    private readonly QuotaSet[] _open = new QuotaSet[Routes];
    private readonly QuotaSet[] _closed = new QuotaSet[Routes];
    private QuotaLedger _ledger = null!;
    private QuotaSet _set = null!;

    /// <summary>Fills the closed ones and proves that each is what it is called.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _ledger = new QuotaLedger(_clock);
        _set = Set("booked", Plenty);
        for (var i = 0; i < Routes; i++)
        {
            (_open[i], _closed[i]) = (Set("open" + i, Plenty), Set("closed" + i, 1));
            if (_ledger.TryReserve(_closed[i], new Demand(1, 0), _clock.Now, out var call, out _))
                _ledger.Settle(ref call, new Spent(true, 1, 0), _clock.Now);
        }

        if (_set.Pools.Length != 4 || ScanOpen() != Routes || ScanClosed() != 0)
            throw new InvalidOperationException("Four pools each, the open open and the closed closed.");
    }

    /// <summary>Reserve, answered, settled; a millisecond passes with each, so that windows move.</summary>
    [Benchmark]
    public bool BookOverFourPools()
    {
        _clock.Now = _clock.Now.AddMilliseconds(1);
        var isIn = _ledger.TryReserve(_set, Typical, _clock.Now, out var call, out _);
        _ledger.Answered(ref call, _clock.Now, _clock.Now);
        _ledger.Settle(ref call, Took, _clock.Now);
        return isIn;
    }

    /// <summary>Every route of a large catalogue has room.</summary>
    [Benchmark]
    public int ScanOpen() => Scan(_open);

    /// <summary>None has.</summary>
    [Benchmark]
    public int ScanClosed() => Scan(_closed);

    private int Scan(QuotaSet[] sets)
    {
        var (open, now) = (0, _clock.Now);
        foreach (var set in sets)
            open += set.Look(new Demand(1, 0), now).IsOpen ? 1 : 0;
        return open;
    }

    private QuotaSet Set(string model, long amount)
    {
        QuotaLimit[] limits =
        [
            Limit(QuotaMetric.Requests, PeriodUnit.Minute, QuotaClock.Rolling, amount),
            Limit(QuotaMetric.Requests, PeriodUnit.Day, QuotaClock.Utc, amount),
            Limit(QuotaMetric.Tokens, PeriodUnit.Minute, QuotaClock.Rolling, amount),
            Limit(QuotaMetric.Tokens, PeriodUnit.Day, QuotaClock.In("America/Los_Angeles"), amount),
        ];
        var provider = new Provider { Id = "p", BaseUrl = new Uri("https://p.test/v1"), ChatUrl = new Uri("https://p.test/v1/chat/completions"), Accounts = [], Limits = limits };

        // The tallies that every account has besides are left out: four pools, as told.
        var all = _ledger.SetFor(new Route(provider, model), new Account("p#1", "key"));
        return new QuotaSet(all.Pools[..limits.Length], all.Route, all.Account);
    }

    private static QuotaLimit Limit(QuotaMetric metric, PeriodUnit unit, QuotaClock clock, long amount) => new()
    {
        Scope = QuotaScope.AccountModel,
        Metric = metric,
        Amount = amount,
        Period = new QuotaPeriod(unit),
        Clock = clock,
    };

    private sealed class StillClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
