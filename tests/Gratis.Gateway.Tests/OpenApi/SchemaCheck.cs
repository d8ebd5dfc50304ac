using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gratis.Gateway.Tests.OpenApi;

/// <summary>
/// Holds answers to the schemas of the description: what they lack, and what they have that nobody described. It knows the words that are used
/// there, and fails at any other.
/// </summary>
internal sealed class SchemaCheck(JsonNode document)
{
    private static readonly string[] Notes = ["description", "default", "example", "format"];

    private readonly List<string> _errors = [];

    public static List<string> Errors(JsonNode document, JsonNode schema, JsonNode? value)
    {
        var check = new SchemaCheck(document);
        check.Look(schema, value, "$");
        return check._errors;
    }

    private void Look(JsonNode schema, JsonNode? value, string path)
    {
        if (schema["$ref"] is { } reference)
        {
            Look(Resolve(document, reference.ToString()) ?? throw new KeyNotFoundException(reference.ToString()), value, path);
            return;
        }

        foreach (var (word, rule) in schema.AsObject())
        {
            if (!Notes.Contains(word) && !Holds(word, rule!, value))
                _errors.Add($"{path}: {word} {rule!.ToJsonString()} and not {value?.ToJsonString() ?? "null"}");
        }

        if (value is JsonArray list && schema["items"] is { } items)
        {
            for (var i = 0; i < list.Count; i++)
                Look(items, list[i], $"{path}[{i}]");
        }

        if (value is JsonObject members)
            LookAtMembers(schema, members, path);
    }

    private void LookAtMembers(JsonNode schema, JsonObject members, string path)
    {
        foreach (var (name, member) in members)
        {
            if (schema["properties"]?[name] is { } known)
                Look(known, member, $"{path}.{name}");
            else if (schema["additionalProperties"] is JsonObject any)
                Look(any, member, $"{path}.{name}");
            else if (schema["additionalProperties"] is null && schema["properties"] is not null)
                _errors.Add($"{path}: {name} is described nowhere");
        }
    }

    private static bool Holds(string word, JsonNode rule, JsonNode? value) => word switch
    {
        "type" => (rule is JsonArray many ? many.Select(one => one!.ToString()) : [rule.ToString()]).Any(type => IsOf(type, value)),
        "enum" => rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
        "const" => JsonNode.DeepEquals(rule, value),
        "required" => value is not JsonObject members || rule.AsArray().All(name => members.ContainsKey(name!.ToString())),
        "minimum" => Number(value) is not { } number || number >= rule.GetValue<double>(),
        "maximum" => Number(value) is not { } number || number <= rule.GetValue<double>(),
        "minItems" => value is not JsonArray list || list.Count >= rule.GetValue<int>(),
        "maxItems" => value is not JsonArray list || list.Count <= rule.GetValue<int>(),
        "minLength" => Text(value) is not { } text || text.Length >= rule.GetValue<int>(),
        "maxLength" => Text(value) is not { } text || text.Length <= rule.GetValue<int>(),
        "properties" or "items" or "additionalProperties" => true,
        _ => throw new NotSupportedException($"The schemas say '{word}', and nothing here looks at it."),
    };

    /// <summary>What a reference inside the document points at; null where it points at nothing.</summary>
    public static JsonNode? Resolve(JsonNode document, string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
            return null;
        JsonNode? found = document;
        foreach (var step in reference[2..].Split('/'))
            found = (found as JsonObject)?[step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
        return found;
    }

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => Text(value) is not null,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => Number(value) is { } number && number == Math.Floor(number),
        "number" => Number(value) is not null,
        _ => throw new NotSupportedException(type),
    };

    private static double? Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : null;

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
