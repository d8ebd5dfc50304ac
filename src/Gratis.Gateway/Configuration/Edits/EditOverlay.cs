using System.Collections.Immutable;
using System.Text.Json;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Gateway.Configuration.Yaml;

namespace Gratis.Gateway.Configuration.Edits;

/// <summary>Lays the owner's changes over what the file says. Pure.</summary>
internal static class EditOverlay
{
    /// <summary>What the config's problems call this layer.</summary>
    public static readonly Origin Origin = new(ConfigLayer.Api, "changed over the API");

    /// <summary>The tree with the changes in it, and those of which the file has had its own say since.</summary>
    public static (MapNode Tree, ImmutableArray<ConfigEdit> Lapsed) Apply(MapNode written, ImmutableArray<ConfigEdit> edits)
    {
        var tree = written;
        var lapsed = ImmutableArray.CreateBuilder<ConfigEdit>();
        foreach (var edit in edits)
        {
            if (KeyFingerprint.Of(written, edit.Path.AsSpan()) == edit.InFile)
                tree = Set(tree, edit.Path.AsSpan(), NodeOf(edit.Value));
            else
                lapsed.Add(edit);
        }

        return (tree, lapsed.ToImmutable());
    }

    private static MapNode Set(MapNode map, ReadOnlySpan<string> path, ConfigNode value) => map.With(
        path[0],
        Origin,
        path.Length == 1 ? value : Set(map.Find(path[0]) as MapNode ?? new MapNode(Origin, []), path[1..], value));

    private static ConfigNode NodeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new MapNode(Origin, [.. value.EnumerateObject().Select(member => new MapEntry(member.Name, Origin, NodeOf(member.Value)))]),
        JsonValueKind.Array => new ListNode(Origin, [.. value.EnumerateArray().Select(NodeOf)]),
        JsonValueKind.String => ScalarNode.Verbatim(Origin, value.GetString()!),
        JsonValueKind.Null or JsonValueKind.Undefined => ScalarNode.Absent(Origin),

        // A number or a boolean, written as YAML writes it too.
        _ => new ScalarNode(Origin, value.GetRawText(), IsQuoted: false, IsAbsent: false, []),
    };
}
