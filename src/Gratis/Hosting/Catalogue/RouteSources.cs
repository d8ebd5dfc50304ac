using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Learned;
using Gratis.Discovery.Listings;
using Gratis.Hosting.Options;

namespace Gratis.Hosting.Catalogue;

/// <summary>Everything that anybody says of one route, side by side.</summary>
internal sealed record RouteSources(ProviderSources At, string UpstreamId)
{
    public string RouteId { get; } = At.Provider.Id + "/" + UpstreamId;

    /// <summary>The config's entry of it.</summary>
    public ModelOptions? Config { get; init; }

    /// <summary>What the owner changed since, over the API.</summary>
    public RouteEdit? Edit { get; init; }

    /// <summary>The provider's own list; as it was last, where it is missing now.</summary>
    public ListedModel? Listed { get; init; }

    /// <summary>Since when the list lacks it.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>The curated claims.</summary>
    public ModelFacts? Shipped { get; init; }

    /// <summary>How its provider has the web searched with this model; null where nothing is known of that.</summary>
    public WebSearchFacts? Search => At.Provider.IsLocal ? null : At.Facts?.WebSearchOf(UpstreamId);

    /// <summary>A public catalogue that is not the provider's.</summary>
    public ListedModel? Second { get; init; }

    /// <summary>What was found out by calling it.</summary>
    public IReadOnlyDictionary<string, LearnedFact> Learned { get; init; } = CatalogKnowledge.NothingLearned;

    /// <summary>The list of its provider is known and does not name it.</summary>
    public bool IsUnlisted => MissingSince is not null || (Listed is null && At.Listing is not null);

    public LearnedFact? Found(string topic) => Learned.GetValueOrDefault(topic);
}

/// <summary>What all routes of one provider share.</summary>
internal sealed record ProviderSources(Provider Provider, ProviderOptions Asked, ProviderFacts? Facts, LimitRules Limits)
{
    /// <summary>Its last good list; null where there is none, or where the owner's models are all it has.</summary>
    public ProviderListing? Listing { get; init; }

    /// <summary>Why an entry of its list is believed.</summary>
    public Evidence? ListEvidence { get; init; }

    /// <summary>Why an entry of the public catalogue is believed.</summary>
    public Evidence? SecondEvidence { get; init; }

    /// <summary>What may be had there without charge, and why that is believed.</summary>
    public Evidence? FreeEvidence { get; init; }
}
