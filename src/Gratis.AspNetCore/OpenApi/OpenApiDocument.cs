using System.Text.Json;
using System.Text.Json.Nodes;
using Gratis.AspNetCore.Status;

namespace Gratis.AspNetCore.OpenApi;

/// <summary>
/// The description of the API, put together from one file a topic (<c>OpenApi/paths/*.json</c>). Each is itself a piece of an OpenAPI document:
/// objects are joined, arrays appended, and what two files say differently is a bug.
/// </summary>
internal static class OpenApiDocument
{
    private const string Prefix = "openapi/";

    public static byte[] Load()
    {
        var assembly = typeof(OpenApiDocument).Assembly;
        var document = new JsonObject();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            Join(document, Read(name, file), name);
        }

        document["info"]!["version"] = GatewayVersion.Text;
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
            document.WriteTo(json);
        return text.ToArray();
    }

    /// <summary>Puts one object into another.</summary>
    /// <param name="whole">What is there.</param>
    /// <param name="part">What comes to it.</param>
    /// <param name="place">Where it comes from, for whoever mends it.</param>
    internal static void Join(JsonObject whole, JsonObject part, string place)
    {
        foreach (var (name, value) in part)
        {
            switch (whole[name], value)
            {
                case (JsonObject known, JsonObject more):
                    Join(known, more, $"{place} {name}");
                    break;
                case (JsonArray known, JsonArray more):
                    foreach (var item in more)
                        known.Add(item?.DeepClone());
                    break;
                case (null, _):
                    whole[name] = value?.DeepClone();
                    break;
                default:
                    throw new InvalidOperationException($"{place} says '{name}', and another file has said it already.");
            }
        }
    }

    private static JsonObject Read(string name, Stream file)
    {
        try
        {
            return JsonNode.Parse(file, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!.AsObject();
        }
        catch (JsonException broken)
        {
            throw new InvalidOperationException($"{name} is not JSON: {broken.Message}", broken);
        }
    }
}
