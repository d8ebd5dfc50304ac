namespace Gratis.Simulator.Listing;

/// <summary>What the headers of a model list offer to a client that will ask again. Many providers offer nothing.</summary>
internal sealed record ListHabits
{
    /// <summary>Names the content by a hash of it, and answers If-None-Match.</summary>
    public bool Tagged { get; init; }

    /// <summary>Tells when the content last changed, and answers If-Modified-Since.</summary>
    public bool Dated { get; init; }

    /// <summary>Compresses for who accepts gzip.</summary>
    public bool Gzipped { get; init; }

    /// <summary>The Cache-Control header.</summary>
    public string? CacheControl { get; init; }
}
