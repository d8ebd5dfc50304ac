using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Gratis.Hosting.Client.Writing;

/// <summary>The shape that an answer must have.</summary>
internal static class FormatWriter
{
    /// <summary>The additional property by which other clients, too, are told to keep to a schema to the letter.</summary>
    public const string Strict = "strictJsonSchema";

    private const string UsualName = "response";

    public static void Write(Utf8JsonWriter json, ChatResponseFormat format, bool? isStrict)
    {
        json.WriteStartObject();
        switch (format)
        {
            case ChatResponseFormatJson { Schema: { } schema } shaped:
                json.WriteString("type"u8, "json_schema"u8);
                json.WriteStartObject("json_schema"u8);
                json.WriteString("name"u8, shaped.SchemaName ?? UsualName);
                if (shaped.SchemaDescription is { } description)
                    json.WriteString("description"u8, description);
                if (isStrict is { } strict)
                    json.WriteBoolean("strict"u8, strict);
                json.WritePropertyName("schema"u8);
                schema.WriteTo(json);
                json.WriteEndObject();
                break;

            case ChatResponseFormatJson:
                json.WriteString("type"u8, "json_object"u8);
                break;

            default:
                json.WriteString("type"u8, "text"u8);
                break;
        }

        json.WriteEndObject();
    }
}
