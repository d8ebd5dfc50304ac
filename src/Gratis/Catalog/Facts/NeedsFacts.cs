using Gratis.Catalog.Claims;

namespace Gratis.Catalog.Facts;

/// <summary>What a provider asks for before it gives a key; null is unknown.</summary>
/// <param name="Phone">A phone number.</param>
/// <param name="Card">A payment method.</param>
/// <param name="Other">Anything else, in a few words.</param>
/// <param name="Evidence">Why it is believed; null when nothing is known.</param>
internal sealed record NeedsFacts(bool? Phone, bool? Card, string? Other, Evidence? Evidence)
{
    /// <summary>Nobody knows anything.</summary>
    public static NeedsFacts Unknown { get; } = new(null, null, null, null);
}
