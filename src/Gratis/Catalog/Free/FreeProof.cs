using Gratis.Catalog.Claims;

namespace Gratis.Catalog.Free;

/// <summary>Free is proven, not believed: one predicate, asked layer by layer.</summary>
internal static class FreeProof
{
    private static readonly Evidence NoProof = new(ClaimSource.Guess, "no price, no rule and nobody's word says that it is free", null, 1);

    /// <summary>The verdict on one route, by the first layer that has something to say.</summary>
    public static FreeVerdict Judge(FreeQuestion asked)
    {
        if (asked.IsLocal)
            return new FreeVerdict(false, FreeLayer.Local, Evidence.OfOwner("own hardware is never a free tier"));
        if (asked.CostSeen is { } cost)
            return new FreeVerdict(false, FreeLayer.CostObserved, cost);

        return ByOwner(asked) ?? ByPrice(asked) ?? ByRule(asked) ?? BySuffix(asked) ?? ByBelief(asked) ?? new FreeVerdict(false, FreeLayer.Unproven, NoProof);
    }

    /// <summary>True when the id carries <c>:free</c> as its last token; the word inside a name frees nothing.</summary>
    public static bool HasFreeToken(string upstreamId) => upstreamId.EndsWith(":free", StringComparison.OrdinalIgnoreCase);

    private static FreeVerdict? ByOwner(FreeQuestion asked)
    {
        if (asked.Word is { } word)
            return new FreeVerdict(word.Value, FreeLayer.Owner, word.Evidence);

        return asked.OwnersRule switch
        {
            FreeRule.All => Say(true, "all"),
            FreeRule.None => Say(false, "none"),
            FreeRule.List => Say(false, "list, which does not name it"),
            _ => null,
        };

        FreeVerdict Say(bool isFree, string rule) => new(isFree, FreeLayer.Owner, Evidence.OfOwner($"free: {rule} of provider {asked.Provider} in the config"));
    }

    private static FreeVerdict? ByPrice(FreeQuestion asked)
    {
        if (asked.Price is not { } price)
            return null;
        if (price.Value == FreePrice.Zero)
            return new FreeVerdict(true, FreeLayer.Price, price.Evidence);

        // A plan without charge stands beside a price list for those who pay; elsewhere the list is the last word.
        var isForOthers = asked.OwnersRule is null && asked.Facts.Rule is (FreeFactsRule.All or FreeFactsRule.List or FreeFactsRule.Marked);
        return isForOthers ? null : new FreeVerdict(false, FreeLayer.Price, price.Evidence);
    }

    private static FreeVerdict? ByRule(FreeQuestion asked)
    {
        // An owner who names a rule does not mean the one of the facts.
        if (asked.OwnersRule is not null || asked.FactsEvidence is not { } evidence)
            return null;

        var facts = asked.Facts;
        var isFree = !ModelPatterns.AnyMatches(facts.Except, asked.UpstreamId) && facts.Rule switch
        {
            FreeFactsRule.All => true,
            FreeFactsRule.List => ModelPatterns.AnyMatches(facts.Models, asked.UpstreamId),
            FreeFactsRule.Suffix => asked.UpstreamId.EndsWith(facts.Suffix, StringComparison.OrdinalIgnoreCase),
            FreeFactsRule.Marked => asked.Marks?.GetValueOrDefault(facts.Field ?? "") is { } value && value.Equals(facts.FieldValue, StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
        return isFree ? new FreeVerdict(true, FreeLayer.ProviderRule, evidence) : null;
    }

    private static FreeVerdict? BySuffix(FreeQuestion asked) => HasFreeToken(asked.UpstreamId)
        ? new FreeVerdict(true, FreeLayer.Suffix, new Evidence(ClaimSource.Guess, "the id ends with :free", null, 0.8))
        : null;

    private static FreeVerdict? ByBelief(FreeQuestion asked) =>
        asked.Believed is { } believed ? new FreeVerdict(true, FreeLayer.Believed, believed) : null;
}
