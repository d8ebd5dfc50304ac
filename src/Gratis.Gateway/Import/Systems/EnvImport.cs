using Gratis.Gateway.Configuration.Environments;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Yaml;
using Gratis.Gateway.Import.Drafting;
using Gratis.Gateway.Import.Reading;

namespace Gratis.Gateway.Import.Systems;

/// <summary>A <c>.env</c> file: keys of providers, and settings under the names of the systems that read them.</summary>
internal sealed class EnvImport(Workbench bench)
{
    private static readonly (string Variable, string Key)[] Others =
    [
        ("GATEWAY_HOST", "server.host"), ("HOST", "server.host"), ("GATEWAY_PORT", "server.port"), ("PORT", "server.port"),
        ("REQUEST_TIMEOUT_SECONDS", "server.request_timeout_seconds"), ("REQUEST_TIMEOUT", "server.request_timeout_seconds"),
        ("REQUEST_QUEUE_MAX_WAITING_REQUESTS", "server.max_queued_requests"),
        ("STREAMING_RELEASE_SLOT_AFTER_ROUTE_SELECTED", "server.release_slot_at_commit"),
    ];

    public void Read(MapNode root)
    {
        var config = new Section(root, "", bench);
        foreach (var entry in config.Rest())
        {
            var value = (ScalarNode)entry.Value;
            if (value.Text.Length == 0)
                continue;
            if (bench.Facts.All.FirstOrDefault(facts => facts.EnvironmentVariables.Contains(entry.Key)) is { } known)
            {
                bench.Shelf.TryPut(known.Id, null, out _, out _);
                Need(entry.Key, $"a key of provider {known.Id}", value.Text);
            }
            else if (bench.Facts.All.FirstOrDefault(facts => facts.BaseUrlVariables.Any(part => part.Value == entry.Key)) is { } addressed)
            {
                Need(entry.Key, $"a part of the address of provider {addressed.Id}", value.Text);
            }
            else if (KeyOf(entry.Key) is { } key)
            {
                Set(key, entry.Key, value);
            }
            else
            {
                bench.Remark(entry.At.Line, entry.Key, "has no counterpart here and was left out.");
            }
        }
    }

    private static string? KeyOf(string variable) =>
        Aliases.All.FirstOrDefault(alias => alias.Variable == variable).Key ?? Others.FirstOrDefault(other => other.Variable == variable).Key;

    private void Set(string key, string variable, ScalarNode value)
    {
        var path = key.Split('.');
        if (ShapeReader.Root.Find(path[0])?.Shape is ObjectShape section && section.Find(path[^1])?.Shape is ScalarShape { IsSecret: true })
        {
            Put(path, Need(variable, key, value.Text));
        }
        else
        {
            Put(path, DraftValue.Guess(value.Text));
        }
    }

    private DraftValue Need(string variable, string purpose, string value)
    {
        bench.Keys.Remember(variable, value);
        return bench.Keys.Refer(variable, purpose);
    }

    private void Put(string[] path, DraftValue value)
    {
        var draft = bench.Draft;
        switch (path)
        {
            case ["auth", "admin_token"]:
                draft.AdminToken = value;
                break;
            case ["discovery", var below, var key]:
                if (!draft.BelowDiscovery.TryGetValue(below, out var section))
                    draft.BelowDiscovery.Add(below, section = []);
                section[key] = value;
                break;
            case [var name, var key]:
                var values = name switch { "server" => draft.Server, "storage" => draft.Storage, "discovery" => draft.Discovery, _ => draft.AutoRoute };
                values[key] = value;
                break;
        }
    }
}
