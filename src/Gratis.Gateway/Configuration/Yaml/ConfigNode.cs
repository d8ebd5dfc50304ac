using System.Collections.Immutable;

namespace Gratis.Gateway.Configuration.Yaml;

/// <summary>A value as it was written, and where.</summary>
internal abstract record ConfigNode(Origin Origin)
{
    // Records print their members, and a member may be a key.
    public sealed override string ToString() => $"{GetType().Name} at {Origin}";
}

/// <summary>One value. <paramref name="Variables"/> are those it was made from; absent means: as if the key were not there.</summary>
internal sealed record ScalarNode(Origin Origin, string Text, bool IsQuoted, bool IsAbsent, ImmutableArray<string> Variables) : ConfigNode(Origin)
{
    /// <summary>No value.</summary>
    public static ScalarNode Absent(Origin origin) => new(origin, "", IsQuoted: false, IsAbsent: true, []);

    /// <summary>A value that needs no interpretation.</summary>
    public static ScalarNode Verbatim(Origin origin, string text) => new(origin, text, IsQuoted: true, IsAbsent: false, []);
}

/// <summary>A list.</summary>
internal sealed record ListNode(Origin Origin, ImmutableArray<ConfigNode> Items) : ConfigNode(Origin);

/// <summary>Keys and their values, in the order written.</summary>
internal sealed record MapNode(Origin Origin, ImmutableArray<MapEntry> Entries) : ConfigNode(Origin)
{
    public ConfigNode? Find(string key)
    {
        foreach (var entry in Entries)
            if (entry.Key == key)
                return entry.Value;
        return null;
    }

    /// <summary>This map with a key set; where both sides are maps they merge.</summary>
    public MapNode With(string key, Origin at, ConfigNode value)
    {
        for (var i = 0; i < Entries.Length; i++)
        {
            if (Entries[i].Key != key)
                continue;
            var merged = Entries[i].Value is MapNode before && value is MapNode over ? before.Merge(over) : value;
            return this with { Entries = Entries.SetItem(i, Entries[i] with { At = at, Value = merged }) };
        }

        return this with { Entries = Entries.Add(new MapEntry(key, at, value)) };
    }

    private MapNode Merge(MapNode over)
    {
        var result = this;
        foreach (var entry in over.Entries)
            result = result.With(entry.Key, entry.At, entry.Value);
        return result;
    }
}

/// <summary>One key of a map, where it stands, and its value.</summary>
internal sealed record MapEntry(string Key, Origin At, ConfigNode Value);
