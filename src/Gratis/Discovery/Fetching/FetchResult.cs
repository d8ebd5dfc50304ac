namespace Gratis.Discovery.Fetching;

/// <summary>What came of one question.</summary>
internal abstract record FetchResult
{
    private FetchResult()
    {
    }

    /// <summary>There is a body, whatever it holds.</summary>
    /// <param name="ETag">To send back next time.</param>
    /// <param name="LastModified">As <paramref name="ETag"/>.</param>
    public sealed record Fetched(string? ETag, DateTimeOffset? LastModified) : FetchResult;

    /// <summary>The list is still the one that is known.</summary>
    public sealed record Unchanged : FetchResult;

    /// <summary>There is none.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(ListingFailure Failure) : FetchResult;
}
