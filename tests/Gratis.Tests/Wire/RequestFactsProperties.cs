using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Gratis.Wire;
using static Gratis.Tests.Wire.Bodies;

namespace Gratis.Tests.Wire;

public class RequestFactsProperties
{
    [Fact]
    public void Facts_agree_with_a_document_model() => Prop.ForAll(Properties.Seeds, seed =>
    {
        string text = new RandomRequest(seed).Chat();
        byte[] body = Utf8(text);
        RequestFacts facts = Facts(body);
        JsonObject root = JsonNode.Parse(text.TrimStart('\uFEFF'))!.AsObject();
        JsonObject[] messages = [.. root["messages"]!.AsArray().Select(m => m!.AsObject())];
        JsonNode[] parts = [.. messages.SelectMany(m => m["content"] as JsonArray ?? [])!];
        JsonNode?[] tools = [.. root["tools"] as JsonArray ?? []];

        string model = root["model"]?.GetValue<string>() ?? "";
        facts.Model(body).ShouldBe(model);
        facts.Stream.ShouldBe(root["stream"]?.GetValue<bool>() ?? false);
        facts.UsageAsked.ShouldBe(root["stream_options"]?["include_usage"]?.GetValue<bool>() ?? false);
        facts.MessageCount.ShouldBe(messages.Length);
        facts.TurnCount.ShouldBe(messages.Count(m => Str(m["role"]) == "user"));
        facts.ImageCount.ShouldBe(parts.Count(p => p is JsonObject o && Str(o["type"]) == "image_url"));
        facts.AudioCount.ShouldBe(parts.Count(p => p is JsonObject o && Str(o["type"]) == "input_audio"));
        facts.HasTools.ShouldBe(tools.Any(t => Str(t!["type"]) != "web_search"));
        facts.WebSearch.ShouldBe(tools.Any(t => Str(t!["type"]) == "web_search"));
        facts.ForcesTool.ShouldBe(root["tool_choice"] is JsonObject || Str(root["tool_choice"]) == "required");
        facts.HasToolHistory.ShouldBe(messages.Any(m => Str(m["role"]) == "tool" || m["tool_calls"] is JsonArray { Count: > 0 }));
        facts.MaxOutputTokens.ShouldBe((int?)(Num(root["max_completion_tokens"]) ?? Num(root["max_tokens"])));
        facts.Choices.ShouldBe((int)(Num(root["n"]) ?? 1));
        facts.ResponseFormat.ShouldBe((root["response_format"] as JsonObject)?["type"] is { } type
            ? Str(type) == "json_object" ? ResponseFormat.JsonObject : ResponseFormat.JsonSchema
            : ResponseFormat.Text);

        int textBytes = messages.Sum(m => m["content"] is JsonArray list ? list.Sum(PartBytes) : Bytes(m["content"]));
        int callBytes = facts.TextBytes - textBytes;
        (callBytes > 0).ShouldBe(messages.Any(m => m["tool_calls"] is not null));
        foreach (KeyValuePair<string, JsonNode?> member in root)
        {
            facts.MayHaveMember(Utf8(member.Key)).ShouldBeTrue();
        }
    }).Check(Properties.Config);

    private static int PartBytes(JsonNode? part) => part is JsonObject o ? Bytes(o["text"]) : Bytes(part);

    private static int Bytes(JsonNode? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text.GetValue<string>());

    private static string? Str(JsonNode? node) => node is JsonValue v && v.TryGetValue(out string? text) ? text : null;

    private static double? Num(JsonNode? node) => node?.GetValue<double>();
}
