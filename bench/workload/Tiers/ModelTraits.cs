namespace Gratis.Workload.Tiers;

/// <summary>How large a model is, as gateways sort them.</summary>
internal enum ModelSize
{
    Lite,
    Standard,
    Large,
}

/// <summary>What a model is worth, and what it cannot do.</summary>
/// <param name="Quality">An index of 0 to 100, as benchmarks give.</param>
/// <param name="Size">Its size.</param>
internal readonly record struct ModelTraits(int Quality, ModelSize Size)
{
    /// <summary>One like all others.</summary>
    public static ModelTraits Plain { get; } = new(0, ModelSize.Standard);

    public bool Sees { get; init; }

    public bool LacksTools { get; init; }

    public bool LacksSchemas { get; init; }

    /// <summary>Its window, where it is not the one of the plain world.</summary>
    public int? Context { get; init; }
}
