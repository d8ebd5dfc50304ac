using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Free;
using Gratis.Catalog.Learned;
using Gratis.Catalog.Models;
using Gratis.Catalog.Ranking;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;

namespace Gratis.Benchmarks.Payloads;

/// <summary>The free lane of a gateway: ten providers with one key each, and so many models between them.</summary>
internal static class Lane
{
    private const int Providers = 10;

    public static DateTimeOffset Now { get; } = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    /// <summary>A table of <paramref name="routes"/> routes; each third one has met its limit if <paramref name="aThirdWalled"/>.</summary>
    public static RoutingTable OfRoutes(int routes, bool aThirdWalled)
    {
        var providers = Enumerable.Range(0, Providers).Select(Provider).ToArray();
        var models = Enumerable.Range(0, routes).Select(n => new Route(providers[n % Providers], $"vendor/model-{n}:free")
        {
            Kind = ModelKind.Chat,
            IsFree = true,
            Context = 131_072,
            Capabilities = new CapabilitySet(Capability.Tools, Capability.Vision),
            Dossier = Dossier(n),
        });
        var table = new RoutingTable(new CatalogSnapshot(providers, [.. models], []), new RouteBooks(new HealthBook(new Random(1)), new QuotaLedger(TimeProvider.System), new EvidenceBook(TimeProvider.System), new MeasureBook()));
        if (aThirdWalled)
        {
            var walled = table.Resolve(VirtualNames.Auto)!.Slots.Where((_, n) => n % 3 == 0);
            foreach (var candidate in walled.SelectMany(slot => slot.Candidates))
                Wall(candidate.Health);
        }

        return table;
    }

    /// <summary>Neighbours are worth nearly the same, as they are in a ranking.</summary>
    private static RouteDossier Dossier(int n) => new()
    {
        DisplayName = $"Model {n}",
        Model = new ModelIdentity($"model-{n}", ModelSize.Unknown, NamesReasoning: false, Variant: null),
        Tier = ModelTier.Standard,
        Quality = new ModelQuality(80 - (n * 0.05), "given", IsMeasured: true),
        Free = new FreeVerdict(true, FreeLayer.Suffix, new Evidence(ClaimSource.ProviderList, "list", Now, 0.9)),
        Score = RouteScore.Of(new ScorePart("quality", 80 - (n * 0.05), "given")),
        FileWord = "",
        Claims = static () => [],
    };

    private static Provider Provider(int n) => new()
    {
        Id = $"provider-{n}",
        BaseUrl = new Uri($"https://provider-{n}.test/v1"),
        ChatUrl = new Uri($"https://provider-{n}.test/v1/chat/completions"),
        Accounts = [new Account($"provider-{n}#1", $"key-{n}")],
    };

    private static void Wall(RouteHealth health)
    {
        health.TryEnter(Now, out var pass);
        health.Record(
            pass,
            new Judgement(Verdict.RateLimited, Reach.AccountModel, Now.AddMinutes(5), UntilSource.Header, "Rate limit reached, try again in 5m."),
            Now);
    }
}
