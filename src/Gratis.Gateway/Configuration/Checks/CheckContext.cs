using Gratis.Gateway.Configuration.Binding;
using Gratis.Gateway.Configuration.Model;
using Gratis.Gateway.Configuration.Yaml;

namespace Gratis.Gateway.Configuration.Checks;

/// <summary>What a check needs to see and to say.</summary>
internal sealed record CheckContext(GatewayConfig Config, MapNode Tree, Binder Binder, ConfigKnowledge Knowledge, Problems Problems)
{
    /// <summary>The texts of a list of strings, each with its path and place; empty where there is no such list.</summary>
    public IEnumerable<(string Text, string Path, Origin At)> Texts(params string[] path)
    {
        var where = string.Join('.', path);
        return Find(path) is ListNode list
            ? list.Items.Select((item, i) => (Item: item as ScalarNode, Path: Paths.Item(where, i)))
                .Where(entry => entry.Item is { IsAbsent: false })
                .Select(entry => (entry.Item!.Text, entry.Path, entry.Item.Origin))
            : [];
    }

    /// <summary>Where a key stands, or the nearest thing around it.</summary>
    public Origin At(params string[] path)
    {
        for (var length = path.Length; length > 0; length--)
            if (Find(path[..length]) is { } node)
                return node.Origin;
        return Tree.Origin;
    }

    private ConfigNode? Find(string[] path)
    {
        ConfigNode? node = Tree;
        foreach (var key in path)
            node = (node as MapNode)?.Find(key);
        return node;
    }
}
