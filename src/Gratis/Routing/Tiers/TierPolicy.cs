using Gratis.Wire;

namespace Gratis.Routing.Tiers;

/// <summary>The owner's rules by which <c>auto</c> chooses a tier.</summary>
internal sealed record TierPolicy(TierWords Words, TierBounds Bounds)
{
    /// <summary>The tier that the rules choose for a request; null where there is none to choose. Nothing is sent and nobody is asked.</summary>
    /// <param name="target">What was asked for; only <c>auto</c> leaves the tier to the gateway.</param>
    /// <param name="body">The request.</param>
    /// <param name="facts">What was read of it.</param>
    public TierChoice? Look(ModelTarget target, ReadOnlySpan<byte> body, RequestFacts facts)
    {
        if (!target.IsAuto || facts.Operation != Operation.Chat)
            return null;

        // Most requests of agents end here, before anything is decoded.
        if (TierFacts.OffersTools(facts))
            return TierChoice.Tools;

        using var last = new LastText(body, facts);
        return TierRules.Decide(TierFacts.Of(body, facts, last.Text, Bounds), Words, Bounds);
    }
}
