using System.Collections.Immutable;
using Gratis.Discovery.Fetching;

namespace Gratis.Discovery.Sources;

/// <summary>What one look brought.</summary>
/// <param name="Change">Of a good one.</param>
/// <param name="Failure">Why it was none.</param>
/// <param name="Ignored">Why entries of a good list were left out; default for a list that is merely confirmed.</param>
internal readonly record struct LookResult(DiscoveryChange? Change, ListingFailure? Failure, ImmutableArray<string> Ignored)
{
    public static LookResult Of(ListingFailure failure) => new(null, failure, default);

    public static LookResult Of(DiscoveryChange change, ImmutableArray<string> ignored = default) => new(change, null, ignored);
}
