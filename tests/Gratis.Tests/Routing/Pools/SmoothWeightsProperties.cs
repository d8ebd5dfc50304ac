using FsCheck;
using FsCheck.Fluent;
using Gratis.Routing.Pools;
using Gratis.Tests.Wire;

namespace Gratis.Tests.Routing.Pools;

public sealed class SmoothWeightsProperties
{
    [Fact]
    public void Over_a_cycle_every_target_leads_exactly_in_proportion() => ForAll(static (weights, _) =>
    {
        var smooth = new SmoothWeights(weights);
        bool[] all = [.. weights.Select(_ => true)];
        for (var cycle = 0; cycle < 3; cycle++)
        {
            var led = new int[weights.Length];
            for (var i = 0; i < weights.Sum(); i++) led[smooth.Next(all)[0]]++;
            led.ShouldBe(weights);
        }
    });

    [Fact]
    public void No_target_is_ever_more_than_one_turn_away_from_its_share() => ForAll(static (weights, _) =>
    {
        var smooth = new SmoothWeights(weights);
        bool[] all = [.. weights.Select(_ => true)];
        var led = new int[weights.Length];
        double total = weights.Sum();
        for (var turn = 1; turn <= total; turn++)
        {
            led[smooth.Next(all)[0]]++;
            for (var i = 0; i < weights.Length; i++) Math.Abs(led[i] - (turn * weights[i] / total)).ShouldBeLessThan(weights.Length);
            if (weights.Length == 2) Math.Abs(led[0] - (turn * weights[0] / total)).ShouldBeLessThan(1);
        }
    });

    [Fact]
    public void No_burst_is_longer_than_the_others_together_make_it() => ForAll(static (weights, _) =>
    {
        var smooth = new SmoothWeights(weights);
        bool[] all = [.. weights.Select(_ => true)];
        int last = -1, run = 0;
        for (var turn = 0; turn < 3 * weights.Sum(); turn++)
        {
            var leader = smooth.Next(all)[0];
            run = leader == last ? run + 1 : 1;
            last = leader;
            var others = weights.Sum() - weights[leader];
            if (others == 0) continue;
            var needed = (int)Math.Ceiling((double)weights[leader] / others);
            run.ShouldBeLessThanOrEqualTo(Math.Max(needed + 1, (2 * needed) - 1));
        }
    });

    [Fact]
    public void Every_order_holds_every_target_once_and_is_led_by_an_available_one() => ForAll(static (weights, random) =>
    {
        var smooth = new SmoothWeights(weights);
        for (var turn = 0; turn < 50; turn++)
        {
            bool[] available = [.. weights.Select(_ => random.Next(2) == 0)];
            var order = smooth.Next(available);
            order.Order().ShouldBe(Enumerable.Range(0, weights.Length));
        }
    });

    [Fact]
    public void Those_who_are_away_neither_earn_nor_spend() => ForAll(static (weights, random) =>
    {
        // The same turns with and without a target that is never there.
        var smooth = new SmoothWeights(weights);
        var alone = new SmoothWeights(weights[..^1]);
        bool[] present = [.. weights[..^1].Select(_ => true)];
        for (var turn = 0; turn < 40; turn++)
            smooth.Next([.. present, false]).Where(i => i < present.Length).ShouldBe(alone.Next(present));
    }, least: 2);

    [Fact]
    public void After_a_companion_leaves_the_rest_share_fairly_at_once()
    {
        var smooth = new SmoothWeights([1, 100, 1]);
        for (var i = 0; i < 51; i++) smooth.Next([true, true, true]);
        var led = new int[3];
        for (var i = 0; i < 10; i++) led[smooth.Next([true, false, true])[0]]++;
        led[0].ShouldBeInRange(4, 6);
        led[2].ShouldBeInRange(4, 6);
    }

    [Fact]
    public void A_share_of_nothing_comes_last()
    {
        var smooth = new SmoothWeights([0, 1, 100]);
        for (var i = 0; i < 300; i++) smooth.Next([true, true, i % 7 != 0])[^1].ShouldBe(0);
    }

    private static void ForAll(Action<int[], Random> check, int least = 1) => Prop.ForAll(Properties.Seeds, seed =>
    {
        var random = new Random(seed);
        int[] weights = [.. Enumerable.Range(0, random.Next(least, 7)).Select(_ => random.Next(1, 12))];
        check(weights, random);
    }).Check(Properties.Config.WithMaxTest(300));
}
