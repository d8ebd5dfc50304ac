using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Free;
using Gratis.Catalog.Limits;

namespace Gratis.Catalog.Facts;

/// <summary>What is known of one provider before its owner says anything: where it lives, how it wants its key, what it refuses.</summary>
internal sealed record ProviderFacts
{
    /// <summary>Why all of this is believed.</summary>
    public required FactsEvidence Evidence { get; init; }

    /// <summary>The id used in routes and in the config.</summary>
    public required string Id { get; init; }

    /// <summary>The name people know it by.</summary>
    public required string Name { get; init; }

    /// <summary>Other ids that mean the same provider.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>What it gives away.</summary>
    public required ProviderTier Tier { get; init; }

    /// <summary>What its owner should know before relying on it, with a date; null when there is nothing to say.</summary>
    public string? Note { get; init; }

    /// <summary>Its home page.</summary>
    public required string Home { get; init; }

    /// <summary>The page where one signs up for a key; null where no key exists.</summary>
    public string? KeysUrl { get; init; }

    /// <summary>Base URL up to and including the version segment; may hold <c>{placeholders}</c> named in <see cref="BaseUrlVariables"/>.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>Placeholder of <see cref="BaseUrl"/> to the environment variable that fills it.</summary>
    public ImmutableArray<KeyValuePair<string, string>> BaseUrlVariables { get; init; } = [];

    /// <summary>The environment variables that may carry its key, the one that wins first.</summary>
    public ImmutableArray<string> EnvironmentVariables { get; init; } = [];

    /// <summary>A server on own hardware: dialled at loopback, never counted as a free tier.</summary>
    public bool Local { get; init; }

    /// <summary>Serves strangers without a key. Off until the owner asks for it.</summary>
    public bool Keyless { get; init; }

    /// <summary>How the key travels.</summary>
    public KeyFacts Key { get; init; } = KeyFacts.Bearer;

    /// <summary>Headers to add to every call.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Where each operation lives.</summary>
    public PathFacts Paths { get; init; } = PathFacts.Default;

    /// <summary>Request parameters it answers with an error.</summary>
    public ImmutableArray<string> RejectedParameters { get; init; } = [];

    /// <summary>Whether it is worth asking for usage with <c>stream_options.include_usage</c>.</summary>
    public bool StreamUsage { get; init; } = true;

    /// <summary>How long its first token may take, where that is known to be long.</summary>
    public TimeSpan? FirstTokenTimeout { get; init; }

    /// <summary>What it gives, to whom and per when, as far as anybody published or measured it.</summary>
    public ImmutableArray<QuotaFacts> Quotas { get; init; } = [];

    /// <summary>What it counts of calls it did not serve.</summary>
    public CallCounting Counting { get; init; } = CallCounting.Default;

    /// <summary>Where it tells an account what is left; null when it does not.</summary>
    public BalanceFacts? Balance { get; init; }

    /// <summary>The headers in which it counts, in lower case; what they mean is for those who read answers.</summary>
    public ImmutableArray<string> RateHeaders { get; init; } = [];

    /// <summary>Where it lists its models; null when it does not.</summary>
    public ListingFacts? Listing { get; init; } = ListingFacts.Default;

    /// <summary>How models.dev calls it; null: the same.</summary>
    public string? ModelsDev { get; init; }

    /// <summary>By what its free models are recognised.</summary>
    public FreeFacts Free { get; init; } = FreeFacts.None;

    /// <summary>Why <see cref="Free"/> is believed.</summary>
    public required Evidence FreeEvidence { get; init; }

    /// <summary>How it has the web searched, by models.</summary>
    public ImmutableArray<WebSearchFacts> WebSearch { get; init; } = [];

    /// <summary>What it does with what it is sent.</summary>
    public DataUseFacts Data { get; init; } = DataUseFacts.Unknown;

    /// <summary>Where it serves from: a country in two letters, <c>eu</c>, <c>local</c>, or <c>global</c>; null when nobody knows.</summary>
    public Claim<string>? Region { get; init; }

    /// <summary>What it asks for before it gives a key.</summary>
    public NeedsFacts Needs { get; init; } = NeedsFacts.Unknown;

    /// <summary>How long what it gives is likely to last; null when nobody knows.</summary>
    public Claim<Permanence>? Permanence { get; init; }

    /// <summary>Whether it is of no use without a key.</summary>
    public bool NeedsKey => !Local && !Keyless;

    /// <summary>How it has the web searched with a model; null where it does not, or nobody knows.</summary>
    public WebSearchFacts? WebSearchOf(string model)
    {
        foreach (var search in WebSearch)
        {
            if (ModelPatterns.AnyMatches(search.Models, model))
            {
                return search;
            }
        }

        return null;
    }

    /// <summary>The same provider at the owner's own base URL, where nothing may still point to the vendor's other hosts.</summary>
    public ProviderFacts At(string baseUrl) => this with
    {
        BaseUrl = baseUrl,
        BaseUrlVariables = [],
        Paths = Paths.WithoutOtherHosts(),
        Balance = Balance?.WithoutOtherHosts(),
        Listing = Listing?.WithoutOtherHosts(),
    };

    /// <summary>Its keys in the environment: the first variable that has any wins, commas separate accounts; null when there are none.</summary>
    public EnvironmentAccounts? FindKeys(Func<string, string?> environment)
    {
        foreach (var variable in EnvironmentVariables)
        {
            if (Split(environment(variable)) is { IsEmpty: false } keys)
            {
                return new EnvironmentAccounts(this, variable, keys);
            }
        }

        return null;
    }

    /// <summary>Fills the placeholders of the base URL, or names the variable that is missing.</summary>
    public bool TryFillBaseUrl(
        Func<string, string?> environment, [NotNullWhen(true)] out string? baseUrl, [NotNullWhen(false)] out string? missingVariable)
    {
        baseUrl = BaseUrl;
        missingVariable = null;
        foreach (var (placeholder, variable) in BaseUrlVariables)
        {
            if (environment(variable)?.Trim() is not { Length: > 0 } value)
            {
                baseUrl = null;
                missingVariable = variable;
                return false;
            }

            // Escaped: a slash or a question mark in the variable must not move the call to another address.
            baseUrl = baseUrl.Replace($"{{{placeholder}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
        }

        return true;
    }

    private static ImmutableArray<string> Split(string? value) => value is null
        ? []
        : [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
