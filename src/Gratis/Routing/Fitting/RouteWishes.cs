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
        if (Providers.Count > 0 && !Any(Providers, provider.Id, Same))
            return "another provider was asked for";
        if (Any(NoProviders, provider.Id, Same))
            return "its provider was ruled out";
        if (Regions.Count > 0 && !(provider.Region is { } region && Any(Regions, region, RegionNames.Covers)))
            return $"serves from {provider.Region ?? "nobody knows where"}, and another region was asked for";
        if (NoRegions.Count > 0 && !(provider.Region is { } home && !Any(NoRegions, home, RegionNames.Meet)))
            return $"serves from {provider.Region ?? "nobody knows where"}, which was ruled out";
        return NoTraining && provider.TrainsOnPrompts != false ? "its provider may train on what it is sent" : null;
    }

    /// <summary>Both wishes at once: what either rules out is out.</summary>
    public RouteWishes And(RouteWishes other) => new()
    {
        Providers = Both(Providers, other.Providers, Same),
        NoProviders = [.. NoProviders.Union(other.NoProviders, StringComparer.OrdinalIgnoreCase)],
        Regions = Both(Regions, other.Regions, RegionNames.Covers),
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
    private static IReadOnlyList<string> Both(IReadOnlyList<string> one, IReadOnlyList<string> other, Func<string, string, bool> covers)
    {
        if (one.Count == 0 || other.Count == 0)
            return one.Count == 0 ? other : one;
        string[] both = [.. one.Where(name => Any(other, name, covers)).Union(other.Where(name => Any(one, name, covers)), StringComparer.OrdinalIgnoreCase)];
        return both.Length > 0 ? both : [""];
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool Any(IReadOnlyList<string> names, string name, Func<string, string, bool> covers)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (covers(names[i], name))
                return true;
        }

        return false;
    }
}
