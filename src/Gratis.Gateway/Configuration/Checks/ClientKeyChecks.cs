using Gratis.Catalog.Facts;
using Gratis.Gateway.Configuration.Model;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Yaml;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Configuration.Checks;

/// <summary>Clients are told apart by name and by key.</summary>
internal static class ClientKeyChecks
{
    public static void Run(CheckContext context)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var keys = new Dictionary<Secret, string>();
        foreach (var client in context.Config.Auth.ClientKeys)
        {
            var at = context.Binder.NodeOf(client).Origin;
            CheckPolicy(context, client, at);
            if (client.Name.Length > 0 && !names.Add(client.Name))
                context.Problems.Error(at, "auth.client_keys", $"has two clients named {client.Name}. Give each its own name.");
            if (client.Key is not null && !keys.TryAdd(client.Key, client.Name))
                context.Problems.Error(at, "auth.client_keys", $"gives {client.Name} the same key as {keys[client.Key]}. Give each its own key.");
            if (client.Key is not null && client.Key.Equals(context.Config.Auth.AdminToken))
                context.Problems.Error(at, "auth.client_keys", $"gives {client.Name} the admin token as its key. Give it one of its own.");
        }
    }

    /// <summary>A misspelled name would shut everybody out where it is asked for, and nobody where it is ruled out.</summary>
    private static void CheckPolicy(CheckContext context, ClientKeyConfig client, Origin at)
    {
        var known = context.Knowledge.ProviderIds.Concat(context.Config.Providers.Keys).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in client.Providers.Concat(client.AvoidProviders).Where(name => !known.Contains(name)))
            context.Problems.Error(at, "auth.client_keys", $"names {name} in the policy of {client.Name}, and there is no such provider." + Names.Hint(name, known));
        foreach (var name in client.Regions.Concat(client.AvoidRegions).Where(name => !FactsPatterns.IsRegion(name.ToLowerInvariant())))
            context.Problems.Error(at, "auth.client_keys", $"names {name} in the policy of {client.Name}, and that is no region: use two letters such as eu or us, global, or local.");
    }
}
