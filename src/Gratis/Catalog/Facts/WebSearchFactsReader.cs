using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Gratis.Catalog.Facts;

/// <summary>Reads how a file of facts says that the web is searched.</summary>
internal static class WebSearchFactsReader
{
    public static ImmutableArray<WebSearchFacts> Read(FactsNode root, FactsEvidence file) => [.. root.Maps("web_search").Select(search => Search(search, file))];

    private static WebSearchFacts Search(FactsNode search, FactsEvidence file)
    {
        search.AllowOnly(["models", "body", "charged", .. FactsNode.EvidenceKeys]);
        var models = search.List("models", FactsPatterns.IsModelPattern, "a model id, in which * stands for anything");
        return new WebSearchFacts(
            models.IsEmpty ? throw search.Error("models", "is missing") : models,
            search.Text("body", IsObject, "a JSON object"),
            search.Flag("charged"),
            search.Evidence(file).AsEvidence());
    }

    private static bool IsObject(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
