using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Free;
using Gratis.Catalog.Limits;
using Gratis.Catalog.Models;
using Gratis.Catalog.Ranking;
using Gratis.Simulator.Limits;
using Gratis.Workload.Run;
using Gratis.Workload.Tiers;
using LimitSpec = Gratis.Simulator.Limits.LimitSpec;
using ProviderSpec = Gratis.Simulator.Providers.ProviderSpec;

namespace Gratis.Workload.Policies;

/// <summary>What the providers of a world publish, in the engine's words: nothing that a page of theirs would not say.</summary>
internal static class PublishedFacts
{
    private static readonly LimitEvidence Published = new(LimitSource.Facts, null, 1);

    public static CatalogSnapshot Of(TierMap map, Network network)
    {
        var providers = map.Providers.ToDictionary(spec => spec, spec => ProviderOf(spec, network));
        return new CatalogSnapshot([.. providers.Values], [.. map.Offers.Select(offer => RouteOf(providers[offer.Provider], offer))], []);
    }

    private static Provider ProviderOf(ProviderSpec spec, Network network) => new()
    {
        Id = spec.Id,
        BaseUrl = new Uri(network.UrlOf(spec)),
        ChatUrl = new Uri(network.UrlOf(spec) + "/chat/completions"),
        Accounts = spec.Keyless ? [new Account(spec.Id + "#0", null)] : [.. spec.Accounts.Select((account, i) => new Account($"{spec.Id}#{i + 1}", account.Key))],
        Auth = spec.Keyless ? AuthStyle.None : AuthStyle.Bearer,
        Limits = [.. spec.Limits.Select(limit => LimitOf(limit, ScopeOf(limit), limit.Models)),
            .. spec.Models.SelectMany(model => model.Limits.Select(limit => LimitOf(limit, QuotaScope.AccountModel, model.Id)))],
        Counting = spec.Id switch
        {
            "openrouter" => new CallCounting(CountsWalls: true),
            "groq" => new CallCounting(ReservesMaxTokens: true),
            _ => CallCounting.Default,
        },
    };

    private static Route RouteOf(Provider provider, Offer offer) => new(provider, offer.Model.Id)
    {
        Kind = ModelKind.Chat,
        IsFree = true,
        Context = offer.Model.Context,
        MaxOutput = offer.Model.MaxOutput,
        Capabilities = default(CapabilitySet)
            .With(Capability.Tools, offer.Model.Tools)
            .With(Capability.Vision, offer.Model.Vision)
            .With(Capability.StructuredOutput, offer.Model.StructuredOutput)
            .With(Capability.Reasoning, offer.Model.Reasoning),
        Dossier = offer.Traits == ModelTraits.Plain ? null : DossierOf(offer),
    };

    private static RouteDossier DossierOf(Offer offer) => new()
    {
        DisplayName = offer.Model.Id,
        Model = ModelIds.Identify(offer.Model.Id),
        Tier = offer.Traits.Size switch
        {
            Tiers.ModelSize.Lite => ModelTier.Lite,
            Tiers.ModelSize.Standard => ModelTier.Standard,
            _ => ModelTier.Large,
        },
        Quality = new ModelQuality(offer.Traits.Quality, "given", IsMeasured: true),
        Free = new FreeVerdict(true, FreeLayer.Price, new Evidence(ClaimSource.ProviderList, "its list", null, 1)),
        Score = RouteScore.Of(new ScorePart("quality", offer.Traits.Quality, "given")),
        FileWord = "",
        Claims = static () => [],
    };

    private static QuotaLimit LimitOf(LimitSpec limit, QuotaScope scope, string? models) => new()
    {
        Scope = scope,
        Models = models is null ? [] : [models],
        Amount = limit.Amount,
        Evidence = Published,
        Metric = limit.Metric switch
        {
            LimitMetric.Requests => QuotaMetric.Requests,
            LimitMetric.Tokens => QuotaMetric.Tokens,
            LimitMetric.InputTokens => QuotaMetric.InputTokens,
            _ => QuotaMetric.Concurrency,
        },
        Period = limit.Metric is LimitMetric.Concurrency ? default : new QuotaPeriod(limit.Window switch
        {
            WindowUnit.Second => PeriodUnit.Second,
            WindowUnit.Minute => PeriodUnit.Minute,
            WindowUnit.Hour => PeriodUnit.Hour,
            WindowUnit.Day => PeriodUnit.Day,
            _ => PeriodUnit.Month,
        }),
        Clock = limit.Clock switch
        {
            LimitClock.Fixed => QuotaClock.In(limit.Zone),
            LimitClock.Bucket => QuotaClock.Refill,
            _ => QuotaClock.Rolling,
        },
    };

    private static QuotaScope ScopeOf(LimitSpec limit) => limit.Scope switch
    {
        LimitScope.AccountModel => QuotaScope.AccountModel,
        LimitScope.Address => QuotaScope.Egress,
        LimitScope.Provider => QuotaScope.Provider,
        _ => limit.Models is null ? QuotaScope.Account : QuotaScope.ModelClass,
    };
}
