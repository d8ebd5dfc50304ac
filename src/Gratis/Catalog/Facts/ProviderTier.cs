namespace Gratis.Catalog.Facts;

/// <summary>What a provider gives away. Tells people what to expect; whether a route is free is decided elsewhere.</summary>
internal enum ProviderTier
{
    /// <summary>Nothing: paid, retired, or own hardware.</summary>
    None,

    /// <summary>A credit that runs out.</summary>
    Credits,

    /// <summary>A free tier that renews itself.</summary>
    Standing,
}
