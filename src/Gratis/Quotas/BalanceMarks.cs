namespace Gratis.Quotas;

/// <summary>How the pools of an account stood when its provider was asked what is left: what happened since may not be in the answer.</summary>
/// <param name="Pools">Those that such an answer can be about.</param>
/// <param name="Marks">Of each, how far it was.</param>
internal sealed record BalanceMarks(QuotaPool[] Pools, PoolMark[] Marks);

/// <summary>One pool at one instant.</summary>
/// <param name="At">UTC ticks.</param>
/// <param name="Drawn">Everything reserved until then.</param>
/// <param name="Held">Of that, what was not counted yet.</param>
internal readonly record struct PoolMark(long At, long Drawn, long Held);
