using Gratis.Catalog;
using Microsoft.Extensions.Logging;

namespace Gratis.Hosting.Composition;

/// <summary>Where an engine touches the world.</summary>
/// <param name="Time">Its clock.</param>
/// <param name="Chance">Jitter and ids.</param>
/// <param name="Logs">Where it tells what happens.</param>
/// <param name="UserAgent">How it introduces itself.</param>
internal sealed record HouseEdges(TimeProvider Time, Random Chance, ILoggerFactory Logs, string UserAgent)
{
    /// <summary>Replaces the network for a provider; null, or null for it: real connections.</summary>
    public Func<Provider, HttpMessageHandler?>? CreateHandler { get; init; }
}
