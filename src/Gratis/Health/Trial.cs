namespace Gratis.Health;

/// <summary>The right to be the one request that tries after a cooldown; the default value is no trial.</summary>
/// <param name="Ticket">Tells this trial from a later one of the same cell.</param>
internal readonly record struct Trial(long Ticket);
