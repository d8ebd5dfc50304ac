namespace Gratis.Simulator.Scenarios.Month;

/// <summary>One planned event of the month of churn.</summary>
/// <param name="After">So long after the world began.</param>
/// <param name="Provider">Where.</param>
/// <param name="Model">The model; null when it is about the provider or a key.</param>
/// <param name="What">What happens.</param>
public sealed record ChurnEvent(TimeSpan After, string Provider, string? Model, ChurnKind What)
{
    /// <summary>How long the provider's list goes on as if nothing had happened.</summary>
    public TimeSpan ListedAfter { get; init; }

    /// <summary>The label of the key it is about.</summary>
    public string? Key { get; init; }
}
