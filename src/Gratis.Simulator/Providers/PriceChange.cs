namespace Gratis.Simulator.Providers;

/// <summary>A new price of a model. Calls cost it from its instant on; the list may learn of it later.</summary>
/// <param name="At">So long after its provider joined the world.</param>
/// <param name="Input">USD per million input tokens; zero is free.</param>
/// <param name="Output">USD per million output tokens; zero is free.</param>
public sealed record PriceChange(TimeSpan At, decimal Input, decimal Output)
{
    /// <summary>How long the model list goes on showing the price before.</summary>
    public TimeSpan ListedAfter { get; init; }

    /// <summary>Whether accounts that do not pay are refused; otherwise they are served, and billed.</summary>
    public bool Refuses { get; init; } = true;
}
