using Gratis.Catalog;

namespace Gratis.Discovery.Listings;

/// <summary>One model as a list describes it; what the list does not say is null.</summary>
internal sealed record ListedModel
{
    /// <summary>What to put into <c>model</c>.</summary>
    public required string Id { get; init; }

    /// <summary>How the provider calls it for people.</summary>
    public string? Name { get; init; }

    /// <summary>The vendor's own id of it, where the list names one beside its own.</summary>
    public string? CanonicalId { get; init; }

    /// <summary>What it does, where the list says so.</summary>
    public ModelKind? Kind { get; init; }

    /// <summary>Why it serves none of the operations here, as in <c>makes images</c>; null when it may serve one.</summary>
    public string? Unfit { get; init; }

    /// <summary>Prices in USD per million tokens; null unless both are listed.</summary>
    public ListedPrice? Price { get; init; }

    /// <summary>Fields by which some providers mark their free models: <c>isFree</c>, <c>tier</c>, as listed.</summary>
    public IReadOnlyDictionary<string, string> Marks { get; init; } = NoMarks;

    /// <summary>Since when the list has named this price; null where nobody has watched it.</summary>
    public DateTimeOffset? PricedSince { get; init; }

    public int? Context { get; init; }

    public int? MaxOutput { get; init; }

    /// <summary>Parameters in billions, where the list counts them: local servers do.</summary>
    public decimal? Size { get; init; }

    public CapabilitySet Capabilities { get; init; }

    public DateOnly? Released { get; init; }

    /// <summary>When the provider means to take it away.</summary>
    public DateOnly? Expires { get; init; }

    private static IReadOnlyDictionary<string, string> NoMarks { get; } = new Dictionary<string, string>();
}

/// <summary>A listed pair of prices in USD per million tokens; below zero: it varies, and nobody knows beforehand.</summary>
/// <param name="Input">Of the prompt.</param>
/// <param name="Output">Of the completion.</param>
/// <param name="PerRequest">Of each request beside its tokens, in USD.</param>
internal sealed record ListedPrice(decimal Input, decimal Output, decimal PerRequest = 0)
{
    /// <summary>Neither tokens nor the request cost anything.</summary>
    public bool IsZero => Input == 0 && Output == 0 && PerRequest == 0;

    /// <summary>Known beforehand.</summary>
    public bool IsFixed => Input >= 0 && Output >= 0 && PerRequest >= 0;
}
