namespace Gratis.Simulator.Providers;

/// <summary>One key of a provider.</summary>
/// <param name="Key">The secret.</param>
public sealed record AccountSpec(string Key)
{
    /// <summary>What books and journals call it instead of the secret; by default its number.</summary>
    public string? Label { get; init; }

    /// <summary>True when this account pays for what costs money; otherwise paid models are refused.</summary>
    public bool Pays { get; init; }

    /// <summary>Credit in USD; a paying account without credit is refused too. Null never runs out.</summary>
    public decimal? Credit { get; init; }
}
