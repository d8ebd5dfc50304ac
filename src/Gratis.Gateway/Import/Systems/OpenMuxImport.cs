using Gratis.Gateway.Configuration.Yaml;
using Gratis.Gateway.Import.Drafting;
using Gratis.Gateway.Import.Reading;

namespace Gratis.Gateway.Import.Systems;

/// <summary>openmux: providers with their keys and limits, named routes, clients.</summary>
internal sealed class OpenMuxImport(Workbench bench)
{
    private const long Unlimited = 1_000_000;

    private readonly HashSet<string> _clients = new(StringComparer.OrdinalIgnoreCase);

    public void Read(MapNode root)
    {
        var config = new Section(root, "", bench);
        Server(config.Sub("server"));
        foreach (var (name, provider) in config.Named("providers"))
            Provider(name, provider);
        foreach (var (name, route) in config.Named("model_routes"))
            Route(name, route);
        Clients(config.Sub("auth"));
        Discovery(config.Sub("discovery"));
        AutoRoute(config.Sub("auto_route"));
        if (config.Sub("passthrough") is { } passthrough)
        {
            if (passthrough.Flag("enabled") == false)
                passthrough.Remark("enabled", "provider/model always works here; a client key with models: [...] bounds what it may name.");
            passthrough.LeaveOut("allowed_providers", "every configured provider can be named here; a client key with providers: [...] bounds that.");
            passthrough.Close();
        }

        config.LeaveOut("monitoring", "metrics are at /metrics, always; left out.");
        if (config.Sub("cache") is { } cache && cache.Flag("enabled") == true)
            cache.Remark("enabled", "answers are not cached here; left out.");
        config.Close();
    }

    private void Server(Section? server)
    {
        if (server is null)
            return;
        bench.Place(server);
        if (server.Seconds("timeout") is { } timeout)
            bench.Draft.Server["request_timeout_seconds"] = DraftValue.Of(timeout);
        server.LeaveOut("read_timeout", "streams are bounded by idle_timeout_seconds here; left out.");
        server.LeaveOut("write_timeout", "streams are bounded by idle_timeout_seconds here; left out.");
        server.Close();
    }

    private void Provider(string name, Section provider)
    {
        if (!bench.Shelf.TryPut(name, provider.Value("base_url"), out var draft, out var id))
        {
            bench.Remark(provider.Line, provider.Path, "has no base_url and is no provider that is known; left out.");
            return;
        }

        foreach (var key in provider.Scalars("api_keys"))
            bench.Shelf.AddKey(id, draft, key);
        Limits(provider.Sub("rate_limit"), draft.Limits);
        if (provider.Seconds("timeout") is { } timeout)
            draft.Values["request_timeout_seconds"] = DraftValue.Of(timeout);
        if (provider.Text("type") is { } type && type != "openai")
            provider.Remark("type", $"{type} is not spoken here, only the format of OpenAI.");
        provider.LeaveOut("retry", "a failed call goes to the next route here, never to the same one again; left out.");
        provider.LeaveOut("load_balancer", "a failing key rests by itself here; left out.");
        provider.Close();
    }

    private static void Limits(Section? limits, OrderedDictionary<string, DraftValue> into)
    {
        if (limits is null)
            return;
        foreach (var (theirs, ours) in (ReadOnlySpan<(string, string)>)[("rpm", "rpm"), ("rpd", "rpd"), ("tpm", "tpm"), ("concurrent", "concurrency")])
        {
            // 0 is no limit there, and so is what is too large to be one.
            if (limits.Whole(theirs, 0, long.MaxValue) is > 0 and < Unlimited and var limit)
                into[ours] = DraftValue.Of(limit);
        }

        limits.Close();
    }

    private void Route(string name, Section route)
    {
        var pool = new DraftPool(route.Line) { Strategy = StrategyOf(route) };
        foreach (var target in route.Items("targets"))
        {
            if (target.Text("provider") is not { } provider || target.Text("model") is not { } model)
                bench.Remark(target.Line, target.Path, "names no provider and model; left out.");
            else if (bench.Shelf.IdOf(provider) is not { } id)
                bench.Remark(target.Line, target.Path, $"there is no provider {provider}; left out.");
            else if (!pool.Targets.TryAdd($"{id}/{model}", target.Whole("weight", 0, 1_000_000)))
                bench.Remark(target.Line, target.Path, "is there already; left out.");
            target.Ignore("weight");
            target.Close();
        }

        route.Ignore("description");
        route.Close();
        if (!bench.Draft.Pools.TryAdd(name, pool))
            bench.Remark(route.Line, route.Path, "a pool of that name is there already; left out.");
    }

    private static string StrategyOf(Section route)
    {
        switch (route.Text("strategy"))
        {
            case "priority":
                return "priority";
            case null or "" or "weighted_round_robin":
                return "weighted";
            case var other:
                route.Remark("strategy", $"{other} is weighted there too, and here.");
                return "weighted";
        }
    }

    private void Clients(Section? auth)
    {
        if (auth is null)
            return;
        var isOn = auth.Flag("enabled") == true;
        foreach (var (index, client) in auth.Items("api_keys").Index())
        {
            if (!isOn)
            {
                auth.Remark("api_keys", "auth.enabled is not true, so nobody was asked for these keys; left out.");
                break;
            }

            if (client.Scalar("key") is not { } key)
                continue;
            var name = client.Text("name") is { Length: > 0 } given ? given : FormattableString.Invariant($"client-{index + 1}");
            if (!_clients.Add(name) || !_clients.Add(key.Text))
            {
                bench.Remark(client.Line, client.Path, "has the name or the key of another one; left out.");
                continue;
            }

            var draft = new OrderedDictionary<string, DraftValue>
            {
                ["name"] = DraftValue.Of(name),
                ["key"] = bench.Keys.Take(key, Configuration.Shapes.Names.ForEnvironment(name) + "_KEY", $"the key of client {name}"),
            };
            Limits(client.Sub("rate_limit"), draft);
            bench.Draft.ClientKeys.Add(draft);
            client.Close();
        }

        auth.Close();
    }

    private void Discovery(Section? discovery)
    {
        if (discovery is null)
            return;
        if (discovery.Flag("enabled") is { } enabled)
            bench.Draft.Discovery["enabled"] = DraftValue.Of(enabled);
        if (discovery.Seconds("interval") is { } interval)
            bench.Draft.Discovery["interval"] = DraftValue.Of(interval);
        if (discovery.Value("free_alias") is { } alias)
            bench.Draft.Discovery["free_alias"] = alias;
        foreach (var provider in discovery.Scalars("providers"))
        {
            if (bench.Shelf.IdOf(provider.Text) is { } id)
                bench.Draft.DiscoveryProviders.Add(id);
            else
                bench.Remark(provider.Origin.Line, discovery.NameOf("providers"), $"there is no provider {provider.Text}; left out.");
        }

        discovery.LeaveOut("fetch_huggingface_metadata", "sizes come from names, lists and benchmarks here; left out.");
        discovery.Close();
    }

    private void AutoRoute(Section? auto)
    {
        if (auto is null)
            return;
        if (auto.Flag("enabled") is { } enabled)
            bench.Draft.AutoRoute["enabled"] = DraftValue.Of(enabled);
        if (auto.Text("classifier") is { Length: > 0 } classifier)
        {
            var cut = classifier.IndexOfAny(['/', ':']);
            if (cut > 0 && bench.Shelf.IdOf(classifier[..cut]) is { } id)
                bench.Draft.AutoRoute["classifier"] = DraftValue.Of($"{id}/{classifier[(cut + 1)..]}");
            else
                auto.Remark("classifier", "names no provider that is known; left out.");
        }

        foreach (var tier in (ReadOnlySpan<string>)["lite", "standard", "large", "reasoning", "alias"])
            auto.LeaveOut(tier, "the tiers are auto:lite, auto:standard, auto:large and auto:reasoning here, made of what is free; left out.");
        auto.Close();
    }
}
