using System.Collections.Immutable;

namespace Gratis.Catalog.Ranking;

/// <summary>All routes, best first. Handed in again with the next ranking, so that places are kept.</summary>
/// <param name="Routes">In order.</param>
internal sealed record RankOrder(ImmutableArray<RankedRoute> Routes)
{
    /// <summary>Before anything was ranked.</summary>
    public static RankOrder Empty { get; } = new([]);
}

/// <summary>A route in its place.</summary>
/// <param name="Route">The route.</param>
/// <param name="Worth">What it was placed by: its score, raised to that of the best route which the owner put behind it.</param>
internal readonly record struct RankedRoute(RankInput Route, double Worth)
{
    /// <summary>The owner named it.</summary>
    public bool IsNamed => Route.OwnerPlace is not null;

    /// <summary>It stands higher than it scores, since the owner put a better one behind it.</summary>
    public bool IsLifted => Worth > Route.Score.Total;

    /// <summary>Whether it may rise past a neighbour that stands above it.</summary>
    public bool Beats(in RankedRoute above) =>
        Route.IsHealthy && (above.Route.IsHealthy ? Worth >= above.Worth + Ranker.Margin : Worth > above.Worth);
}
