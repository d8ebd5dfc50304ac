using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Yaml;

namespace Gratis.Gateway.Commands.Catalogue;

/// <summary>Secrets that stand in the config file itself instead of a variable: whoever gets the file has them.</summary>
internal static class PlainSecrets
{
    /// <summary>Where they stand; never what they are.</summary>
    public static IReadOnlyList<string> In(ConfigReading reading)
    {
        var found = new List<string>();
        Look(ShapeReader.Root, reading.Tree, "", found);
        return found;
    }

    private static void Look(Shape shape, ConfigNode? node, string path, List<string> found)
    {
        switch (shape, node)
        {
            case (ObjectShape known, MapNode map):
                foreach (var key in known.Keys)
                    Look(key.Shape, map.Find(key.Name), Paths.Join(path, key.Name), found);
                break;
            case (MapShape named, MapNode map):
                foreach (var entry in map.Entries)
                    Look(named.Value, entry.Value, Paths.Join(path, entry.Key), found);
                break;
            case (ListShape list, ListNode nodes):
                for (var i = 0; i < nodes.Items.Length; i++)
                    Look(list.Item, nodes.Items[i], Paths.Item(path, i), found);
                break;
            case (ScalarShape { IsSecret: true }, ScalarNode { IsAbsent: false, Origin.Layer: ConfigLayer.File, Variables.IsEmpty: true }):
                found.Add(path);
                break;
        }
    }
}
