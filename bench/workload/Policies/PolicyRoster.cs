using Gratis.Workload.Run;
using Gratis.Workload.Tiers;

namespace Gratis.Workload.Policies;

/// <summary>The policies that are compared.</summary>
internal static class PolicyRoster
{
    public const string Gratis = "gratis";

    public static IReadOnlyList<string> Names { get; } = [Gratis, "fixed", "provider", "buckets", "random", "tiers"];

    public static string TitleOf(string name) => name switch
    {
        Gratis => "Gratis",
        "fixed" => "fixed order, model rests 60 s",
        "provider" => "provider rests",
        "random" => "weighted random, model rests 60 s",
        "tiers" => "size tiers, model rests 60 s",
        _ => "token buckets",
    };

    public static IPolicy Create(string name, TierMap map, Network network, TimeProvider time, int seed) => name switch
    {
        Gratis => new GratisPolicy(map, network, time),
        "fixed" => new SimpleGateway(map, new FixedOrder(map), new ModelRest(map), network, time),
        "provider" => new SimpleGateway(map, new FixedOrder(map), new ProviderRest(map), network, time),
        "buckets" => new SimpleGateway(map, new FixedOrder(map), new TokenBuckets(map), network, time),
        "random" => new SimpleGateway(map, new WeightedOrder(map, seed), new ModelRest(map), network, time),
        "tiers" => new SimpleGateway(map, new SizeOrder(map), new ModelRest(map), network, time),
        _ => throw new ArgumentException($"There is no policy called '{name}'; there are {string.Join(", ", Names)}.", nameof(name)),
    };
}
