using Gratis.Catalog.Facts;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Yaml;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Configuration.Checks;

/// <summary>Clients are told apart by name and by key, and their policies name what there is.</summary>
internal static class ClientKeyChecks
{
    public static void Run(CheckContext context)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var keys = new Dictionary<Secret, string>();
        foreach (var (index, client) in context.Config.Auth.ClientKeys.Index())
        {
            var node = context.Binder.NodeOf(client);
            var at = node.Origin;
            if (client.Name.Length > 0 && !names.Add(client.Name))
                context.Problems.Error(at, "auth.client_keys", $"has two clients named {client.Name}. Give each its own name.");
            if (client.Key is not null && !keys.TryAdd(client.Key, client.Name))
                context.Problems.Error(at, "auth.client_keys", $"gives {client.Name} the same key as {keys[client.Key]}. Give each its own key.");
            if (client.Key is not null && client.Key.Equals(context.Config.Auth.AdminToken))
                context.Problems.Error(at, "auth.client_keys", $"gives {client.Name} the admin token as its key. Give it one of its own.");
            CheckPolicy(context, node, Paths.Item("auth.client_keys", index));
        }
    }

    /// <summary>A misspelled name would shut everybody out where it is asked for, and nobody where it is ruled out.</summary>
    private static void CheckPolicy(CheckContext context, ConfigNode client, string path)
    {
        var known = context.Knowledge.ProviderIds.Concat(context.Config.Providers.Keys).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, where, at) in Words(client, path, "providers", "avoid_providers"))
        {
            if (!known.Contains(name))
                context.Problems.Error(at, where, $"names no provider: there is no {name}." + Names.Hint(name, known));
        }

        foreach (var (name, where, at) in Words(client, path, "regions", "avoid_regions"))
        {
            if (!FactsPatterns.IsRegion(name.ToLowerInvariant()))
                context.Problems.Error(at, where, "is no region: use two letters such as eu or us, global, or local.");
        }
    }

    private static IEnumerable<(string Text, string Path, Origin At)> Words(ConfigNode client, string path, params string[] keys) =>
        from key in keys
        let list = (client as MapNode)?.Find(key) as ListNode
        where list is not null
        from item in list.Items.Index()
        where item.Item is ScalarNode { IsAbsent: false }
        select (((ScalarNode)item.Item).Text, Paths.Item($"{path}.{key}", item.Index), item.Item.Origin);
}
