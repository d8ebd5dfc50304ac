using System.Collections.Frozen;
using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Hosting.Options;

namespace Gratis.Hosting;

/// <summary>From what the owner asked, what the environment holds and what is built in, to a catalogue.</summary>
internal sealed class CatalogBuilder(BuiltInFacts facts, Func<string, string?> environment)
{
    public CatalogSnapshot Build(GratisOptions options)
    {
        var providers = new List<Provider>();
        var routes = new List<Route>();
        foreach (var (id, asked) in Asked(options))
        {
            facts.TryFind(id, out var known);
            var builder = new ProviderBuilder(id, asked, known, environment, Pays(id, asked, options.Spill));
            if (builder.TryBuild() is not { } provider)
                continue;
            providers.Add(provider);
            routes.AddRange(asked.Models.DistinctBy(m => m.Id, StringComparer.OrdinalIgnoreCase).Select(model => RouteOf(provider, asked, known, builder.Limits, model)));
        }

        return new CatalogSnapshot(providers, routes, [.. options.Pools.Select(p => PoolOf(p.Key, p.Value))])
        {
            KeyVariables = facts.All.Where(f => f.NeedsKey).ToFrozenDictionary(f => f.Id, f => f.EnvironmentVariables[0], StringComparer.OrdinalIgnoreCase),
        };
    }

    /// <summary>The config's providers in its order, then those for which a key is all there is.</summary>
    private IEnumerable<(string Id, ProviderOptions Asked)> Asked(GratisOptions options)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, asked) in options.Providers)
        {
            var id = facts.TryFind(name, out var known) ? known.Id : name.ToLowerInvariant();
            if (seen.Add(id))
                yield return (id, asked);
        }

        foreach (var found in facts.FromEnvironment(environment))
        {
            if (seen.Add(found.Provider.Id))
                yield return (found.Provider.Id, new ProviderOptions());
        }
    }

    /// <summary>The owner said that nothing there is free, or that money may be spent there.</summary>
    private static bool Pays(string id, ProviderOptions asked, SpillOptions spill) =>
        asked.Free == FreeRule.None
        || (spill is { Enabled: true, MonthlyBudgetUsd: > 0 } && spill.Targets.Any(target => target.StartsWith(id + "/", StringComparison.OrdinalIgnoreCase)));

    private static Route RouteOf(Provider provider, ProviderOptions asked, ProviderFacts? known, LimitRules limits, ModelOptions model)
    {
        var price = model.Price is null ? null : new Price(model.Price.Input, model.Price.Output);
        var isFree = FreeRules.IsFree(provider.IsLocal, model.Free, asked.Free ?? FreeRule.Price, model.Id, price);
        return new Route(provider, model.Id)
        {
            Kind = model.Kind,
            IsFree = isFree,
            Limits = limits.ForModel(model.Id, model.Limits, isFree, pays: model.Free == false),
            Context = model.Context,
            MaxOutput = model.MaxOutput,
            Price = price,
            Capabilities = default(CapabilitySet)
                .With(Capability.Tools, model.Tools)
                .With(Capability.Vision, model.Vision)
                .With(Capability.Audio, model.Audio)
                .With(Capability.StructuredOutput, model.StructuredOutput)
                .With(Capability.Reasoning, model.Reasoning)
                .With(Capability.WebSearch, model.WebSearch),
            RejectedParameters = (known?.RejectedParameters ?? []).Concat(asked.RejectedParameters).Concat(model.RejectedParameters)
                .ToFrozenSet(StringComparer.Ordinal),
        };
    }

    private static Pool PoolOf(string name, PoolOptions asked) =>
        new(name, asked.Strategy, [.. asked.Targets.Select(t => new PoolTarget(t.Model, t.Weight))], [.. asked.Fallback]);
}
