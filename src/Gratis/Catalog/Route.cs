using Gratis.Catalog.Limits;
using Gratis.Catalog.Models;

namespace Gratis.Catalog;

/// <summary>A model as one provider offers it, under its terms.</summary>
internal sealed class Route
{
    public Route(Provider provider, string upstreamId)
    {
        Provider = provider;
        UpstreamId = upstreamId;
        Id = provider.Id + "/" + upstreamId;
        RejectedParameters = provider.RejectedParameters;
        Limits = [.. provider.Limits.Where(limit => limit.AppliesTo(upstreamId))];
    }

    public Provider Provider { get; }

    /// <summary>The provider's own name of the model.</summary>
    public string UpstreamId { get; }

    /// <summary><c>provider/upstream-model-id</c>.</summary>
    public string Id { get; }

    /// <summary>What it does; null when no list says so.</summary>
    public ModelKind? Kind { get; init; }

    /// <summary>True only where it is proven; never for local routes.</summary>
    public bool IsFree { get; init; }

    public RouteState State { get; init; }

    /// <summary>Takes part in virtual models.</summary>
    public bool IsInVirtualModels => State == RouteState.Enabled && Provider.ExposeToVirtualModels;

    /// <summary>May serve where nobody asked for it by name: it costs nothing.</summary>
    public bool IsInFreeLanes => IsInVirtualModels && (IsFree || Provider.IsLocal);

    /// <summary>Everything else that is known of it; null for one that no list names.</summary>
    public RouteDossier? Dossier { get; init; }

    /// <summary>How capable its model is. Of nobody knows what size a model is standard.</summary>
    public ModelTier Tier => Dossier?.Tier ?? ModelTier.Standard;

    public int? Context { get; init; }

    public int? MaxOutput { get; init; }

    public CapabilitySet Capabilities { get; init; }

    /// <summary>How it is asked to search the web; null where nobody knows that it can, or how.</summary>
    public WebSearchOffer? Search { get; init; }

    public Price? Price { get; init; }

    /// <summary>Request parameters that it, or its provider, refuses.</summary>
    public IReadOnlyCollection<string> RejectedParameters { get; init; }

    /// <summary>Every limit a call to it draws on.</summary>
    public IReadOnlyList<QuotaLimit> Limits { get; init; }

    public override string ToString() => Id;
}

/// <summary>USD per million tokens.</summary>
/// <param name="Input">Of what goes in.</param>
/// <param name="Output">Of what comes out.</param>
/// <param name="PerRequest">Of each request beside its tokens, in USD.</param>
internal sealed record Price(decimal Input, decimal Output, decimal PerRequest = 0)
{
    public bool IsZero => Input == 0 && Output == 0 && PerRequest == 0;
}
