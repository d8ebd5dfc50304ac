using Gratis.Catalog.Facts;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Yaml;

namespace Gratis.Gateway.Commands.Catalogue;

/// <summary>By what a provider is configured, or what it lacks. Names variables and keys of the config, never a secret.</summary>
internal static class ProviderSetup
{
    /// <summary>Where its key comes from, or its entry where it needs none.</summary>
    public static string ByOf(string id, CatalogueView view)
    {
        var (name, entry) = EntryOf(id, view);
        if ((Given(entry, "api_key") ?? Given(entry, "api_keys")) is var (key, value))
            return $"providers.{name}.{key} ({value.Origin})";
        if (view.Facts.TryFind(id, out var known) && known.FindKeys(view.Config.Environment.Get) is { Variable: var variable })
        {
            return view.Config.Environment.Find(variable) is var (_, at) && at.Layer == ConfigLayer.DotEnv ? $"{variable} ({at})" : variable;
        }

        if (entry is null && view.Held.All.Any(held => held.Stored.Provider.Equals(id, StringComparison.OrdinalIgnoreCase)))
            return "gratis keys";
        return entry is null ? "" : $"providers.{name} ({entry.Origin})";
    }

    /// <summary>What to do so that it can be called.</summary>
    public static string MissingOf(string id, CatalogueView view)
    {
        var environment = view.Config.Environment;
        if (!view.Facts.TryFind(id, out var known))
            return $"set providers.{id}.base_url";
        if (known.NeedsKey && known.FindKeys(environment.Get) is null)
            return known.EnvironmentVariables is [var variable, ..] ? $"set {variable}" : $"set providers.{id}.api_key";
        if (!known.TryFillBaseUrl(environment.Get, out _, out var missing))
            return $"set {missing}";
        return $"add `{id}: {{}}` under providers";
    }

    private static (string Key, ConfigNode Value)? Given(MapNode? entry, string key) =>
        entry?.Find(key) is { } value and not ScalarNode { IsAbsent: true } and not ListNode { Items: [] } ? (key, value) : null;

    /// <summary>The config may call it by an alias.</summary>
    private static (string Name, MapNode? Entry) EntryOf(string id, CatalogueView view)
    {
        foreach (var entry in (view.Config.Reading.Tree.Find("providers") as MapNode)?.Entries ?? [])
        {
            if (view.IdOf(entry.Key).Equals(id, StringComparison.OrdinalIgnoreCase))
                return (entry.Key, entry.Value as MapNode ?? new MapNode(entry.At, []));
        }

        return (id, null);
    }
}
