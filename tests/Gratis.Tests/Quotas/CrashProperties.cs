using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog.Limits;
using Gratis.Quotas;

namespace Gratis.Tests.Quotas;

/// <summary>A process that ends at any instant, with a store that had written what it had written.</summary>
public sealed class CrashProperties
{
    private static readonly Gen<Deed> Deeds =
        from kind in Gen.Frequency((6, Gen.Constant(DeedKind.Reserve)), (6, Gen.Constant(DeedKind.Send)), (4, Gen.Constant(DeedKind.Answer)), (3, Gen.Constant(DeedKind.Settle)), (1, Gen.Constant(DeedKind.Refund)), (1, Gen.Constant(DeedKind.Wait)), (2, Gen.Constant(DeedKind.Take)), (2, Gen.Constant(DeedKind.Keep)))
        from which in Gen.Choose(0, 1000)
        from tokens in Gen.Choose(1, 900)
        select new Deed(kind, which, tokens);

    [Fact]
    public void After_a_crash_no_call_that_was_sent_is_missing() => Check(static world =>
    {
        var books = world.Restart();
        return world.Pools.All(pool => books(pool) >= world.Sent(pool));
    });

    [Fact]
    public void After_a_crash_the_books_are_too_high_by_a_slice_and_what_was_held_at_the_most() => Check(static world =>
    {
        var books = world.Restart();
        return world.Pools.All(pool => books(pool) <= world.AdmittedWhenWritten(pool) + Math.Max(1, pool.Amount!.Value / (pool.Told.Period.IsLong ? 50 : 4)));
    });

    [Fact]
    public void After_a_clean_end_the_books_are_exact() => Check(static world =>
    {
        world.EndAll();
        var books = world.Restart();
        return world.Pools.Where(static pool => pool.Told.Period.IsLong).All(pool => books(pool) == world.Sent(pool));
    });

    private static void Check(Func<World, bool> rule) =>
        Prop.ForAll(Deeds.ListOf().ToArbitrary(), deeds =>
        {
            var world = new World();
            foreach (var deed in deeds)
                world.Do(deed);
            return rule(world);
        }).Check(Config.QuickThrowOnFailure.WithReplay(20260301, 77).WithMaxTest(200).WithEndSize(150));

    private enum DeedKind
    {
        Reserve,
        Send,
        Answer,
        Settle,
        Refund,
        Wait,
        Take,
        Keep,
    }

    private sealed record Deed(DeedKind Kind, int Which, int Tokens);

    private sealed class Call
    {
        public Reservation Reservation;
        public required Demand Demand { get; init; }
        public DateTimeOffset? Sent { get; set; }
        public Spent? Spent { get; set; }
    }

    private sealed class World
    {
        private static readonly QuotaLimit[] Limits =
            [Desk.Requests(50), Desk.Requests(1000, PeriodUnit.Hour, QuotaClock.FirstUse), Desk.Limit(QuotaMetric.Tokens, 60_000, PeriodUnit.Week), Desk.Requests(40, PeriodUnit.Minute)];

        private readonly CrashingStore _store = new();
        private readonly Desk _desk;
        private readonly QuotaSet _set;
        private readonly List<Call> _calls = [];
        private readonly Dictionary<string, long> _admitted = [];
        private readonly Queue<List<(IDurableBooks Books, PoolRecord Record)>> _writing = [];
        private readonly Dictionary<PoolRecord, long> _taken = new(ReferenceEqualityComparer.Instance);

        public World()
        {
            _desk = new Desk(_store);
            _set = _desk.Set(Limits);
            _store.Drafted = record => _taken[record] = Of(record.Key) is { } pool ? Admitted(pool) : 0;
        }

        public IEnumerable<QuotaPool> Pools => _set.Pools.Take(Limits.Length);

        public void Do(Deed deed)
        {
            var call = _calls.Count == 0 ? null : _calls[^(1 + (deed.Which % Math.Min(12, _calls.Count)))];
            switch (deed.Kind)
            {
                case DeedKind.Wait:
                    _desk.Clock.Pass(TimeSpan.FromSeconds(deed.Tokens / 30));
                    break;
                case DeedKind.Reserve:
                    var demand = new Demand(deed.Tokens, deed.Which);
                    if (_desk.Try(_set, out var reservation, demand))
                        _calls.Add(new Call { Reservation = reservation, Demand = demand });
                    break;
                case DeedKind.Send when call is { Sent: null, Spent: null } && Desk.IsKept(_desk.Ledger, call.Reservation):
                    call.Sent = _desk.Now;
                    break;
                case DeedKind.Answer when call is { Sent: { } sent }:
                    _desk.Ledger.Answered(ref call.Reservation, sent, _desk.Now);
                    break;
                case DeedKind.Settle when call is { Sent: not null }:
                    End(call, new Spent(deed.Which % 5 > 0, Math.Min(deed.Tokens, call.Demand.InputTokens), Math.Min(deed.Which, call.Demand.OutputTokens)));
                    break;
                case DeedKind.Refund when call is { Sent: null }:
                    End(call, Spent.Nothing);
                    break;
                case DeedKind.Take:
                    _writing.Enqueue(_store.Take(1 + (deed.Which % 3)));
                    break;
                case DeedKind.Keep when _writing.TryDequeue(out var taken):
                    _store.Keep(taken);
                    foreach (var (_, record) in taken)
                        _admitted[record.Key] = _taken[record];
                    break;
            }
        }

        /// <summary>What was sent of this pool's metric within its window, as far as its provider can have counted it.</summary>
        public long Sent(QuotaPool pool) => _calls
            .Where(call => call.Sent > _desk.Now - pool.Told.Period.Length)
            .Sum(call => call.Spent is { } spent ? spent.Of(pool.Told.Metric) : call.Demand.Of(pool.Told.Metric));

        public long AdmittedWhenWritten(QuotaPool pool) => _admitted.GetValueOrDefault(pool.Key);

        public void EndAll()
        {
            foreach (var call in _calls.Where(static call => call.Spent is null).ToList())
                End(call, call.Sent is null ? Spent.Nothing : new Spent(true, 1, 1));
            _store.Close();
        }

        /// <summary>The books of the next process, at the same instant.</summary>
        public Func<QuotaPool, long> Restart()
        {
            var next = new Desk();
            next.Clock.Now = _desk.Now;
            next.Ledger.Restore([.. _store.Written.Values]);
            var set = next.Set(Limits);
            return pool => Array.Find(set.Pools, again => again.Key == pool.Key)!.Report().Used;
        }

        private QuotaPool? Of(string key) => Array.Find(_set.Pools, pool => pool.Key == key);

        private static long Admitted(QuotaPool pool) => pool.Report() is var report ? report.Used + report.Held : 0;

        private void End(Call call, Spent spent)
        {
            _desk.Ledger.Settle(ref call.Reservation, spent, _desk.Now);
            call.Spent ??= spent;
        }
    }
}
