using Gratis.Catalog;
using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Upstream.Limits;

namespace Gratis.Tests.Quotas;

/// <summary>A ledger with a clock, and the words to use it in one line.</summary>
internal sealed class Desk(IQuotaStore? store = null)
{
    public SetClock Clock { get; } = new();

    public DateTimeOffset Now => Clock.Now;

    public QuotaLedger Ledger => field ??= new QuotaLedger(Clock, store);

    public static QuotaLimit Limit(
        QuotaMetric metric,
        long? amount,
        PeriodUnit unit = PeriodUnit.Lifetime,
        QuotaScope scope = QuotaScope.AccountModel,
        QuotaClock? clock = null,
        LimitSource source = LimitSource.Facts,
        Pacing pacing = default) => new()
        {
            Scope = scope,
            Metric = metric,
            Amount = amount,
            Period = new QuotaPeriod(unit),
            Clock = clock ?? QuotaClock.Rolling,
            Evidence = new LimitEvidence(source, null, 1),
            Pacing = pacing,
        };

    public static QuotaLimit Requests(long? amount, PeriodUnit unit = PeriodUnit.Day, QuotaClock? clock = null, LimitSource source = LimitSource.Facts) =>
        Limit(QuotaMetric.Requests, amount, unit, clock: clock ?? (unit == PeriodUnit.Day ? QuotaClock.Utc : null), source: source);

    public static Route Route(string model, params QuotaLimit[] limits) => Route(model, "p", limits);

    public static Route Route(string model, string provider, params QuotaLimit[] limits) => new(
        new Provider
        {
            Id = provider,
            BaseUrl = new Uri("http://p.test/v1"),
            ChatUrl = new Uri("http://p.test/v1/chat/completions"),
            Accounts = [],
            Limits = limits,
        },
        model);

    public static Account Key(string key = "key", string id = "p#1") => new(id, key);

    public static LimitReading Reading(
        long? limit,
        long? remaining,
        PeriodUnit unit = PeriodUnit.Day,
        QuotaMetric metric = QuotaMetric.Requests,
        DateTimeOffset? resets = null,
        QuotaScope? scope = null,
        LimitSource source = LimitSource.Header) => new()
        {
            Metric = metric,
            Period = new QuotaPeriod(unit),
            Limit = limit,
            Remaining = remaining,
            ResetsAt = resets,
            Scope = scope,
            Source = source,
        };

    public QuotaSet Set(params QuotaLimit[] limits) => Ledger.SetFor(Route("m", limits), Key());

    public bool Try(QuotaSet set, out Reservation reservation, Demand demand = default) =>
        Ledger.TryReserve(set, demand, Now, out reservation, out _);

    public Opening Refuse(QuotaSet set, Demand demand = default)
    {
        Ledger.TryReserve(set, demand, Now, out _, out var opening).ShouldBeFalse();
        return opening;
    }

    public Reservation Reserve(QuotaSet set, Demand demand = default)
    {
        Ledger.TryReserve(set, demand, Now, out var reservation, out var opening).ShouldBeTrue(opening.IsOpen ? "" : opening.Describe());
        return reservation;
    }

    /// <summary>A call from its beginning to its end, with what the upstream said.</summary>
    public void Call(QuotaSet set, params LimitReading[] said)
    {
        var reservation = Reserve(set);
        Ledger.Answered(ref reservation, Now, Now);
        Ledger.Learn(reservation, said, Now);
        Ledger.Served(reservation, Now);
        Ledger.Settle(ref reservation, new Spent(true, 0, 0), Now);
    }

    public void Calls(QuotaSet set, int count)
    {
        for (var i = 0; i < count; i++)
            Call(set);
    }

    /// <summary>A call that the upstream refused; whether it was known for which pool.</summary>
    public bool Refused(QuotaSet set, DateTimeOffset? until, params LimitReading[] said)
    {
        var reservation = Reserve(set);
        var isKnown = Ledger.Refused(reservation, said, until, Now);
        Ledger.Refund(ref reservation, Now);
        return isKnown;
    }

    /// <summary>Whether the call may be sent, without waiting for it.</summary>
    public static bool IsKept(QuotaLedger ledger, in Reservation reservation)
    {
        var kept = ledger.KeepAsync(reservation, new CancellationToken(canceled: true)).AsTask();
        return kept.IsCompletedSuccessfully && kept.Result;
    }

    /// <summary>The first pool of this set whose name ends so.</summary>
    public PoolReport Pool(QuotaSet set, string name)
    {
        var key = Array.Find(set.Pools, pool => pool.Name.Id.EndsWith(":" + name, StringComparison.Ordinal))!.Key;
        return Ledger.Report().Single(pool => pool.Name.Key == key);
    }

    public PoolReport Pool(string id) => Ledger.Report().Single(pool => pool.Name.Id == id);
}
