using System.Security.Cryptography;
using System.Text;
using Gratis.Catalog;

namespace Gratis.Discovery;

/// <summary>One provider to ask.</summary>
/// <param name="Provider">Who: its keys are tried one after the other while they are refused.</param>
/// <param name="Url">Where its list is.</param>
internal sealed record ListingTarget(Provider Provider, Uri Url)
{
    private const char Separator = '/';

    /// <summary>Which address and keys these are, as fingerprints: as in <see cref="Listings.ProviderListing.Origin"/>.</summary>
    public string Origin { get; } =
        Fingerprint(Url.AbsoluteUri) + Separator + Fingerprint(string.Join(Separator, Provider.Accounts.Select(account => account.Fingerprint)));

    /// <summary>Bound of DNS, TCP and TLS, as requests have it: they and lists share connections.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether a list may be that of this address. Another server's is none of this provider's: its prices would make models free that
    /// are not. Where nobody knows it counts, as a list that is out of date does.
    /// </summary>
    public bool MayHaveListed(string? origin) => origin is null || AddressOf(origin).SequenceEqual(AddressOf(Origin));

    private static ReadOnlySpan<char> AddressOf(string origin) => origin.AsSpan(0, Math.Max(0, origin.IndexOf(Separator, StringComparison.Ordinal)));

    private static string Fingerprint(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
