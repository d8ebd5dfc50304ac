using Gratis.Upstream;
using Microsoft.Extensions.Logging;

namespace Gratis.Discovery;

/// <summary>Where discovery touches the world.</summary>
/// <param name="Time">Its clock.</param>
/// <param name="Random">Its chance.</param>
/// <param name="Connections">Its network.</param>
/// <param name="UserAgent">How the gateway calls itself.</param>
/// <param name="Log">Where it tells of failures and news.</param>
internal sealed record DiscoveryEdges(TimeProvider Time, Random Random, UpstreamConnections Connections, string UserAgent, ILogger Log)
{
    /// <summary>Without one, lists live as long as the process.</summary>
    public IListingStore? Store { get; init; }
}
