using System.Collections.Immutable;

namespace Gratis.Discovery.Listings;

/// <summary>What the bytes of a list turned out to say.</summary>
/// <param name="Models">In the list's order, each id once; none unless the whole list is usable.</param>
/// <param name="IsUsable">The list arrived whole and names at least one model.</param>
/// <param name="Problem">Why it is not usable: what came, and what was expected.</param>
/// <param name="Ignored">Why entries were left out; the first of them, and how many more there were.</param>
internal sealed record ListingReading(ImmutableArray<ListedModel> Models, bool IsUsable, string? Problem, ImmutableArray<string> Ignored)
{
    /// <summary>The list says that it goes on elsewhere: what it lacks is not gone.</summary>
    public bool IsPartial { get; init; }

    /// <summary>A list of which nothing is taken.</summary>
    public static ListingReading Unusable(string problem) => new([], false, problem, []);
}
