namespace Gratis.Simulator.Limits;

/// <summary>What a limit counts.</summary>
public enum LimitMetric
{
    /// <summary>Calls.</summary>
    Requests,

    /// <summary>Tokens in and out.</summary>
    Tokens,

    /// <summary>Tokens in only.</summary>
    InputTokens,

    /// <summary>Calls in flight at the same time.</summary>
    Concurrency,
}
