using Gratis.Catalog.Claims;

namespace Gratis.Catalog.Free;

/// <summary>Whether a route is free, and why.</summary>
/// <param name="IsFree">Calling it costs nothing, and that is proven.</param>
/// <param name="Layer">Which of the layers decided.</param>
/// <param name="Evidence">What it was decided by.</param>
internal sealed record FreeVerdict(bool IsFree, FreeLayer Layer, Evidence Evidence);

/// <summary>What may decide, in the order in which it is asked: the first that has something to say decides.</summary>
internal enum FreeLayer
{
    /// <summary>Own hardware is never a free tier.</summary>
    Local,

    /// <summary>A call that should have been free was charged.</summary>
    CostObserved,

    /// <summary>The owner's word on this route, or on all of its provider.</summary>
    Owner,

    /// <summary>The provider's own prices.</summary>
    Price,

    /// <summary>What the provider gives away, as the built-in facts know it.</summary>
    ProviderRule,

    /// <summary><c>:free</c> as the last token of the id.</summary>
    Suffix,

    /// <summary>Somebody believes it: the owner's list, or the curated claims.</summary>
    Believed,

    /// <summary>Nobody says anything, and what is not proven free costs money.</summary>
    Unproven,
}

/// <summary>The layers' names.</summary>
internal static class FreeLayers
{
    extension(FreeLayer layer)
    {
        /// <summary>As answers and the command line spell it.</summary>
        public string Spell() => layer switch
        {
            FreeLayer.Local => "local",
            FreeLayer.CostObserved => "cost_observed",
            FreeLayer.Owner => "owner",
            FreeLayer.Price => "price",
            FreeLayer.ProviderRule => "provider_rule",
            FreeLayer.Suffix => "suffix",
            FreeLayer.Believed => "believed",
            _ => "unproven",
        };
    }
}
