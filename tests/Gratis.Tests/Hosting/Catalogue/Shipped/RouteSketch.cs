using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Free;
using Gratis.Catalog.Models;
using Gratis.Catalog.Ranking;

namespace Gratis.Tests.Hosting.Catalogue.Shipped;

/// <summary>A route in a line: free, enabled, a chat model that calls tools and has room for them, unless it says otherwise.</summary>
internal sealed record RouteSketch(string Id)
{
    public bool IsFree { get; init; } = true;

    public bool IsLocal { get; init; }

    public bool IsExposed { get; init; } = true;

    public ModelKind? Kind { get; init; } = ModelKind.Chat;

    public RouteState State { get; init; }

    public ModelTier Tier { get; init; } = ModelTier.Standard;

    public int? Context { get; init; } = 131_072;

    public bool? Tools { get; init; } = true;

    public Price? Price { get; init; }

    public double Quality { get; init; } = 30;

    public FreeLayer Layer { get; init; } = FreeLayer.Price;

    public DateTimeOffset? MissingSince { get; init; }

    public ScorePart[] Scored { get; init; } = [];

    public Route Build()
    {
        var slash = Id.IndexOf('/', StringComparison.Ordinal);
        var (home, model) = (Id[..slash], Id[(slash + 1)..]);
        var provider = new Provider
        {
            Id = home,
            BaseUrl = new Uri($"http://{home}.test/v1"),
            ChatUrl = new Uri($"http://{home}.test/v1/chat/completions"),
            Accounts = [new Account(home + "#1", "k")],
            IsLocal = IsLocal,
            ExposeToVirtualModels = IsExposed,
        };
        return new Route(provider, model)
        {
            IsFree = IsFree,
            Kind = Kind,
            State = State,
            Context = Context,
            Price = Price,
            Capabilities = default(CapabilitySet).With(Capability.Tools, Tools),
            Dossier = new RouteDossier
            {
                DisplayName = model,
                Model = ModelIds.Identify(model),
                Tier = Tier,
                Quality = new ModelQuality(Quality, "measured", IsMeasured: true),
                Free = new FreeVerdict(IsFree, Layer, new Evidence(ClaimSource.ProviderList, "its list", null, 1)),
                Score = RouteScore.Of(Scored),
                FileWord = "",
                MissingSince = MissingSince,
                Claims = static () => [],
            },
        };
    }
}
