using System.Collections.Frozen;
using Gratis.Discovery.Listings;

namespace Gratis.Discovery;

/// <summary>What models.dev says of everybody's models. It is kept as one list, in which an id begins with whose model it is.</summary>
internal sealed class ModelsDevCatalogue
{
    private const char Separator = '/';

    private readonly ProviderListing _listing;

    public ModelsDevCatalogue(ProviderListing listing)
    {
        _listing = listing;
        Providers = listing.Models
            .Select(model => (Model: model, Length: model.Id.IndexOf(Separator, StringComparison.Ordinal)))
            .Where(entry => entry.Length > 0)
            .GroupBy(entry => entry.Model.Id[..entry.Length], entry => entry.Model with { Id = entry.Model.Id[(entry.Length + 1)..] }, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(
                models => models.Key,
                models => models.DistinctBy(model => model.Id, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(model => model.Id, StringComparer.OrdinalIgnoreCase),
                StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>When it said so.</summary>
    public DateTimeOffset At => _listing.At;

    /// <summary>By models.dev's own provider id, then by the id of the model there; neither minds the case.</summary>
    public FrozenDictionary<string, FrozenDictionary<string, ListedModel>> Providers { get; }

    /// <summary>As one list.</summary>
    public static ListingReading Flatten(ModelsDevReading reading) => new(
        [.. reading.Providers.SelectMany(provider => provider.Value.Values.Select(model => model with { Id = provider.Key + Separator + model.Id }))],
        reading.IsUsable,
        reading.Problem,
        reading.Ignored);

    /// <summary>Whether it was made of this very list.</summary>
    public bool IsOf(ProviderListing listing) => ReferenceEquals(_listing, listing);
}
