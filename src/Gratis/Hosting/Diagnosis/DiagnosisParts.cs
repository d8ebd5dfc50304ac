using Gratis.Discovery;
using Gratis.Hosting.Catalogue;
using Gratis.Stores;
using Gratis.Upstream;
using Microsoft.Extensions.Logging;

namespace Gratis.Hosting.Diagnosis;

/// <summary>What a diagnosis leans on.</summary>
/// <param name="Engine">Whose routes are looked after.</param>
/// <param name="Keeper">Who makes the catalogue of what is found out.</param>
/// <param name="Discovery">Who asks for lists.</param>
/// <param name="Connections">Over which probes go: of their own, so that they never wait behind answers.</param>
/// <param name="UserAgent">How they introduce themselves.</param>
/// <param name="Log">Where what goes wrong in the background is told.</param>
internal sealed record DiagnosisParts(GratisEngine Engine, CatalogKeeper Keeper, DiscoveryService Discovery, UpstreamConnections Connections, string UserAgent, ILogger Log)
{
    /// <summary>Where the probes are counted; null: in memory.</summary>
    public ISettingsStore? Settings { get; init; }
}
