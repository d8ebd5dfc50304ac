using Gratis.Simulator.Providers;
using Gratis.Workload.Agents;
using Gratis.Workload.Policies;
using Gratis.Workload.Tiers;

namespace Gratis.Workload;

/// <summary>What a run is about: who is asked, who asks, and which policies are compared unless others are named.</summary>
/// <param name="Providers">The world.</param>
/// <param name="TraitsOf">What is known of its models beside their limits.</param>
/// <param name="Kinds">The agents.</param>
/// <param name="Policies">Who is compared.</param>
internal sealed record Scenario(
    IReadOnlyList<ProviderSpec> Providers, Func<ProviderSpec, ModelSpec, ModelTraits> TraitsOf, IReadOnlyList<AgentKind> Kinds, IReadOnlyList<string> Policies)
{
    /// <summary>What becomes of quotas: every model can do everything and none is better than another.</summary>
    public static Scenario Quotas { get; } = new(FreeTiers.All, (_, _) => ModelTraits.Plain, AgentKind.All, [PolicyRoster.Gratis, "fixed", "provider", "buckets"]);

    /// <summary>What becomes of requests: models differ in what they can do and in how well, and so do those who ask.</summary>
    public static Scenario Mixed { get; } = new(MixedTiers.All, MixedTiers.TraitsOf, MixedKinds.All, [PolicyRoster.Gratis, "fixed", "random", "tiers"]);
}
