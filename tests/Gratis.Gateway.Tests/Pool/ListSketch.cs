using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Pool;
using Gratis.Hosting.Catalogue;
using Route = Gratis.Catalog.Route;

namespace Gratis.Gateway.Tests.Pool;

/// <summary>One model of a list, in OpenRouter's shape: free, calling tools, with room for them, unless it says otherwise.</summary>
internal sealed record ModelSketch(string Id)
{
    public int? Context { get; init; } = 131_072;

    public bool Tools { get; init; } = true;

    public string? Prompt { get; init; } = "0";

    public string? Completion { get; init; } = "0";

    public string Modality { get; init; } = "text->text";

    public string? Expires { get; init; }

    public bool IsHidden { get; init; }

    public JsonObject ToJson()
    {
        var (inputs, outputs) = Modality.Split("->") switch { var sides => (sides[0].Split('+'), sides[1].Split('+')) };
        var json = new JsonObject
        {
            ["id"] = Id,
            ["name"] = Id,
            ["created"] = 1_760_000_000,
            ["context_length"] = Context,
            ["architecture"] = new JsonObject { ["modality"] = Modality, ["input_modalities"] = Words(inputs), ["output_modalities"] = Words(outputs) },
            ["pricing"] = new JsonObject { ["prompt"] = Prompt, ["completion"] = Completion },
            ["top_provider"] = new JsonObject { ["context_length"] = Context, ["max_completion_tokens"] = null, ["is_moderated"] = false },
            ["supported_parameters"] = Words(Tools ? ["max_tokens", "temperature", "tool_choice", "tools"] : ["max_tokens", "temperature"]),
            ["expiration_date"] = Expires,
        };
        if (IsHidden)
            json["hidden"] = true;
        return json;
    }

    private static JsonArray Words(string[] words) => [.. words.Select(word => (JsonNode)word)];
}

/// <summary>Lists made of sketches.</summary>
internal static class ListSketch
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static readonly DateOnly Today = DateOnly.FromDateTime(Now.UtcDateTime);

    private static readonly BuiltInFacts Facts = BuiltInFacts.Load();

    public static string Json(IEnumerable<ModelSketch> models) =>
        new JsonObject { ["data"] = new JsonArray([.. models.Select(model => (JsonNode)model.ToJson())]) }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    public static IReadOnlyList<Route> Routes(params IEnumerable<ModelSketch> models)
    {
        ListedRoutes.TryRead(Encoding.UTF8.GetBytes(Json(models)), Facts, new CatalogKnowledge(Now), out var routes, out var problem).ShouldBeTrue(problem);
        return routes!;
    }

    /// <summary>Twelve that differ: what is made of them fills a pool and leaves two out.</summary>
    public static IReadOnlyList<ModelSketch> Dozen { get; } =
    [
        new("acme/swift-coder-480b:free") { Context = 262_144 },
        new("acme/agent-120b:free"),
        new("acme/talker-70b-instruct:free"),
        new("acme/talker-70b:free") { Context = 65_536 },
        new("acme/plain-32b:free"),
        new("acme/plain-31b:free"),
        new("acme/plain-30b:free") { Context = 32_768 },
        new("acme/preview-29b-preview:free"),
        new("acme/small-14b:free"),
        new("acme/small-9b:free"),
        new("acme/tiny-4b:free"),
        new("acme/tiny-3b-preview:free") { Context = 16_384 },
    ];
}
