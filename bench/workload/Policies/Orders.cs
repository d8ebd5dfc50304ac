using Gratis.Workload.Agents;
using Gratis.Workload.Tiers;

namespace Gratis.Workload.Policies;

/// <summary>Whom a simple gateway asks first for one call.</summary>
internal interface IOrder
{
    IReadOnlyList<Offer> For(in AgentCall call);
}

/// <summary>The best first, always.</summary>
internal sealed class FixedOrder(TierMap map) : IOrder
{
    public IReadOnlyList<Offer> For(in AgentCall call) => map.Offers;
}

/// <summary>Drawn anew for every call, the better the likelier.</summary>
internal sealed class WeightedOrder(TierMap map, int seed) : IOrder
{
    private readonly Random _dice = new(seed);

    public IReadOnlyList<Offer> For(in AgentCall call)
    {
        // The one with the shortest wait leads, where waits are drawn at rates that are the weights.
        var drawn = map.Offers.Select(offer => (offer, At: _dice.Exponential() / Math.Max(1, offer.Traits.Quality))).ToArray();
        return [.. drawn.OrderBy(one => one.At).Select(one => one.offer)];
    }
}

/// <summary>Small models for small questions, large ones for tools and long texts; within a size the best first, then the next size.</summary>
internal sealed class SizeOrder(TierMap map) : IOrder
{
    // Bytes of a body: a question with its instructions, and a text worth a large model.
    private const int Short = 700;
    private const int Long = 5_000;

    private readonly Offer[][] _bySize = [.. Enum.GetValues<ModelSize>().Select(wanted => map.Offers.OrderBy(offer => Distance(wanted, offer.Traits.Size)).ToArray())];

    public IReadOnlyList<Offer> For(in AgentCall call) => _bySize[(int)(
        call.HasTools || call.Body.Length > Long ? ModelSize.Large
        : call.Body.Length < Short ? ModelSize.Lite
        : ModelSize.Standard)];

    /// <summary>Of two that are as far the larger one.</summary>
    private static int Distance(ModelSize wanted, ModelSize size) => (2 * Math.Abs(wanted - size)) - (size > wanted ? 1 : 0);
}
