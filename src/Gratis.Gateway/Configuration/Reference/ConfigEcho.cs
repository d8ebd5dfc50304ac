using System.Collections;
using System.Text.Json.Nodes;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Yaml;

namespace Gratis.Gateway.Configuration.Reference;

/// <summary>The config in force, secrets masked, and for each key who said so. Made for the admin API.</summary>
internal sealed record ConfigEcho(JsonObject Config, IReadOnlyDictionary<string, EchoSource> Sources)
{
    public static ConfigEcho Of(object config, MapNode tree)
    {
        var sources = new SortedDictionary<string, EchoSource>(StringComparer.Ordinal);
        return new ConfigEcho(Keys(ShapeReader.Root, config, tree, "", sources), sources);
    }

    private static JsonObject Keys(ObjectShape shape, object value, MapNode? node, string path, SortedDictionary<string, EchoSource> sources)
    {
        var json = new JsonObject();
        foreach (var key in shape.Keys)
            json[key.Name] = Place(key.Shape, key.Property.GetValue(value), node?.Find(key.Name), Paths.Join(path, key.Name), sources);
        return json;
    }

    private static JsonNode? Place(Shape shape, object? value, ConfigNode? node, string path, SortedDictionary<string, EchoSource> sources)
    {
        switch (shape)
        {
            case ObjectShape known when value is not null:
                return Keys(known, value, node as MapNode, path, sources);
            case MapShape named when value is not null:
                var json = new JsonObject();
                foreach (var (name, item) in Entries(value))
                    json[name] = Place(named.Value, item, (node as MapNode)?.Find(name), Paths.Join(path, name), sources);
                return json;
            default:
                // Lists are set whole, so they have one source.
                sources[path] = EchoSource.Of(node);
                return Plain(shape, value);
        }
    }

    private static JsonNode? Plain(Shape shape, object? value) => shape switch
    {
        _ when value is null => null,
        ScalarShape scalar => ScalarText.ToJson(scalar, value),
        ListShape list => new JsonArray([.. ((IEnumerable)value).Cast<object?>().Select(item => Plain(list.Item, item))]),
        MapShape map => new JsonObject(Entries(value).Select(entry => KeyValuePair.Create(entry.Name, Plain(map.Value, entry.Value)))),
        _ => new JsonObject(((ObjectShape)shape).Keys.Select(key => KeyValuePair.Create(key.Name, Plain(key.Shape, key.Property.GetValue(value))))),
    };

    private static IEnumerable<(string Name, object? Value)> Entries(object map)
    {
        foreach (DictionaryEntry entry in (IDictionary)map)
            yield return ((string)entry.Key, entry.Value);
    }
}

/// <summary>Who said a value: <c>default</c>, <c>file</c>, <c>api</c>, <c>.env</c> or <c>env</c>; where; and the variables it was made from.</summary>
internal sealed record EchoSource(string Layer, string? At, IReadOnlyList<string> Variables)
{
    private static readonly EchoSource Default = new("default", null, []);

    public static EchoSource Of(ConfigNode? node) => node switch
    {
        null or ScalarNode { IsAbsent: true } => Default,
        ScalarNode scalar => new(Name(scalar.Origin.Layer), scalar.Origin.ToString(), scalar.Variables),
        _ => new(Name(node.Origin.Layer), node.Origin.ToString(), []),
    };

    private static string Name(ConfigLayer layer) => layer switch
    {
        ConfigLayer.File => "file",
        ConfigLayer.Api => "api",
        ConfigLayer.DotEnv => ".env",
        ConfigLayer.Environment => "env",
        _ => "default",
    };
}
