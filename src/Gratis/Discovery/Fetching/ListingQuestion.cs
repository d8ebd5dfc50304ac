using Gratis.Catalog;

namespace Gratis.Discovery.Fetching;

/// <summary>What is asked of whom, and how much is borne for it.</summary>
/// <param name="Provider">Whose connections and way to send a key.</param>
/// <param name="Account">Whose key.</param>
/// <param name="Url">Where its list is.</param>
internal sealed record ListingQuestion(Provider Provider, Account Account, Uri Url)
{
    /// <summary>The <c>ETag</c> of the list that is known.</summary>
    public string? ETag { get; init; }

    /// <summary>The date of the list that is known.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Until the last byte has come.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>After decompression.</summary>
    public required int MostBytes { get; init; }

    /// <summary>As requests have it, so that they and lists share connections.</summary>
    public required TimeSpan ConnectTimeout { get; init; }
}
