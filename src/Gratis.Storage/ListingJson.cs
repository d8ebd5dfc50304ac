using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gratis.Discovery.Listings;

namespace Gratis.Storage;

/// <summary>
/// A provider's list as JSON: every property of its types that can be set, under its own name. One that is added needs a line in
/// <see cref="Whole(ProviderListing)"/> if it starts with more than zero or null: the generated reader sets what a text lacks to that.
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
            return JsonSerializer.Deserialize(text, Default.ProviderListing) is { } listing ? Whole(listing) : null;
        }
        catch (JsonException)
        {
            // Told by whoever counts the rows that cannot be read.
            return null;
        }
    }

    private static ProviderListing Whole(ProviderListing listing) => listing with
    {
        Models = [.. OrNone(listing.Models).Select(Whole)],
        Missing = [.. OrNone(listing.Missing).Select(Whole)],
    };

    private static MissingModel Whole(MissingModel? missing) =>
        missing is null ? throw NoNulls() : missing with { Model = Whole(missing.Model) };

    private static ListedModel Whole(ListedModel? model) => model switch
    {
        null => throw NoNulls(),
        { Marks: null } => model with { Marks = FrozenDictionary<string, string>.Empty },
        _ => model.Marks.Values.All(static value => value is not null) ? model : throw NoNulls(),
    };

    private static ImmutableArray<T> OrNone<T>(ImmutableArray<T> array) => array.IsDefault ? [] : array;

    private static JsonException NoNulls() => new("A list of models holds a null.");
}
