using System.Collections.Immutable;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Yaml;

namespace Gratis.Gateway.Configuration.Environments;

/// <summary>Lays <c>GRATIS__SECTION__KEY</c> variables and the aliases over what the file says.</summary>
internal sealed class EnvironmentOverlay(ConfigEnvironment environment, ConfigKnowledge knowledge, Problems problems)
{
    private const string Prefix = "GRATIS__";

    public MapNode Apply(MapNode root)
    {
        // Aliases first, so that the full name wins where both are set.
        foreach (var (variable, key) in Aliases.All)
            if (environment.Find(variable) is var (text, at))
                root = (MapNode)Set(root, ShapeReader.Root, key.ToUpperInvariant().Split('.'), new Setting(variable, text, at), "");
        foreach (var variable in environment.Names.Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
            if (environment.Find(variable) is var (text, at))
                root = (MapNode)Set(root, ShapeReader.Root, variable[Prefix.Length..].Split("__"), new Setting(variable, text, at), "");
        return root;
    }

    private ConfigNode Set(ConfigNode? current, Shape shape, ReadOnlySpan<string> rest, Setting setting, string path)
    {
        if (rest.IsEmpty)
            return Parse(shape, setting, path);
        var map = current as MapNode ?? new MapNode(setting.At, []);
        switch (shape)
        {
            case ObjectShape known when known.Find(rest[0].ToLowerInvariant()) is { } key:
                return map.With(key.Name, setting.At, Set(map.Find(key.Name), key.Shape, rest[1..], setting, Paths.Join(path, key.Name)));
            case ObjectShape known:
                var spelled = Names.Nearest(rest[0], known.Keys.Select(key => key.Name));
                problems.Error(setting.At, path, $"has no key {rest[0].ToLowerInvariant()} for {setting.Variable} to set." + (spelled is null ? "" : $" Did you mean {spelled}?"));
                return current ?? map;
            case MapShape named when rest[0].Length > 0:
                var name = NameIn(map, path, rest[0]);
                return map.With(name, setting.At, Set(map.Find(name), named.Value, rest[1..], setting, Paths.Join(path, name)));
            default:
                problems.Error(setting.At, path, $"has nothing inside it for {setting.Variable} to set. Lists are set whole: a,b,c or YAML [a, b].");
                return current ?? ScalarNode.Absent(setting.At);
        }
    }

    /// <summary>A variable cannot spell - or .: a name we have or know is recognised by its capitals.</summary>
    private string NameIn(MapNode map, string path, string segment)
    {
        var known = path switch { "providers" => knowledge.ProviderIds, "pools" => knowledge.Pools, _ => [] };
        var capitals = segment.ToUpperInvariant();
        return map.Entries.Select(entry => entry.Key).Concat(known).FirstOrDefault(name => Names.ForEnvironment(name) == capitals)
            ?? segment.ToLowerInvariant();
    }

    private ConfigNode Parse(Shape shape, Setting setting, string path)
    {
        var text = setting.Text;
        var isFlow = text.TrimStart() is ['[' or '{', ..];
        if (shape is ScalarShape)
            return ScalarNode.Verbatim(setting.At, text);
        if (shape is ListShape { Item: ScalarShape } && !isFlow)
            return new ListNode(setting.At, [.. Split(text).Select(item => ScalarNode.Verbatim(setting.At, item))]);
        if (isFlow && YamlComposer.TryCompose(text, setting.At, environment.Get, problems, out var node) && node is not null)
            return node;
        if (!isFlow)
            problems.Error(setting.At, path, $"must be written in YAML flow syntax in {setting.Variable}: " + (shape is ListShape ? "[{key: value}]." : "{key: value}."));
        return ScalarNode.Absent(setting.At);
    }

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private readonly record struct Setting(string Variable, string Text, Origin At);
}
