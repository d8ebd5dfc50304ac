using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog.Limits;
using Gratis.Quotas;

namespace Gratis.Tests.Quotas.Sharing;

/// <summary>Any interleaving of three replicas that reserve, write, look, rest and die, against a count of what really left.</summary>
public sealed class SharingProperties
{
    private const long Amount = 24;

    private static readonly Gen<Deed> Deeds =
        from kind in Gen.Frequency(
            (8, Gen.Constant(DeedKind.Hold)), (6, Gen.Constant(DeedKind.End)), (1, Gen.Constant(DeedKind.Refund)), (2, Gen.Constant(DeedKind.Write)),
            (2, Gen.Constant(DeedKind.Look)), (1, Gen.Constant(DeedKind.Rest)), (1, Gen.Constant(DeedKind.Die)), (3, Gen.Constant(DeedKind.Wait)))
        from which in Gen.Choose(0, 1000)
        from seconds in Gen.Choose(0, 25)
        select new Deed(kind, which, seconds);

    [Theory]
    [InlineData(nameof(ClockKind.Calendar), nameof(PeriodUnit.Day))]
    [InlineData(nameof(ClockKind.Calendar), nameof(PeriodUnit.Minute))]
    [InlineData(nameof(ClockKind.Rolling), nameof(PeriodUnit.Minute))]
    [InlineData(nameof(ClockKind.FirstUse), nameof(PeriodUnit.Minute))]
    [InlineData(nameof(ClockKind.Refill), nameof(PeriodUnit.Minute))]
    public void Together_they_never_send_more_than_a_pool_holds(string clock, string unit)
    {
        var kind = Enum.Parse<ClockKind>(clock);
        var limit = Desk.Requests(Amount, Enum.Parse<PeriodUnit>(unit), new QuotaClock(kind, kind == ClockKind.Calendar ? "UTC" : ""));
        Check(limit, static world => world.MostInAWindow() <= Amount);
    }

    [Fact]
    public void Together_they_never_hold_more_at_a_time_than_a_pool_allows() =>
        Check(Desk.Limit(QuotaMetric.Concurrency, 5, PeriodUnit.None), static world => world.UnderWay <= 5);

    private static void Check(QuotaLimit limit, Func<World, bool> rule) =>
        Prop.ForAll(Deeds.ListOf().ToArbitrary(), deeds =>
        {
            var world = new World(limit);
            foreach (var deed in deeds)
            {
                world.Do(deed);
                if (!rule(world))
                    return false;
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithReplay(20260301, 77).WithMaxTest(150).WithEndSize(250));

    private enum DeedKind
    {
        Hold,
        End,
        Refund,
        Write,
        Look,
        Rest,
        Die,
        Wait,
    }

    private sealed record Deed(DeedKind Kind, int Which, int Seconds);

    private sealed class Call
    {
        public Reservation Reservation;
        public required Replica Replica { get; init; }
    }

    private sealed class World(QuotaLimit limit)
    {
        private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

        private readonly SharedTable _table = new();
        private readonly List<Call> _calls = [];
        private readonly List<DateTimeOffset> _counted = [];
        private Replica[]? _replicas;

        public int UnderWay => _calls.Count;

        public void Do(Deed deed)
        {
            _replicas ??= [new(_table, 0), new(_table, 1), new(_table, 2)];
            var place = deed.Which % _replicas.Length;
            var replica = _replicas[place];
            var call = _calls.Count == 0 ? null : _calls[deed.Which % _calls.Count];
            switch (deed.Kind)
            {
                case DeedKind.Hold:
                    if (replica.TryHold(replica.Set(limit), out var reservation))
                        _calls.Add(new Call { Replica = replica, Reservation = reservation });
                    break;
                case DeedKind.End when call is not null:
                    call.Replica.End(ref call.Reservation);
                    _counted.Add(_table.Clock.Now);
                    _calls.Remove(call);
                    break;
                case DeedKind.Refund when call is not null:
                    call.Replica.Ledger.Refund(ref call.Reservation, _table.Clock.Now);
                    _calls.Remove(call);
                    break;
                case DeedKind.Write:
                    replica.Write();
                    break;
                case DeedKind.Look:
                    replica.Look();
                    break;
                case DeedKind.Rest:
                    replica.Rest();
                    break;
                case DeedKind.Die:
                    // What was under way reaches its provider all the same. Its place is taken when it was silent for long enough.
                    _counted.AddRange(_calls.Where(one => one.Replica == replica).Select(_ => _table.Clock.Now));
                    _calls.RemoveAll(one => one.Replica == replica);
                    Pass(SharedBookings.Silence, without: place);
                    _replicas[place] = new Replica(_table, place);
                    break;
                case DeedKind.Wait:
                    Pass(TimeSpan.FromSeconds(deed.Seconds), without: -1);
                    break;
            }
        }

        /// <summary>The most that was counted in any one window of the provider's.</summary>
        public int MostInAWindow()
        {
            var length = limit.Period.Length;
            return limit.Clock.Kind switch
            {
                ClockKind.Calendar => _counted.GroupBy(at => at.UtcTicks / length.Ticks).Select(static window => window.Count()).DefaultIfEmpty().Max(),
                ClockKind.FirstUse => MostAfterAFirst(length),
                _ => _counted.Select(end => _counted.Count(at => at <= end && at > end - length)).DefaultIfEmpty().Max(),
            };
        }

        private int MostAfterAFirst(TimeSpan length)
        {
            var (most, count, opened) = (0, 0, DateTimeOffset.MinValue);
            foreach (var at in _counted.Order())
            {
                (opened, count) = at >= opened + length ? (at, 1) : (opened, count + 1);
                most = Math.Max(most, count);
            }

            return most;
        }

        // Whoever lives says so every few seconds, and looks about.
        private void Pass(TimeSpan time, int without)
        {
            for (var left = time; left > TimeSpan.Zero; left -= Beat)
            {
                _table.Clock.Pass(left < Beat ? left : Beat);
                for (var i = 0; i < _replicas!.Length; i++)
                {
                    if (i != without)
                        Live(_replicas[i]);
                }
            }
        }

        private void Live(Replica replica)
        {
            foreach (var call in _calls.Where(call => call.Replica == replica))
                replica.Changed(Array.Find(call.Reservation.Pools!, static pool => pool.Amount is not null)!, urgent: false);
            replica.Write();
            replica.Look();
        }
    }
}
