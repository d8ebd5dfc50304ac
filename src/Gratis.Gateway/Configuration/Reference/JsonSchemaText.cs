using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gratis.Gateway.Configuration.Shapes;

namespace Gratis.Gateway.Configuration.Reference;

/// <summary>The JSON Schema of <c>gratis.yaml</c>, for editors.</summary>
internal static class JsonSchemaText
{
    private const string SpanPattern = "^[0-9.]+(ms|s|m|min|h|d|w)( ?[0-9.]+(ms|s|m|min|h|d|w))*$";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "gratis.yaml",
            ["description"] = "The configuration of the Gratis gateway. Every key is optional.",
        };
        foreach (var (name, value) in Object(ShapeReader.Root).ToArray())
            schema[name] = value?.DeepClone();
        schema["$defs"] = new JsonObject
        {
            ["reference"] = new JsonObject
            {
                ["description"] = "A value from the environment: ${NAME} or ${NAME:-default}.",
                ["type"] = "string",
                ["pattern"] = @"\$\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\}",
            },
        };
        return schema.ToJsonString(Readable) + "\n";
    }

    private static JsonObject Of(Shape shape) => shape switch
    {
        ScalarShape scalar => Scalar(scalar),
        ListShape list => new JsonObject { ["type"] = "array", ["items"] = list.IgnoresJunk ? new JsonObject() : Of(list.Item) },
        MapShape map => new JsonObject { ["type"] = Nullable("object"), ["additionalProperties"] = Of(map.Value) },
        _ => Object((ObjectShape)shape),
    };

    private static JsonObject Object(ObjectShape shape)
    {
        var properties = new JsonObject();
        foreach (var key in shape.Keys)
            properties[key.Name] = Key(key);
        var json = new JsonObject { ["type"] = Nullable("object"), ["additionalProperties"] = false, ["properties"] = properties };
        var required = shape.Keys.Where(key => key.IsRequired && key.Default is null or "").Select(key => (JsonNode)key.Name).ToArray();
        if (required.Length > 0)
            json["required"] = new JsonArray(required);
        return json;
    }

    private static JsonObject Key(KeyShape key)
    {
        var json = new JsonObject { ["description"] = key.Description };
        foreach (var (name, value) in Of(key.Shape).ToArray())
            json[name] = value?.DeepClone();
        if (key is { Shape: ScalarShape scalar, Default: not (null or "") })
            json["default"] = ScalarText.ToJson(scalar, key.Default);
        return json;
    }

    private static JsonObject Scalar(ScalarShape shape) => shape.Kind switch
    {
        ScalarKind.Text => new JsonObject { ["type"] = Nullable("string") },
        ScalarKind.Boolean => OrReference(new JsonObject { ["type"] = Nullable("boolean") }),
        ScalarKind.Choice => OrReference(new JsonObject { ["enum"] = new JsonArray([.. shape.Choices.Select(choice => (JsonNode)choice), null]) }),
        ScalarKind.Integer => OrReference(Number("integer", shape.Bounds)),
        ScalarKind.Number => OrReference(Number("number", shape.Bounds)),
        _ => OrReference(Number("number", shape.Bounds), new JsonObject { ["type"] = "string", ["pattern"] = SpanPattern }),
    };

    private static JsonObject Number(string type, Bounds? bounds)
    {
        var json = new JsonObject { ["type"] = Nullable(type) };
        if (bounds is null)
            return json;
        json[bounds.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = Whole(bounds.Minimum);
        json["maximum"] = Whole(bounds.Maximum);
        return json;
    }

    private static JsonValue Whole(double value) => value == Math.Floor(value) ? JsonValue.Create((long)value) : JsonValue.Create(value);

    private static JsonArray Nullable(string type) => [type, "null"];

    private static JsonObject OrReference(params ReadOnlySpan<JsonObject> forms) =>
        new() { ["anyOf"] = new JsonArray([.. forms, new JsonObject { ["$ref"] = "#/$defs/reference" }]) };
}
