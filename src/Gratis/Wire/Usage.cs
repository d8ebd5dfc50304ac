namespace Gratis.Wire;

/// <summary>What an answer says it cost.</summary>
/// <param name="InputTokens">Prompt tokens, if reported.</param>
/// <param name="OutputTokens">Completion tokens, if reported.</param>
/// <param name="CostUsd">The provider's own price for this call, if reported.</param>
public readonly record struct Usage(long? InputTokens, long? OutputTokens, decimal? CostUsd)
{
    /// <summary>True when nothing was reported.</summary>
    public bool IsEmpty => InputTokens is null && OutputTokens is null && CostUsd is null;
}
