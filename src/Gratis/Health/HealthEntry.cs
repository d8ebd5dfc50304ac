using Gratis.Upstream.Verdicts;

namespace Gratis.Health;

/// <summary>What is recorded against one thing, for showing and storing.</summary>
/// <param name="Reach">What kind of thing.</param>
/// <param name="Key">Which one.</param>
/// <param name="Cooldown">What is recorded; it may have ended.</param>
internal readonly record struct HealthEntry(Reach Reach, string Key, Cooldown Cooldown);
