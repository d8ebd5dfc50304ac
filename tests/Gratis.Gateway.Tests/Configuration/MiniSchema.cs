using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gratis.Gateway.Configuration.Reference;
using YamlDotNet.RepresentationModel;

namespace Gratis.Gateway.Tests.Configuration;

/// <summary>A validator for exactly the words our schema uses; an unknown word fails, so that none goes untested.</summary>
internal static class MiniSchema
{
    private static readonly JsonNode Root = JsonNode.Parse(JsonSchemaText.Write())!;
    private static readonly string[] Notes = ["$schema", "$defs", "title", "description", "default"];

    public static List<string> Errors(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var errors = new List<string>();
        Check(Root, ToJson(stream.Documents[0].RootNode), "", errors);
        return errors;
    }

    private static void Check(JsonNode schema, JsonNode? value, string path, List<string> errors)
    {
        foreach (var (word, rule) in schema.AsObject())
            if (!Notes.Contains(word) && !Holds(word, rule!, schema, value, path, errors))
                errors.Add($"{path}: {word}");
    }

    private static bool Holds(string word, JsonNode rule, JsonNode schema, JsonNode? value, string path, List<string> errors) => word switch
    {
        "type" => (rule is JsonArray many ? many.Select(one => one!.ToString()) : [rule.ToString()]).Any(type => IsOf(type, value)),
        "enum" => rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
        "pattern" => value is not JsonValue || Regex.IsMatch(value.ToString(), rule.ToString()),
        "minimum" => Number(value) is not { } number || number >= (double)rule,
        "maximum" => Number(value) is not { } number || number <= (double)rule,
        "exclusiveMinimum" => Number(value) is not { } number || number > (double)rule,
        "anyOf" => rule.AsArray().Any(one => Passes(one!, value)),
        "$ref" => Passes(Root["$defs"]![rule.ToString().Split('/')[^1]]!, value),
        "required" => value is not JsonObject || rule.AsArray().All(name => value[name!.ToString()] is not null),
        "items" => Each(value as JsonArray, (item, i) => Check(rule, item, $"{path}[{i}]", errors)),
        "properties" => Each(rule.AsObject(), pair => CheckKey(pair.Key, pair.Value!, value, path, errors)),
        "additionalProperties" => Rest(rule, schema, value as JsonObject, path, errors),
        _ => throw new NotSupportedException(word),
    };

    private static bool Passes(JsonNode schema, JsonNode? value)
    {
        var errors = new List<string>();
        Check(schema, value, "", errors);
        return errors.Count == 0;
    }

    private static bool Each<T>(IEnumerable<T>? items, Action<T, int> check)
    {
        foreach (var (i, item) in (items ?? []).Index())
            check(item, i);
        return true;
    }

    private static bool Each<T>(IEnumerable<T> items, Action<T> check) => Each(items, (item, _) => check(item));

    private static void CheckKey(string key, JsonNode rule, JsonNode? value, string path, List<string> errors)
    {
        if (value is JsonObject map && map.ContainsKey(key))
            Check(rule, map[key], $"{path}.{key}", errors);
    }

    private static bool Rest(JsonNode rule, JsonNode schema, JsonObject? value, string path, List<string> errors)
    {
        var rest = (value ?? []).Where(entry => schema["properties"]?[entry.Key] is null).ToList();
        return rule.GetValueKind() == JsonValueKind.False ? rest.Count == 0 : Each(rest, entry => Check(rule, entry.Value, $"{path}.{entry.Key}", errors));
    }

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => Number(value) is { } number && number == Math.Floor(number),
        _ => Number(value) is not null,
    };

    private static double? Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : null;

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(pair.Key.ToString(), ToJson(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: not YamlDotNet.Core.ScalarStyle.Plain } text => JsonValue.Create(text.Value),
        YamlScalarNode { Value: "" or "~" or "null" } => null,
        YamlScalarNode { Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode scalar when double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(((YamlScalarNode)node).Value),
    };
}
