using Gratis.Simulator.Limits;

namespace Gratis.Simulator.Providers;

/// <summary>How to reach one provider of a world.</summary>
/// <param name="Id">The provider's id.</param>
/// <param name="Kind">Whose manners it has.</param>
/// <param name="BasePath">The path under which its API lives, e.g. <c>/api/v1</c>.</param>
/// <param name="Keys">The keys it accepts.</param>
/// <param name="Models">What it serves.</param>
/// <param name="Limits">Its limits, models' own aside.</param>
public sealed record ProviderEntry(
    string Id, string Kind, string BasePath, IReadOnlyList<string> Keys, IReadOnlyList<ModelSpec> Models, IReadOnlyList<LimitSpec> Limits)
{
    /// <summary>The base URL for a <see cref="Hosting.SimulatorHandler"/>.</summary>
    public Uri InProcessUrl => new($"http://{Id}.sim{BasePath}");

    /// <summary>The base URL below a running <see cref="Hosting.SimulatorHost"/>.</summary>
    public Uri UrlBelow(Uri host) => new(host, $"/{Id}{BasePath}");
}
