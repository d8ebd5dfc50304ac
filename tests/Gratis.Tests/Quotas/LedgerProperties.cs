using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog.Limits;
using Gratis.Quotas;

namespace Gratis.Tests.Quotas;

/// <summary>Any interleaving of calls over sets that share pools, against books kept by hand.</summary>
public sealed class LedgerProperties
{
    private static readonly Gen<Deed> Deeds =
        from kind in Gen.Frequency((5, Gen.Constant(DeedKind.Reserve)), (2, Gen.Constant(DeedKind.Answer)), (3, Gen.Constant(DeedKind.Settle)), (1, Gen.Constant(DeedKind.Refund)), (1, Gen.Constant(DeedKind.Wait)))
        from which in Gen.Choose(0, 1000)
        from tokens in Gen.Choose(0, 400)
        from more in Gen.Choose(0, 800)
        select new Deed(kind, which, tokens, more);

    [Fact]
    public void No_call_is_let_in_that_any_pool_has_no_room_for_and_none_kept_out_that_all_have_room_for() => Check(static (world, deed) =>
        deed.Kind != DeedKind.Reserve || world.LastWasIn == world.LastFitted);

    [Fact]
    public void A_look_says_what_a_reservation_would_find() => Check(static (world, deed) =>
        deed.Kind != DeedKind.Reserve || world.LastWasIn == world.LastLooked);

    [Fact]
    public void All_pools_of_a_call_are_booked_or_none() => Check(static (world, _) => world.Agrees());

    [Fact]
    public void Nothing_is_ever_negative() => Check(static (world, _) =>
        world.Desk.Ledger.Report().All(static pool => pool is { Used: >= 0, Held: >= 0, Remaining: null or >= 0 }));

    [Fact]
    public void When_all_has_ended_what_was_spent_is_used_and_nothing_is_held() => Check(static (world, _) => true, static world =>
    {
        world.EndAll();
        return world.Agrees() && world.Desk.Ledger.Report().All(static pool => pool.Held == 0);
    });

    private static void Check(Func<World, Deed, bool> rule, Func<World, bool>? atTheEnd = null) =>
        Prop.ForAll(Deeds.ListOf().ToArbitrary(), deeds =>
        {
            var world = new World();
            foreach (var deed in deeds)
            {
                world.Do(deed);
                if (!rule(world, deed))
                    return false;
            }

            return atTheEnd?.Invoke(world) ?? true;
        }).Check(Config.QuickThrowOnFailure.WithReplay(20260301, 77).WithMaxTest(200).WithEndSize(150));

    private enum DeedKind
    {
        Reserve,
        Answer,
        Settle,
        Refund,
        Wait,
    }

    private sealed record Deed(DeedKind Kind, int Which, int Tokens, int More);

    private sealed class Call
    {
        public Reservation Reservation;
        public required QuotaSet Set { get; init; }
        public required Demand Demand { get; init; }
        public bool IsAnswered { get; set; }
        public bool IsOver { get; set; }
    }

    private sealed class World
    {
        private readonly QuotaSet[] _sets;
        private readonly List<Call> _calls = [];
        private readonly Dictionary<QuotaPool, long> _used = [];
        private readonly Dictionary<QuotaPool, long> _held = [];

        public World()
        {
            // Pools of every scope, none of which forgets.
            QuotaLimit[] limits =
            [
                Desk.Limit(QuotaMetric.Requests, 40, scope: QuotaScope.Account),
                Desk.Limit(QuotaMetric.Requests, 15),
                Desk.Limit(QuotaMetric.Tokens, 4000, scope: QuotaScope.Provider),
                Desk.Limit(QuotaMetric.InputTokens, 2500) with { Models = ["a"] },
                Desk.Limit(QuotaMetric.OutputTokens, 2000, scope: QuotaScope.ModelClass) with { Models = ["a", "b"] },
                Desk.Limit(QuotaMetric.Credits, 9000, scope: QuotaScope.Egress),
                Desk.Limit(QuotaMetric.Concurrency, 4, scope: QuotaScope.Account, unit: PeriodUnit.None),
            ];
            string[] models = ["a", "b", "c"];
            _sets = [.. from model in models from key in (string[])["one", "two"] select Desk.Ledger.SetFor(Desk.Route(model, limits), Desk.Key(key, key))];
            foreach (var pool in _sets.SelectMany(set => set.Pools).Where(static pool => pool.Amount is not null))
                _used[pool] = _held[pool] = 0;
        }

        public Desk Desk { get; } = new();

        public bool LastWasIn { get; private set; }

        public bool LastFitted { get; private set; }

        public bool LastLooked { get; private set; }

        public void Do(Deed deed)
        {
            var call = _calls.Count == 0 ? null : _calls[deed.Which % _calls.Count];
            switch (deed.Kind)
            {
                case DeedKind.Wait:
                    Desk.Clock.Pass(TimeSpan.FromSeconds(deed.Tokens));
                    break;
                case DeedKind.Reserve:
                    Reserve(_sets[deed.Which % _sets.Length], new Demand(deed.Tokens, deed.More / 4, deed.More));
                    break;
                case DeedKind.Answer when call is not null:
                    Desk.Ledger.Answered(ref call.Reservation, Desk.Now, Desk.Now);
                    call.IsAnswered |= !call.IsOver;
                    break;

                // More than was reserved, or less; now and then a request that does not count; now and then for the second time.
                case DeedKind.Settle when call is not null:
                    End(call, new Spent(deed.Which % 5 > 0, deed.Tokens, deed.More, deed.Tokens + deed.More));
                    break;
                case DeedKind.Refund when call is not null:
                    Desk.Ledger.Refund(ref call.Reservation, Desk.Now);
                    Book(call, Spent.Nothing);
                    break;
            }
        }

        public void EndAll()
        {
            foreach (var call in _calls)
                End(call, new Spent(true, 3, 4, 5));
        }

        public bool Agrees()
        {
            foreach (var (pool, used) in _used)
            {
                var answered = pool.Told.Metric == QuotaMetric.Requests ? _calls.Count(call => call is { IsAnswered: true, IsOver: false } && call.Set.Pools.Contains(pool)) : 0;
                var report = pool.Report();
                if (report.Used != used + answered || report.Held != _held[pool] - answered)
                    return false;
            }

            return true;
        }

        private void Reserve(QuotaSet set, Demand demand)
        {
            LastFitted = set.Pools.Where(_used.ContainsKey).All(pool => _used[pool] + _held[pool] + demand.Of(pool.Told.Metric) <= pool.Amount);
            LastLooked = set.Look(demand, Desk.Now).IsOpen;
            LastWasIn = Desk.Ledger.TryReserve(set, demand, Desk.Now, out var reservation, out var opening);
            opening.IsOpen.ShouldBe(LastWasIn);
            if (!LastWasIn)
                return;
            _calls.Add(new Call { Set = set, Demand = demand, Reservation = reservation });
            foreach (var pool in set.Pools.Where(_used.ContainsKey))
                _held[pool] += demand.Of(pool.Told.Metric);
        }

        private void End(Call call, Spent spent)
        {
            Desk.Ledger.Settle(ref call.Reservation, spent, Desk.Now);
            Book(call, spent);
        }

        private void Book(Call call, Spent spent)
        {
            if (call.IsOver)
                return;
            call.IsOver = true;
            foreach (var pool in call.Set.Pools.Where(_used.ContainsKey))
            {
                _held[pool] -= call.Demand.Of(pool.Told.Metric);
                _used[pool] += pool.Told.Metric == QuotaMetric.Concurrency ? 0 : spent.Of(pool.Told.Metric);
            }
        }
    }
}
