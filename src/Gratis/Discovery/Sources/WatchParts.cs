using Microsoft.Extensions.Logging;

namespace Gratis.Discovery.Sources;

/// <summary>What all watches share.</summary>
/// <param name="Time">Their clock.</param>
/// <param name="Lane">As many places as there may be looks at once.</param>
/// <param name="Tell">Hears of every good look; throws nothing.</param>
/// <param name="Log">Where failures are told.</param>
internal sealed record WatchParts(TimeProvider Time, SemaphoreSlim Lane, Action<DiscoveryChange> Tell, ILogger Log);
