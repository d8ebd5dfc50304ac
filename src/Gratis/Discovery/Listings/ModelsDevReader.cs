using System.Text.Json;

namespace Gratis.Discovery.Listings;

/// <summary>Reads models.dev.</summary>
internal static class ModelsDevReader
{
    public static ListingReading Read(ReadOnlySpan<byte> json)
    {
        using var document = JsonDocument.Parse(json.ToArray());
        return new ListingReading(
            [.. document.RootElement.EnumerateObject().SelectMany(p => p.Value.GetProperty("models").EnumerateObject().Select(m => new ListedModel { Id = p.Name + "/" + m.Name }))],
            true, null, []);
    }
}
