using FsCheck;
using FsCheck.Fluent;
using Gratis.Simulator.Limits;

namespace Gratis.Tests.Simulator;

public sealed class LimitCounterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_rolling_window_frees_each_call_exactly_one_length_later()
    {
        var counter = Counter(LimitSpec.Rpm(2));
        counter.Add(Noon, 1);
        counter.Add(Noon.AddSeconds(10), 1);

        counter.RoomAt(Noon.AddSeconds(20), 1).ShouldBe(Noon.AddSeconds(60));
        counter.Used(Noon.AddSeconds(60).AddTicks(-1)).ShouldBe(2);
        counter.Used(Noon.AddSeconds(60)).ShouldBe(1);
        counter.ClearAt(Noon.AddSeconds(60)).ShouldBe(Noon.AddSeconds(70));
    }

    [Fact]
    public void What_is_taken_back_after_its_window_frees_nothing_of_the_next()
    {
        var counter = Counter(LimitSpec.Rpd(5));
        counter.Add(Noon, 3);
        counter.Add(Noon.AddHours(13), 2);

        counter.Return(Noon, 3, Noon.AddHours(14));

        counter.Used(Noon.AddHours(14)).ShouldBe(2);
    }

    [Fact]
    public void A_draining_day_frees_a_small_call_after_seconds()
    {
        // 73 of 200,000 tokens a day come back in 31.536 seconds: what Groq was seen to say.
        var counter = Counter(LimitSpec.Tpd(200_000).AsBucket());
        counter.Add(Noon, 200_000);

        (counter.RoomAt(Noon, 73) - Noon).ShouldBe(TimeSpan.FromSeconds(31.536));
    }

    [Fact]
    public void What_is_larger_than_the_limit_never_fits() =>
        Counter(LimitSpec.Tpm(100)).RoomAt(Noon, 101).ShouldBe(DateTimeOffset.MaxValue);

    [Fact]
    public void A_call_fits_at_the_instant_it_was_told_and_not_a_moment_before() => Prop.ForAll(
        Gen.Elements(LimitClock.Rolling, LimitClock.Fixed, LimitClock.Bucket).ToArbitrary(),
        Gen.Choose(1, 50).ToArbitrary(),
        Gen.ListOf(Gen.Zip(Gen.Choose(0, 30_000), Gen.Choose(1, 10))).ToArbitrary(),
        (clock, limit, calls) =>
        {
            var counter = Counter(LimitSpec.Tpm(limit) with { Clock = clock });
            var now = Noon;
            foreach (var (wait, cost) in calls)
            {
                now = now.AddMilliseconds(wait);
                var room = counter.RoomAt(now, cost);
                if (room == DateTimeOffset.MaxValue)
                {
                    if (cost <= limit)
                        return false;
                    continue;
                }

                // Without a tick of slack in any clock but the draining one, which counts in fractions.
                if (room > now && clock is not LimitClock.Bucket && counter.RoomAt(room.AddTicks(-1), cost) <= room.AddTicks(-1))
                    return false;
                now = room;
                if (counter.RoomAt(now, cost) > now)
                    return false;
                counter.Add(now, cost);
            }

            return counter.Peak <= limit;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_rolling_window_agrees_with_counting_by_hand() => Prop.ForAll(
        Gen.ListOf(Gen.Zip(Gen.Choose(0, 20_000), Gen.Choose(1, 5))).ToArbitrary(),
        calls =>
        {
            var counter = Counter(LimitSpec.Tpm(1000));
            var byHand = new List<(DateTimeOffset At, int Amount)>();
            var now = Noon;
            foreach (var (wait, amount) in calls)
            {
                now = now.AddMilliseconds(wait);
                counter.Add(now, amount);
                byHand.Add((now, amount));
                if (counter.Used(now) != byHand.Where(call => call.At > now.AddMinutes(-1)).Sum(call => call.Amount))
                    return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    private static LimitCounter Counter(LimitSpec limit) => LimitCounter.Create(limit, null, null, null);
}
