using System.Collections.Immutable;
using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Learned;
using Gratis.Catalog.Ranking;
using Gratis.Discovery.Listings;
using Gratis.Health.Measures;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Options;
using Gratis.Tests.Time;

namespace Gratis.Tests.Hosting.Catalogue;

/// <summary>What a gateway knows, in a few lines, and the catalogue that follows from it.</summary>
internal sealed class KnownWorld
{
    private static readonly BuiltInFacts Facts = BuiltInFacts.Load();

    private readonly Dictionary<string, ProviderListing> _listings = new(StringComparer.OrdinalIgnoreCase);

    public KnownWorld() => Evidence = new EvidenceBook(Time);

    public VirtualTime Time { get; } = new();

    public GratisOptions Options { get; } = new();

    public EvidenceBook Evidence { get; }

    public MeasureBook Measures { get; } = new();

    public OwnerEdits Edits { get; } = new();

    public RankOrder Ranking { get; private set; } = RankOrder.Empty;

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>A provider with a key; nobody knows it unless its id is a known one.</summary>
    public KnownWorld Has(string provider, Action<ProviderOptions>? with = null)
    {
        var options = new ProviderOptions { BaseUrl = $"http://{provider}.test/v1", ApiKey = "k" };
        with?.Invoke(options);
        Options.Providers[provider] = options;
        return this;
    }

    /// <summary>Its list, as it comes now.</summary>
    public KnownWorld Lists(string provider, params ListedModel[] models)
    {
        var reading = new ListingReading([.. models], IsUsable: true, Problem: null, Ignored: []);
        _listings[provider] = ListingChange.Apply(_listings.GetValueOrDefault(provider), provider, reading, Now, null, null).Listing;
        return this;
    }

    public static ListedModel Free(string id, int? context = null) => new() { Id = id, Price = new ListedPrice(0, 0), Context = context };

    public static ListedModel Paid(string id) => new() { Id = id, Price = new ListedPrice(1, 2) };

    public static ListedModel Unpriced(string id) => new() { Id = id };

    public CatalogBuild Build(Func<string, string?>? environment = null)
    {
        var build = new CatalogBuilder(Facts, environment ?? (static _ => null)).Build(Options, new CatalogKnowledge(Now)
        {
            Listings = _listings,
            Evidence = Evidence,
            Measures = Measures,
            Edits = Edits.Current,
            Ranking = Ranking,
        });
        Ranking = build.Ranking;
        return build;
    }

    public Route Route(string id) => Build().Snapshot.FindRoute(id).ShouldNotBeNull($"{id} is not in the catalogue");

    public IEnumerable<string> Ids => Build().Snapshot.Routes.Select(route => route.Id);

    public void Edit(string route, Func<RouteEdit, RouteEdit> change) => Edits.EditAsync(route, change, CancellationToken.None).AsTask().GetAwaiter().GetResult();
}
