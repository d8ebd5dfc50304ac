using System.Text.Json;
using Gratis.Discovery.Listings.Reading;

namespace Gratis.Discovery.Listings;

/// <summary>
/// Reads any provider's list of models in one pass. Lists come as a bare array or under one of a few names, and their entries are told
/// apart by the names of their fields, not by the provider: see <see cref="FieldNames"/>. What comes is hostile until it is read: a list
/// is taken whole or not at all, a single bad entry costs only itself.
/// </summary>
internal static class ListingReader
{
    /// <summary>What <paramref name="json"/> says; it never throws.</summary>
    public static ListingReading Read(ReadOnlySpan<byte> json)
    {
        var body = ListingBody.Of(json, out var problem);
        if (problem is not null)
            return ListingReading.Unusable(problem);

        var envelope = new Envelope();
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            envelope.Read(ref reader);

            // One more step finds what follows the list, if anything does.
            reader.Read();
        }
        catch (JsonException)
        {
            return ListingReading.Unusable(ListingBody.WhyBroken(body));
        }

        return envelope.Finish();
    }
}
