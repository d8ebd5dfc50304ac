using Gratis.Catalog.Claims;

namespace Gratis.Catalog.Free;

/// <summary>Everything that bears on whether one route is free.</summary>
internal sealed record FreeQuestion
{
    public required string Provider { get; init; }

    public required string UpstreamId { get; init; }

    public bool IsLocal { get; init; }

    /// <summary>A cost that was seen and that nothing has lifted since.</summary>
    public Evidence? CostSeen { get; init; }

    /// <summary>The owner's word on this very model.</summary>
    public Claim<bool>? Word { get; init; }

    /// <summary>The owner's word on how this provider's free models are told; null: as the facts say.</summary>
    public FreeRule? OwnersRule { get; init; }

    /// <summary>The prices of the owner's config or of the provider's own list; nobody else's prove anything.</summary>
    public Claim<FreePrice>? Price { get; init; }

    /// <summary>What the provider gives away.</summary>
    public FreeFacts Facts { get; init; } = new(FreeFactsRule.Price);

    /// <summary>Why that is believed.</summary>
    public Evidence? FactsEvidence { get; init; }

    /// <summary>Fields by which the provider marks its free models.</summary>
    public IReadOnlyDictionary<string, string>? Marks { get; init; }

    /// <summary>Somebody believes that it is free.</summary>
    public Evidence? Believed { get; init; }
}

/// <summary>What a price says about being free.</summary>
internal enum FreePrice
{
    /// <summary>Prompt, completion and the request itself cost nothing.</summary>
    Zero,

    /// <summary>Something costs, or may cost: it varies.</summary>
    Charged,
}
