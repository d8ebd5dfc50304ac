using Gratis.Catalog;
using Gratis.Hosting.Options;
using Gratis.Simulator;
using Gratis.Simulator.Hosting;
using Gratis.Simulator.Providers;
using CatalogModelKind = Gratis.Catalog.ModelKind;
using SimulatedModelKind = Gratis.Simulator.Providers.ModelKind;

namespace Gratis.Gateway.Serving;

/// <summary>Simulated providers inside this process, so that the first request works before any key is set.</summary>
internal sealed class DemoWorld(TimeProvider time)
{
    private readonly World _world = World.Demo(time);

    /// <summary>The door into the simulation for its own providers; null for any other, which is then really dialled.</summary>
    public HttpMessageHandler? HandlerFor(Provider provider) =>
        provider.BaseUrl.Host.EndsWith(".sim", StringComparison.Ordinal) ? new SimulatorHandler(_world) : null;

    /// <summary>Whether a provider of this id is one of the simulated.</summary>
    public bool Simulates(string provider) => _world.Providers.Any(simulated => simulated.Id.Equals(provider, StringComparison.OrdinalIgnoreCase));

    /// <summary>The owner's options with the simulated providers as theirs; an owner's provider of the same name gives way to its double.</summary>
    public GratisOptions AddTo(GratisOptions owners)
    {
        var options = new GratisOptions { Privacy = owners.Privacy, Requests = owners.Requests, Spill = owners.Spill, Discovery = owners.Discovery, AutoRoute = owners.AutoRoute };
        foreach (var provider in _world.Providers)
            options.Providers[provider.Id] = OptionsOf(provider);
        foreach (var (id, provider) in owners.Providers)
            options.Providers.TryAdd(id, provider);
        foreach (var (name, pool) in owners.Pools)
            options.Pools[name] = pool;
        foreach (var model in owners.FavoriteFreeModels)
            options.FavoriteFreeModels.Add(model);
        foreach (var model in owners.BelievedFree)
            options.BelievedFree.Add(model);
        return options;
    }

    private static ProviderOptions OptionsOf(ProviderEntry provider)
    {
        var options = new ProviderOptions { BaseUrl = provider.InProcessUrl.ToString(), Local = provider.Keys.Count == 0 };
        foreach (var key in provider.Keys)
            options.ApiKeys.Add(key);
        foreach (var model in provider.Models)
            options.Models.Add(OptionsOf(model));
        return options;
    }

    private static ModelOptions OptionsOf(ModelSpec model) => new()
    {
        Id = model.Id,
        Kind = model.Kind switch
        {
            SimulatedModelKind.Embedding => CatalogModelKind.Embedding,
            SimulatedModelKind.Rerank => CatalogModelKind.Rerank,
            _ => CatalogModelKind.Chat,
        },
        Free = model.IsFree,
        Context = model.Context,
        MaxOutput = model.MaxOutput,
        Tools = model.Tools,
        Vision = model.Vision,
        Reasoning = model.Reasoning,
        StructuredOutput = model.StructuredOutput,
        Price = new PriceOptions { Input = model.InputPrice, Output = model.OutputPrice },
    };
}
