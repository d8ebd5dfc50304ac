using System.Security.Cryptography;
using System.Text;
using Gratis.Gateway.Configuration.Yaml;

namespace Gratis.Gateway.Configuration.Watching;

/// <summary>A short digest of what the config says at a key, the same for the same value wherever it stands in the file; empty where it says nothing.</summary>
internal static class KeyFingerprint
{
    public static string Of(MapNode tree, ReadOnlySpan<string> key)
    {
        ConfigNode? node = tree;
        foreach (var name in key)
            node = (node as MapNode)?.Find(name);
        if (node is null or ScalarNode { IsAbsent: true })
            return "";
        var text = new StringBuilder();
        Write(node, text);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }

    // Lengths before texts: no two different values run together into one.
    private static void Write(ConfigNode node, StringBuilder text)
    {
        switch (node)
        {
            case ScalarNode { IsAbsent: true }:
                text.Append('-');
                break;
            case ScalarNode scalar:
                text.Append(scalar.Text.Length).Append(':').Append(scalar.Text);
                break;
            case ListNode list:
                text.Append('[');
                foreach (var item in list.Items)
                    Write(item, text);
                text.Append(']');
                break;
            case MapNode map:
                text.Append('{');
                foreach (var entry in map.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    text.Append(entry.Key.Length).Append(':').Append(entry.Key);
                    Write(entry.Value, text);
                }

                text.Append('}');
                break;
        }
    }
}
