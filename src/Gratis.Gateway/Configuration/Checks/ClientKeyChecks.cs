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
            if (client.Name.Length > 0 && !names.Add(client.Name))
                context.Problems.Error(at, "auth.client_keys", $"has two clients named {client.Name}. Give each its own name.");
            if (client.Key is not null && !keys.TryAdd(client.Key, client.Name))
                context.Problems.Error(at, "auth.client_keys", $"gives {client.Name} the same key as {keys[client.Key]}. Give each its own key.");
            if (client.Key is not null && client.Key.Equals(context.Config.Auth.AdminToken))
                context.Problems.Error(at, "auth.client_keys", $"gives {client.Name} the admin token as its key. Give it one of its own.");
        }
    }
}
