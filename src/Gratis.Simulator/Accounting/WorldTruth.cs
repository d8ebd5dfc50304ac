namespace Gratis.Simulator.Accounting;

/// <summary>What a world really counted, at one instant.</summary>
/// <param name="At">The instant.</param>
/// <param name="Providers">One entry a provider.</param>
public sealed record WorldTruth(DateTimeOffset At, IReadOnlyList<ProviderTruth> Providers)
{
    /// <summary>How often the document of models.dev was asked for.</summary>
    public long ModelsDevReads { get; init; }

    /// <summary>The books of one provider.</summary>
    public ProviderTruth this[string provider] =>
        Providers.FirstOrDefault(entry => entry.Id == provider)
        ?? throw new KeyNotFoundException($"This world has no provider '{provider}'; it has {string.Join(", ", Providers.Select(entry => entry.Id))}.");

    /// <summary>USD billed by everybody.</summary>
    public decimal Usd => Providers.Sum(provider => provider.Total.Usd);

    /// <summary>Calls that cost money anywhere.</summary>
    public long Billed => Providers.Sum(provider => provider.Total.Billed);

    /// <summary>Calls that came although a limit had no room.</summary>
    public long Overspends => Providers.Sum(provider => provider.Total.Overspends);
}
