using Gratis.Catalog.Limits;

namespace Gratis.Quotas;

/// <summary>What one call will take of each metric, as far as that can be known before it is sent.</summary>
/// <param name="InputTokens">Tokens in, estimated.</param>
/// <param name="OutputTokens">Tokens out that are reserved.</param>
/// <param name="Credits">Billionths of a US dollar.</param>
/// <param name="IsBackground">Leaves the share that pools keep for interactive requests.</param>
internal readonly record struct Demand(long InputTokens, long OutputTokens, long Credits = 0, bool IsBackground = false)
{
    /// <summary>The most that it can cost its owner, in billionths of a US dollar.</summary>
    public long Usd { get; init; }

    public long Of(QuotaMetric metric) => metric switch
    {
        QuotaMetric.Tokens => InputTokens + OutputTokens,
        QuotaMetric.InputTokens => InputTokens,
        QuotaMetric.OutputTokens => OutputTokens,
        QuotaMetric.Credits => Credits,
        QuotaMetric.Usd => Usd,
        _ => 1,
    };
}

/// <summary>What a call really took, as its provider counts it.</summary>
/// <param name="IsCounted">Whether it counts as a request.</param>
/// <param name="InputTokens">Tokens in.</param>
/// <param name="OutputTokens">Tokens out.</param>
/// <param name="Credits">Billionths of a US dollar.</param>
internal readonly record struct Spent(bool IsCounted, long InputTokens, long OutputTokens, long Credits = 0)
{
    /// <summary>What it cost its owner, in billionths of a US dollar.</summary>
    public long Usd { get; init; }

    public static Spent Nothing => default;

    public long Of(QuotaMetric metric) => metric switch
    {
        QuotaMetric.Requests => IsCounted ? 1 : 0,
        QuotaMetric.Tokens => InputTokens + OutputTokens,
        QuotaMetric.InputTokens => InputTokens,
        QuotaMetric.OutputTokens => OutputTokens,
        QuotaMetric.Credits => Credits,
        QuotaMetric.Usd => Usd,
        _ => 0,
    };
}
