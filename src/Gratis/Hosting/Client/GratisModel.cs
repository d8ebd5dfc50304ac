using Gratis.Catalog;
using Gratis.Routing;

namespace Gratis.Hosting.Client;

/// <summary>Something that may be named as a model.</summary>
/// <param name="Id">Its name.</param>
public sealed record GratisModel(string Id)
{
    /// <summary>The provider of the route; null for a virtual model.</summary>
    public string? Provider { get; init; }

    /// <summary>It stands for many routes.</summary>
    public bool IsVirtual => Provider is null;

    /// <summary>What it does; null where nobody knows, and for a virtual model.</summary>
    public ModelKind? Kind { get; init; }

    /// <summary>It is proven free. Of a virtual model this says nothing.</summary>
    public bool IsFree { get; init; }

    /// <summary>It runs on the owner's own hardware.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Context window in tokens, where that is known.</summary>
    public int? Context { get; init; }

    /// <summary>Largest output in tokens, where that is known.</summary>
    public int? MaxOutput { get; init; }

    /// <summary>What it can do beyond text: <c>tools</c>, <c>vision</c>, <c>audio</c>, <c>structured_output</c>, <c>reasoning</c>, <c>web_search</c>.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    internal static IReadOnlyList<GratisModel> ListOf(RoutingTable routes) =>
    [
        .. routes.VirtualModels.Select(target => new GratisModel(target.Name)),
        .. routes.Catalog.Routes.Where(route => route.State == RouteState.Enabled).Select(Of),
    ];

    private static GratisModel Of(Route route) => new(route.Id)
    {
        Provider = route.Provider.Id,
        Kind = route.Kind,
        IsFree = route.IsFree,
        IsLocal = route.Provider.IsLocal,
        Context = route.Context,
        MaxOutput = route.MaxOutput,
        Capabilities = [.. CapabilityNames.NamesOf(route.Capabilities.Supported)],
    };
}
