namespace Gratis.Catalog.Ranking;

/// <summary>One route that wants its place.</summary>
/// <param name="Id">The route's id; no two alike.</param>
/// <param name="Score">How good it is.</param>
/// <param name="Position">Its place in the configured order, which decides where nothing else does.</param>
internal sealed record RankInput(string Id, RouteScore Score, int Position)
{
    /// <summary>False while it is in trouble: then it rises past nobody, and others need no margin to rise past it.</summary>
    public bool IsHealthy { get; init; } = true;

    /// <summary>Its place in the owner's order; null when the owner did not name it.</summary>
    public int? OwnerPlace { get; init; }

    /// <summary>With a place in the owner's order: what it is worth at least, whatever it scores.</summary>
    public double LeastWorth { get; init; } = double.NegativeInfinity;
}
