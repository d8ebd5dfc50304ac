using Gratis.Workload.Tiers;

namespace Gratis.Workload.Run;

/// <summary>What became of one pool in one of its windows.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Used">What was counted when the window ended.</param>
/// <param name="Held">What could have been.</param>
/// <param name="IsBinding">Some route of it was nearer to this pool's end than to that of any other.</param>
/// <param name="IsWanted">More calls were asked for in this time than the world could serve.</param>
internal readonly record struct PoolWindow(TierPool Pool, long Used, double Held, bool IsBinding, bool IsWanted)
{
    /// <summary>Of what it held. What was taken beyond that, where tokens are counted after the fact, makes up for nothing elsewhere.</summary>
    public double Share => Math.Min(1, Used / Held);

    public bool Counts => IsBinding && IsWanted;
}
