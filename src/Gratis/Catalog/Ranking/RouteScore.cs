using System.Collections.Immutable;

namespace Gratis.Catalog.Ranking;

/// <summary>How good a route is, number by number.</summary>
/// <param name="Total">0 to about 100; the sum of its parts.</param>
/// <param name="Parts">What it is made of.</param>
internal sealed record RouteScore(double Total, ImmutableArray<ScorePart> Parts)
{
    /// <summary>The sum of the parts.</summary>
    public static RouteScore Of(params ReadOnlySpan<ScorePart> parts)
    {
        var total = 0.0;
        foreach (var part in parts)
            total += part.Points;
        return new RouteScore(total, [.. parts]);
    }
}

/// <summary>One number of a score.</summary>
/// <param name="Name">What is judged: <c>quality</c>, <c>success</c>, <c>speed</c>.</param>
/// <param name="Points">What it gives or takes.</param>
/// <param name="Why">Where the number comes from, with its date.</param>
internal sealed record ScorePart(string Name, double Points, string Why);
