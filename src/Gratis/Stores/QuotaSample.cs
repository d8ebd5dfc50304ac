namespace Gratis.Stores;

/// <summary>One point of a pool's burn-down curve.</summary>
/// <param name="At">When.</param>
/// <param name="Used">So much was counted in the window then.</param>
/// <param name="Limit">The amount believed in then; null where nothing had corrected facts and owner.</param>
/// <param name="WindowStart">When the window began; null for one that rolls.</param>
internal readonly record struct QuotaSample(DateTimeOffset At, long Used, long? Limit, DateTimeOffset? WindowStart);
