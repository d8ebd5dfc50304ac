namespace Gratis.Stores;

/// <summary>Whom a client's requests may go to. What nobody knows of a provider does not pass.</summary>
internal sealed record ClientKeyPolicy
{
    /// <summary>Anybody.</summary>
    public static ClientKeyPolicy None { get; } = new();

    /// <summary>Only these providers, by id; empty: all.</summary>
    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>None of these providers.</summary>
    public IReadOnlyList<string> AvoidProviders { get; init; } = [];

    /// <summary>Only these regions; empty: all.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>None of these regions.</summary>
    public IReadOnlyList<string> AvoidRegions { get; init; } = [];

    /// <summary>Only where nobody trains on what is sent.</summary>
    public bool NoTraining { get; init; }
}
