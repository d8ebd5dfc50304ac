using Gratis.Catalog.Limits;

namespace Gratis.Catalog;

/// <summary>A service with an API, under the owner's terms.</summary>
internal sealed record Provider
{
    public required string Id { get; init; }

    public required Uri BaseUrl { get; init; }

    /// <summary>The owner's own hardware: private addresses are dialled and its models are never a free tier.</summary>
    public bool IsLocal { get; init; }

    /// <summary>The address stands in the owner's config file or environment, so loopback is the owner's word.</summary>
    public bool IsOwnersWord { get; init; } = true;

    public required IReadOnlyList<Account> Accounts { get; init; }

    public AuthStyle Auth { get; init; }

    public string AuthName { get; init; } = "Authorization";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>True when no model list limits it: any upstream id may be asked for by name.</summary>
    public bool IsOpenEnded { get; init; }

    /// <summary>Where it serves from; null when nobody knows.</summary>
    public string? Region { get; init; }

    /// <summary>Whether what its free tier is sent may be trained on; null when nobody knows.</summary>
    public bool? TrainsOnPrompts { get; init; }

    public bool ExposeToVirtualModels { get; init; } = true;

    /// <summary>Request parameters it refuses, whatever the model.</summary>
    public IReadOnlyList<string> RejectedParameters { get; init; } = [];

    public bool AcceptsStreamUsage { get; init; } = true;

    public string? UserAgent { get; init; }

    public ProviderPatience Patience { get; init; } = new(null, null, null, null);

    /// <summary>Its limits, for each of whom they count.</summary>
    public IReadOnlyList<QuotaLimit> Limits { get; init; } = [];

    public CallCounting Counting { get; init; } = CallCounting.Default;

    /// <summary>Where it tells an account what is left; null when it does not.</summary>
    public BalanceEndpoint? Balance { get; init; }

    public required Uri ChatUrl { get; init; }

    public Uri? EmbeddingsUrl { get; init; }

    public Uri? RerankUrl { get; init; }

    /// <summary>Where it lists its models; null where it has no list, or nobody knows one.</summary>
    public Uri? ListingUrl { get; init; }
}

/// <summary>Deadlines of one provider where they differ from the gateway's.</summary>
internal readonly record struct ProviderPatience(TimeSpan? Connect, TimeSpan? FirstToken, TimeSpan? Idle, TimeSpan? Attempt);
