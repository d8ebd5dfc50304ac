using System.Text;
using System.Text.Json;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Answers;

/// <summary>Writes a small valid instance of a JSON schema.</summary>
internal static class SchemaInstance
{
    // Schemas may refer to themselves; this deep, everything optional has long been left out.
    private const int Deepest = 24;

    public static string Of(JsonElement schema) => Encoding.UTF8.GetString(JsonText.Write(writer => Write(writer, schema, schema, 0)).Span);

    private static void Write(Utf8JsonWriter writer, JsonElement schema, JsonElement root, int depth)
    {
        if (depth > Deepest || schema.ValueKind is not JsonValueKind.Object)
        {
            writer.WriteNullValue();
            return;
        }

        if (schema.TryGetProperty("const", out var constant))
            constant.WriteTo(writer);
        else if (schema.TryGetProperty("enum", out var choices) && choices.ValueKind is JsonValueKind.Array && choices.GetArrayLength() > 0)
            choices[0].WriteTo(writer);
        else if (schema.TryGetProperty("$ref", out var reference) && reference.ValueKind is JsonValueKind.String)
            Write(writer, Resolve(root, reference.GetString()!), root, depth + 1);
        else if (First(schema, "anyOf", out var one) || First(schema, "oneOf", out one) || First(schema, "allOf", out one))
            Write(writer, one, root, depth + 1);
        else
            WriteTyped(writer, schema, root, depth);
    }

    private static void WriteTyped(Utf8JsonWriter writer, JsonElement schema, JsonElement root, int depth)
    {
        switch (TypeOf(schema))
        {
            case "object":
                WriteObject(writer, schema, root, depth);
                break;
            case "array":
                writer.WriteStartArray();
                for (var i = 0; i < Math.Min(Whole(schema, "minItems", 0), 64) && schema.TryGetProperty("items", out var items); i++)
                    Write(writer, items, root, depth + 1);
                writer.WriteEndArray();
                break;
            case "string":
                writer.WriteStringValue(Text(schema));
                break;
            case "integer":
                writer.WriteNumberValue((long)Math.Ceiling(Lowest(schema, 1)));
                break;
            case "number":
                writer.WriteNumberValue(Lowest(schema, 0.5));
                break;
            case "boolean":
                writer.WriteBooleanValue(true);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement schema, JsonElement root, int depth)
    {
        writer.WriteStartObject();
        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind is JsonValueKind.Object)
        {
            var required = schema.TryGetProperty("required", out var names) && names.ValueKind is JsonValueKind.Array
                ? names.EnumerateArray().Select(name => name.ToString()).ToHashSet(StringComparer.Ordinal)
                : null;
            foreach (var property in properties.EnumerateObject())
            {
                // Nothing required at all: show everything, as models do, but only at the top, where it cannot recurse.
                if (required?.Contains(property.Name) ?? depth == 0)
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, root, depth + 1);
                }
            }
        }

        writer.WriteEndObject();
    }

    private static string? TypeOf(JsonElement schema)
    {
        if (schema.TryGetProperty("type", out var type))
        {
            return type.ValueKind is JsonValueKind.Array
                ? type.EnumerateArray().Select(name => name.ToString()).FirstOrDefault(name => name != "null")
                : type.ToString();
        }

        return schema.TryGetProperty("properties", out _) ? "object" : schema.TryGetProperty("items", out _) ? "array" : "string";
    }

    private static string Text(JsonElement schema)
    {
        var text = (schema.TryGetProperty("format", out var format) ? format.ToString() : "") switch
        {
            "date" => "2026-01-01",
            "time" => "12:00:00Z",
            "date-time" => "2026-01-01T12:00:00Z",
            "uuid" => "00000000-0000-4000-8000-000000000000",
            "email" => "someone@example.com",
            "uri" or "url" => "https://example.com/",
            "ipv4" => "192.0.2.1",
            "hostname" => "example.com",
            _ => "text",
        };
        text = text.PadRight(Math.Min(Whole(schema, "minLength", 0), 4096), 'x');
        var longest = Whole(schema, "maxLength", int.MaxValue);
        return text.Length > longest ? text[..longest] : text;
    }

    private static double Lowest(JsonElement schema, double wish)
    {
        if (schema.TryGetProperty("minimum", out var minimum) && minimum.TryGetDouble(out var low))
            wish = Math.Max(wish, low);
        if (schema.TryGetProperty("exclusiveMinimum", out var above) && above.ValueKind is JsonValueKind.Number && above.GetDouble() >= wish)
            wish = above.GetDouble() + 1;
        if (schema.TryGetProperty("maximum", out var maximum) && maximum.TryGetDouble(out var high))
            wish = Math.Min(wish, high);
        return wish;
    }

    private static int Whole(JsonElement schema, string name, int otherwise) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) ? number : otherwise;

    private static bool First(JsonElement schema, string name, out JsonElement first)
    {
        first = default;
        if (!schema.TryGetProperty(name, out var list) || list.ValueKind is not JsonValueKind.Array || list.GetArrayLength() == 0)
            return false;

        first = list.EnumerateArray().FirstOrDefault(item => TypeOf(item) != "null", list[0]);
        return true;
    }

    private static JsonElement Resolve(JsonElement root, string reference)
    {
        var at = root;
        foreach (var step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(step.Replace("~1", "/", StringComparison.Ordinal), out at))
                return default;
        }

        return at;
    }
}
