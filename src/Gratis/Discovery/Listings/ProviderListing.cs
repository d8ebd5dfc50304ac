using System.Collections.Immutable;

namespace Gratis.Discovery.Listings;

/// <summary>The last good list of one provider, and what has gone from it.</summary>
internal sealed record ProviderListing
{
    public required string Provider { get; init; }

    /// <summary>When the provider last said so; a confirmation without a body counts.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What to send back so that an unchanged list need not be sent again.</summary>
    public string? ETag { get; init; }

    /// <summary>As <see cref="ETag"/>, for providers that only know a date.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Which address and keys it came from, as fingerprints: what the provider says of another key is another list.</summary>
    public string? Origin { get; init; }

    /// <summary>In the list's order.</summary>
    public ImmutableArray<ListedModel> Models { get; init; } = [];

    /// <summary>Models that an earlier list had: the first of the two proofs that they are gone.</summary>
    public ImmutableArray<MissingModel> Missing { get; init; } = [];

    /// <summary>How many lists in a row came so much shorter that they were not believed.</summary>
    public int Doubted { get; init; }
}

/// <summary>A model that the list no longer has.</summary>
/// <param name="Model">As it was listed last.</param>
/// <param name="Since">When a list first came without it.</param>
internal sealed record MissingModel(ListedModel Model, DateTimeOffset Since);
