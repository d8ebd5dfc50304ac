using System.Text.Json;
using Gratis.Simulator.Personalities;

namespace Gratis.Simulator.Answers;

/// <summary>Ranks documents by the share of the query's words they contain.</summary>
internal static class Reranking
{
    public static void Write(Utf8JsonWriter writer, Personality manners, Call call)
    {
        var prompt = call.Prompt;
        var query = Words(prompt.Query);
        var ranked = prompt.Texts
            .Select((text, index) => (Index: index, Score: Score(query, Words(text))))
            .OrderByDescending(document => document.Score)
            .ThenBy(document => document.Index)
            .Take(prompt.Root.TryGetProperty("top_n", out var top) && top.TryGetInt32(out var most) && most > 0 ? most : int.MaxValue);
        var withText = prompt.Root.TryGetProperty("return_documents", out var wanted) && wanted.ValueKind is JsonValueKind.True;

        writer.WriteStartObject();
        writer.WriteString("id", "rerank-" + call.Hex);
        writer.WriteString("model", prompt.Model);
        writer.WriteStartArray("results");
        foreach (var (index, score) in ranked)
        {
            writer.WriteStartObject();
            writer.WriteNumber("index", index);
            writer.WriteNumber("relevance_score", score);
            if (withText)
            {
                writer.WriteStartObject("document");
                writer.WriteString("text", prompt.Texts[index]);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        manners.WriteRerankUsage(writer, call);
        writer.WriteEndObject();
    }

    private static HashSet<string> Words(string text) =>
        [.. text.ToLowerInvariant().Split([' ', '.', ',', ';', ':', '!', '?', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)];

    private static double Score(HashSet<string> query, HashSet<string> document) =>
        query.Count == 0 ? 0 : Math.Round((double)query.Count(document.Contains) / query.Count, 6);
}
