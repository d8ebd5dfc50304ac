using Gratis.Discovery.Listings;

namespace Gratis.Discovery.Sources;

/// <summary>models.dev's catalogue as one list, so that it is fetched, kept and served as lists are: each id behind that of its provider there.</summary>
internal static class ModelsDevList
{
    private const char Separator = '/';

    public static ListingReading Read(ReadOnlySpan<byte> json)
    {
        var reading = ModelsDevReader.Read(json);
        return new ListingReading(
            [.. reading.Providers.SelectMany(provider => provider.Value.Values.Select(model => model with { Id = provider.Key + Separator + model.Id }))],
            reading.IsUsable,
            reading.Problem,
            reading.Ignored);
    }

    /// <summary>What it says of the models of one provider, by their ids there.</summary>
    /// <param name="list">The catalogue.</param>
    public static ILookup<string, ListedModel> ByProvider(ProviderListing list) => list.Models.ToLookup(
        model => model.Id[..model.Id.IndexOf(Separator, StringComparison.Ordinal)],
        model => model with { Id = model.Id[(model.Id.IndexOf(Separator, StringComparison.Ordinal) + 1)..] },
        StringComparer.OrdinalIgnoreCase);
}
