using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client.Writing;

/// <summary>Values of any type as JSON, by the type information that Microsoft.Extensions.AI brings: no reflection where there is none.</summary>
internal static class JsonValues
{
    // As short as it can be: every blank is a token that somebody counts.
    private static readonly JsonSerializerOptions Options = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false };

    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case JsonElement element:
                element.WriteTo(json);
                break;
            case JsonNode node:
                node.WriteTo(json);
                break;
            default:
                JsonSerializer.Serialize(json, value, Options.GetTypeInfo(value.GetType()));
                break;
        }
    }

    /// <summary>A value as a piece of text: what is text already stays as it is.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } element => element.GetString()!,
        TextContent content => content.Text,
        IEnumerable<AIContent> contents when contents.All(content => content is TextContent) => string.Concat(contents),
        _ => JsonSerializer.Serialize(value, Options.GetTypeInfo(TypeOf(value))),
    };

    /// <summary>The arguments of a call, as the text that they are on the wire.</summary>
    public static string Arguments(IDictionary<string, object?>? arguments) =>
        arguments is null ? "{}" : JsonSerializer.Serialize(arguments, Options.GetTypeInfo(typeof(IDictionary<string, object?>)));

    public static IDictionary<string, object?>? ParseArguments(string text) =>
        (IDictionary<string, object?>?)JsonSerializer.Deserialize(text, Options.GetTypeInfo(typeof(IDictionary<string, object?>)));

    // Contents are written with the discriminator that tells them apart, which only their base type knows.
    private static Type TypeOf(object value) => value switch
    {
        AIContent => typeof(AIContent),
        IEnumerable<AIContent> => typeof(IEnumerable<AIContent>),
        _ => value.GetType(),
    };
}
