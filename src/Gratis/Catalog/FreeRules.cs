namespace Gratis.Catalog;

/// <summary>Whether a model is free: proven, not believed.</summary>
internal static class FreeRules
{
    /// <param name="isLocal">Own hardware is never a free tier.</param>
    /// <param name="claim">The owner's own word on this model; wins over the rule.</param>
    /// <param name="rule">How its provider's free models are recognised.</param>
    /// <param name="upstreamId">The provider's id of the model.</param>
    /// <param name="price">Its price, where one is known.</param>
    public static bool IsFree(bool isLocal, bool? claim, FreeRule rule, string upstreamId, Price? price)
    {
        if (isLocal)
            return false;

        return claim ?? rule switch
        {
            FreeRule.All => true,
            FreeRule.Price => price is { Input: 0, Output: 0 },
            FreeRule.Suffix => ModelNames.HasFreeVariant(upstreamId),
            _ => false,
        };
    }
}
