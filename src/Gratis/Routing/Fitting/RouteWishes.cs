using Gratis.Catalog;

namespace Gratis.Routing.Fitting;

/// <summary>Which routes a client and its owner will have, whatever they can do. What nobody knows of a route does not pass.</summary>
internal sealed record RouteWishes
{
    /// <summary>Only these providers; empty: all.</summary>
    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>None of these providers.</summary>
    public IReadOnlyList<string> NoProviders { get; init; } = [];

    /// <summary>Only these regions; empty: all.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>None of these regions.</summary>
    public IReadOnlyList<string> NoRegions { get; init; } = [];

    /// <summary>Only routes of which it is known that nobody trains on what they are sent.</summary>
    public bool NoTraining { get; init; }

    /// <summary>The owner's one switch for all requests.</summary>
    public static RouteWishes PrivateOnly { get; } = new() { NoTraining = true };

    /// <summary>What speaks against a route; null when nothing does.</summary>
    public string? Objection(Provider provider)
    {
        if (Providers.Count > 0 && !Holds(Providers, provider.Id))
            return "another provider was asked for";
        if (Holds(NoProviders, provider.Id))
            return "its provider was ruled out";
        if (Regions.Count > 0 && !(provider.Region is { } region && Holds(Regions, region)))
            return $"serves from {provider.Region ?? "nobody knows where"}, and another region was asked for";
        if (NoRegions.Count > 0 && !(provider.Region is { } home && !Holds(NoRegions, home)))
            return $"serves from {provider.Region ?? "nobody knows where"}, which was ruled out";
        return NoTraining && provider.TrainsOnPrompts != false ? "its provider may train on what it is sent" : null;
    }

    /// <summary>Both wishes at once: what either rules out is out.</summary>
    public RouteWishes And(RouteWishes other) => new()
    {
        Providers = Both(Providers, other.Providers),
        NoProviders = [.. NoProviders.Union(other.NoProviders, StringComparer.OrdinalIgnoreCase)],
        Regions = Both(Regions, other.Regions),
        NoRegions = [.. NoRegions.Union(other.NoRegions, StringComparer.OrdinalIgnoreCase)],
        NoTraining = NoTraining || other.NoTraining,
    };

    /// <summary>The wishes as an error names them: what a route would have to be.</summary>
    public IReadOnlyList<string> Names() =>
    [
        .. Providers.Select(name => "provider:" + (name.Length > 0 ? name : "none")),
        .. NoProviders.Select(name => "not provider:" + name),
        .. Regions.Select(name => "region:" + (name.Length > 0 ? name : "none")),
        .. NoRegions.Select(name => "not region:" + name),
        .. NoTraining ? ["no_training"] : Array.Empty<string>(),
    ];

    // An empty list means all, so a cut that leaves nothing has to name somebody whom nobody is.
    private static IReadOnlyList<string> Both(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.Count == 0 ? other : other.Count == 0 ? one : one.Where(name => Holds(other, name)).ToArray() is { Length: > 0 } both ? both : [""];

    private static bool Holds(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
