using System.Text.Json;
using Gratis.Discovery.Listings.Reading;

namespace Gratis.Discovery.Listings;

/// <summary>
/// Reads models.dev's catalogue: an object of providers, each with an object of models. Its entries have the fields that lists have, so
/// they are read the same way. It is taken whole or not at all.
/// </summary>
internal static class ModelsDevReader
{
    /// <summary>What <paramref name="json"/> says; it never throws.</summary>
    public static ModelsDevReading Read(ReadOnlySpan<byte> json)
    {
        var body = ListingBody.Of(json, out var problem);
        if (problem is not null)
            return ModelsDevReading.Unusable(problem);

        var catalogue = new ModelsDevDraft();
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            catalogue.Read(ref reader);

            // One more step finds what follows the object, if anything does.
            reader.Read();
        }
        catch (JsonException)
        {
            return ModelsDevReading.Unusable(ListingBody.WhyBroken(body));
        }

        return catalogue.Finish();
    }
}
