namespace Gratis.Catalog.Models;

/// <summary>What a provider's id says of the model behind it, whoever serves it.</summary>
/// <param name="Family">The same for one model at every provider: <c>llama-3-3-70b</c>.</param>
/// <param name="Size">Parameters, as far as the id tells.</param>
/// <param name="NamesReasoning">The name says that it thinks before it answers.</param>
/// <param name="Variant">What follows the colon, as in <c>free</c>; null where there is none.</param>
internal sealed record ModelIdentity(string Family, ModelSize Size, bool NamesReasoning, string? Variant);

/// <summary>Parameters in billions; of a mixture of experts also how many work on one token.</summary>
internal readonly record struct ModelSize(decimal? Total, decimal? Active)
{
    /// <summary>Nobody knows.</summary>
    public static ModelSize Unknown => default;
}

/// <summary>How much model a request gets.</summary>
internal enum ModelTier
{
    /// <summary>Below 10 billion parameters.</summary>
    Lite,

    /// <summary>Up to 72 billion, and where nobody knows.</summary>
    Standard,

    /// <summary>Above.</summary>
    Large,

    /// <summary>Thinks before it answers, whatever its size.</summary>
    Reasoning,
}
