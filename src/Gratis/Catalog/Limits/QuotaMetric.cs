namespace Gratis.Catalog.Limits;

/// <summary>What a quota pool counts.</summary>
internal enum QuotaMetric
{
    /// <summary>Calls.</summary>
    Requests,

    /// <summary>Tokens in and out together.</summary>
    Tokens,

    /// <summary>Tokens in.</summary>
    InputTokens,

    /// <summary>Tokens out.</summary>
    OutputTokens,

    /// <summary>Money or a credit worth money, in billionths of a US dollar.</summary>
    Credits,

    /// <summary>Calls in flight at once; it has no window.</summary>
    Concurrency,

    /// <summary>The owner's own money, in billionths of a US dollar.</summary>
    Usd,
}
