using Gratis.Gateway.Configuration.Yaml;
using Gratis.Gateway.Import.Drafting;
using Gratis.Gateway.Import.Reading;

namespace Gratis.Gateway.Import.Systems;

/// <summary>FreeRouter: a catalogue of routes in their order. The order becomes a pool; what the models can do is known here from other sources.</summary>
internal sealed class FreeRouterImport(Workbench bench)
{
    private const string PoolName = "freerouter";

    public void Read(MapNode root)
    {
        var config = new Section(root, "", bench);
        var key = root.Find(SourceTree.Whole) is not null ? SourceTree.Whole : root.Find("routes") is not null ? "routes" : "data";
        var pool = new DraftPool(1) { Strategy = "priority" };
        foreach (var (_, target) in config.Items(key).Select(TargetOf).OfType<(long, string)>().OrderBy(entry => entry.Item1))
            pool.Targets.TryAdd(target, null);
        if (pool.Targets.Count > 0)
            bench.Draft.Pools.Add(PoolName, pool);
        else
            bench.Remark(0, PoolName, "no route of a known provider is enabled, so there is no pool.");
        config.Ignore("schema_version");
        config.Close();
    }

    private (long Rank, string Target)? TargetOf(Section route)
    {
        var provider = route.Text("provider_name") ?? route.Text("provider");
        var model = route.Text("model_id") ?? route.Text("model");
        var name = route.Text("route_id") ?? route.Path;
        var rank = route.Whole("rank", 0, int.MaxValue) ?? int.MaxValue;
        if (provider is null || model is null)
            bench.Remark(route.Line, name, "names no provider and model; left out.");
        else if (route.Flag("enabled") == false)
            bench.Remark(route.Line, name, "is disabled; left out of the pool.");
        else if (!bench.Shelf.TryPut(provider, null, out _, out var id))
            bench.Remark(route.Line, name, $"there is no provider {provider}; left out.");
        else
            return (rank, $"{id}/{model}");
        return null;
    }
}
