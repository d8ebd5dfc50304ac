using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gratis.Discovery.Listings;

/// <summary>What models.dev says of other people's models: a second opinion, never a proof.</summary>
/// <param name="Providers">By models.dev's own provider id, then by the id of the model there; neither minds the case.</param>
/// <param name="IsUsable">The catalogue arrived whole and describes at least one model.</param>
/// <param name="Problem">Why it is not usable: what came, and what was expected.</param>
/// <param name="Ignored">Why entries were left out; the first of them, and how many more there were.</param>
internal sealed record ModelsDevReading(
    FrozenDictionary<string, FrozenDictionary<string, ListedModel>> Providers, bool IsUsable, string? Problem, ImmutableArray<string> Ignored)
{
    /// <summary>A catalogue of which nothing is taken.</summary>
    public static ModelsDevReading Unusable(string problem) =>
        new(FrozenDictionary<string, FrozenDictionary<string, ListedModel>>.Empty, false, problem, []);
}
