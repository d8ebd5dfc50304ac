using System.Collections.Immutable;

namespace Gratis.Discovery;

/// <summary>What discovery is to do until it is told otherwise.</summary>
internal sealed record DiscoverySettings
{
    /// <summary>False: nobody is asked and no list counts; those that are kept wait for it to change again.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Between two looks.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Whom to ask.</summary>
    public ImmutableArray<ListingTarget> Targets { get; init; } = [];

    /// <summary>Whether models.dev is asked for a second opinion.</summary>
    public bool AsksModelsDev { get; init; } = true;

    /// <summary>Bound of DNS, TCP and TLS, as requests have it: they and lists share connections.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
