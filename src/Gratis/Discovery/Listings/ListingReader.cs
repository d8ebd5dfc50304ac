using System.Globalization;
using System.Text.Json;

namespace Gratis.Discovery.Listings;

/// <summary>Reads the bytes of a list.</summary>
internal static class ListingReader
{
    /// <summary>What <paramref name="json"/> says; it never throws.</summary>
    public static ListingReading Read(ReadOnlySpan<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.ToArray());
            if (!document.RootElement.TryGetProperty("data", out var data) || data.GetArrayLength() == 0)
                return ListingReading.Unusable("No models came.");
            return new ListingReading([.. data.EnumerateArray().Select(One)], true, null, []);
        }
        catch (JsonException)
        {
            return ListingReading.Unusable(json.TrimStart(" \t\r\n"u8).StartsWith("<"u8) ? "A web page came; a JSON list of models was expected." : "Broken JSON came.");
        }
    }

    private static ListedModel One(JsonElement model) => new()
    {
        Id = model.GetProperty("id").GetString()!,
        Price = model.TryGetProperty("pricing", out var price) ? new ListedPrice(PerMillion(price, "prompt"), PerMillion(price, "completion")) : null,
    };

    private static decimal PerMillion(JsonElement price, string name) =>
        decimal.Parse(price.GetProperty(name).GetString()!, CultureInfo.InvariantCulture) * 1_000_000;
}
