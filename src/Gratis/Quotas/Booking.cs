namespace Gratis.Quotas;

/// <summary>So much was counted at this instant.</summary>
/// <param name="At">UTC ticks.</param>
/// <param name="Amount">In the pool's metric.</param>
internal readonly record struct Booking(long At, long Amount);
