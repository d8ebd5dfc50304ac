using System.Collections.Frozen;
using System.Text.Json;

namespace Gratis.Discovery.Listings;

/// <summary>Reads models.dev.</summary>
internal static class ModelsDevReader
{
    public static ModelsDevReading Read(ReadOnlySpan<byte> json)
    {
        using var document = JsonDocument.Parse(json.ToArray());
        var providers = document.RootElement.EnumerateObject().ToFrozenDictionary(
            provider => provider.Name,
            provider => provider.Value.GetProperty("models").EnumerateObject().ToFrozenDictionary(model => model.Name, model => new ListedModel { Id = model.Name }));
        return new ModelsDevReading(providers, true, null, []);
    }
}
