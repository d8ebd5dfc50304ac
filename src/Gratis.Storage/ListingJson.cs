using System.Text.Json;
using System.Text.Json.Serialization;
using Gratis.Discovery.Listings;

namespace Gratis.Storage;

/// <summary>
/// A provider's list as JSON: every property of its types that can be set, under its own name. One that is added needs nothing here; a list
/// that was written before lacks it and reads as if it had been left at what it starts with.
/// </summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    IgnoreReadOnlyProperties = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProviderListing))]
internal sealed partial class ListingJson : JsonSerializerContext
{
    /// <summary>Raised when what was written before must no longer be read.</summary>
    public const long Format = 1;

    /// <summary>The text to keep.</summary>
    public static string Write(ProviderListing listing) => JsonSerializer.Serialize(listing, Default.ProviderListing);

    /// <summary>The list; null where the text is none.</summary>
    public static ProviderListing? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Default.ProviderListing);
        }
        catch (JsonException)
        {
            // Told by whoever counts the rows that cannot be read.
            return null;
        }
    }
}
