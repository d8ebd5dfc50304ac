using Gratis.Simulator.Hosting;
using SimulatedWorld = Gratis.Simulator.World;

namespace Gratis.Tests.Hosting.Month;

/// <summary>The network of a simulated world, in which models.dev goes by its own name.</summary>
internal sealed class WorldNetwork(SimulatedWorld world) : DelegatingHandler(new SimulatorHandler(world))
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { Host: "models.dev" } uri)
            request.RequestUri = new Uri("http://models.dev.sim" + uri.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
