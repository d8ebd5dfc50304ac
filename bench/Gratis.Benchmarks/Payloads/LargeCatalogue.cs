using System.Collections.Immutable;
using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Learned;
using Gratis.Discovery.Listings;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Options;
using Gratis.Quotas;
using Gratis.Routing;

namespace Gratis.Benchmarks.Payloads;

/// <summary>What a gateway with many providers knows: lists of models with names as they are, prices, and a ranking from before.</summary>
internal sealed class LargeCatalogue
{
    private const int Providers = 10;

    private static readonly string[] Names =
        ["meta-llama/llama-3.{0}-70b-instruct", "qwen/qwen3-{0}b-a3b", "deepseek/deepseek-v3.{0}", "mistralai/mistral-small-3.{0}", "google/gemma-{0}-27b-it", "vendor-{0}/model-{0}-12b"];

    private readonly GratisOptions _options = new();
    private readonly CatalogBuilder _builder = new(BuiltInFacts.Load(), static _ => null);
    private readonly RouteBooks _books = new(new HealthBook(new Random(1)), new QuotaLedger(TimeProvider.System), new EvidenceBook(TimeProvider.System), new MeasureBook());
    private readonly CatalogKnowledge _knowledge;

    public LargeCatalogue(int routes)
    {
        var now = Lane.Now;
        for (var n = 0; n < Providers; n++)
        {
            var asked = new ProviderOptions { BaseUrl = $"https://provider-{n}.test/v1", ApiKey = $"key-{n}" };
            _options.Providers[$"provider-{n}"] = asked;
        }

        var listings = Enumerable.Range(0, Providers).Select(n => new ProviderListing
        {
            Provider = $"provider-{n}",
            At = now,
            Models = [.. Enumerable.Range(0, routes / Providers).Select(m => Model(n, m))],
        });
        var unranked = new CatalogKnowledge(now) { Listings = listings.ToDictionary(l => l.Provider), Evidence = _books.Evidence, Measures = _books.Measures };
        _knowledge = unranked with { Ranking = _builder.Build(_options, unranked).Ranking };
    }

    /// <summary>From knowledge to a catalogue.</summary>
    public CatalogSnapshot Build() => _builder.Build(_options, _knowledge).Snapshot;

    /// <summary>From a catalogue to everything that a name may stand for.</summary>
    public RoutingTable Table(CatalogSnapshot catalog) => new(catalog, _books);

    private static ListedModel Model(int provider, int n) => new()
    {
        Id = string.Format(System.Globalization.CultureInfo.InvariantCulture, Names[n % Names.Length], n) + (n % 2 == 0 ? ":free" : ""),
        Name = $"Model {n} of provider {provider}",
        Price = new ListedPrice(0, 0),
        PricedSince = Lane.Now,
        Context = 131_072,
        MaxOutput = 8192,
        Capabilities = new CapabilitySet(Capability.Tools, Capability.Vision),
    };
}
