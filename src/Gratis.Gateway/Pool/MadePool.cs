using System.Collections.Immutable;
using Gratis.Catalog.Ranking;

namespace Gratis.Gateway.Pool;

/// <summary>A pool, and what became of the one before it.</summary>
/// <param name="Members">Best first.</param>
/// <param name="Removed">Who was in it before, in that order.</param>
/// <param name="Eligible">How many might have been in it.</param>
internal sealed record MadePool(ImmutableArray<PoolMember> Members, ImmutableArray<Departure> Removed, int Eligible)
{
    public IEnumerable<PoolMember> Added => Members.Where(member => member.FormerRank is null);

    public IEnumerable<PoolMember> Moved => Members.Where(member => member.FormerRank is { } former && former != member.Rank);
}

/// <summary>One model of a pool.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Model">Its id as OpenRouter lists it.</param>
/// <param name="Weight">Its share.</param>
/// <param name="Score">Its points and what they are made of.</param>
/// <param name="Context">Its window in tokens.</param>
internal sealed record PoolMember(int Rank, string Model, int Weight, RouteScore Score, int Context)
{
    /// <summary>Its rank in the pool before; null where it was not in it.</summary>
    public int? FormerRank { get; init; }
}

/// <summary>One that is no longer in the pool.</summary>
internal sealed record Departure(string Model, string Why);
