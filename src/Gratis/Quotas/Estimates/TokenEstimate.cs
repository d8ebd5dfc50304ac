namespace Gratis.Quotas.Estimates;

/// <summary>What a request is expected to cost, or is taken to have cost.</summary>
/// <param name="InputTokens">Tokens the model reads; never less than one.</param>
/// <param name="OutputTokens">Tokens it writes, over all choices, thinking included; zero where it writes none.</param>
internal readonly record struct TokenEstimate(long InputTokens, long OutputTokens)
{
    /// <summary>Both.</summary>
    public long Total => InputTokens + OutputTokens;
}
