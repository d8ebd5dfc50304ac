namespace Gratis.Catalog.Models;

/// <summary>How much model an identity is.</summary>
internal static class ModelTiers
{
    private const decimal Lite = 10;
    private const decimal Standard = 72;

    /// <summary>Judges by all parameters, not the active ones.</summary>
    /// <param name="identity">What the id says.</param>
    /// <param name="reasons">
    /// What is known: true for a model that thinks unasked. A hybrid, which thinks only when told to, is not one, so whoever merely read
    /// "supports reasoning" in a list passes null, and then the name decides.
    /// </param>
    public static ModelTier Of(ModelIdentity identity, bool? reasons)
    {
        if (reasons ?? identity.NamesReasoning)
            return ModelTier.Reasoning;
        return identity.Size.Total switch
        {
            < Lite => ModelTier.Lite,
            > Standard => ModelTier.Large,
            _ => ModelTier.Standard,
        };
    }
}
