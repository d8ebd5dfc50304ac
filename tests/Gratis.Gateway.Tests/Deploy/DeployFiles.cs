using Gratis.Gateway.Tests.Configuration;
using YamlDotNet.RepresentationModel;

namespace Gratis.Gateway.Tests.Deploy;

/// <summary>The files people deploy with, as text and as YAML.</summary>
internal static class DeployFiles
{
    public static string Read(string path) => Repository.Read(path);

    public static bool Exists(string path) => Path.Exists(Repository.Path(path));

    public static IEnumerable<string> In(string folder, string pattern) =>
        Directory.EnumerateFiles(Repository.Path(folder), pattern).Select(file => $"{folder}/{Path.GetFileName(file)}").Order(StringComparer.Ordinal);

    public static YamlMappingNode Yaml(string path) => Parse(Read(path));

    public static YamlMappingNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    /// <summary>What stands at the end of a path of keys.</summary>
    public static YamlNode At(this YamlNode node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = node is YamlMappingNode map && map.Children.TryGetValue(name, out var value) ? value : throw new InvalidOperationException($"There is no {name}.");
        return node;
    }

    public static bool Has(this YamlNode node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (node is not YamlMappingNode map || !map.Children.TryGetValue(name, out var value))
                return false;
            node = value;
        }

        return true;
    }

    public static string Text(this YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    public static IEnumerable<string> Texts(this YamlNode node) => ((YamlSequenceNode)node).Children.Select(Text);
}
