using System.Collections.Frozen;
using Gratis.Catalog.Learned;
using Gratis.Catalog.Ranking;
using Gratis.Discovery;
using Gratis.Discovery.Listings;
using Gratis.Health.Measures;

namespace Gratis.Hosting.Catalogue;

/// <summary>What was found out and what the owner changed, at the instant at which a catalogue is made of it.</summary>
internal sealed record CatalogKnowledge(DateTimeOffset Now)
{
    public static readonly IReadOnlyDictionary<string, LearnedFact> NothingLearned = new Dictionary<string, LearnedFact>();

    /// <summary>The last good list of each provider.</summary>
    public IReadOnlyDictionary<string, ProviderListing> Listings { get; init; } = FrozenDictionary<string, ProviderListing>.Empty;

    /// <summary>The public catalogue.</summary>
    public ModelsDevCatalogue? SecondOpinion { get; init; }

    public EvidenceBook? Evidence { get; init; }

    public MeasureBook? Measures { get; init; }

    public OwnerEditsSnapshot Edits { get; init; } = OwnerEditsSnapshot.Empty;

    /// <summary>The ranking so far.</summary>
    public RankOrder Ranking { get; init; } = RankOrder.Empty;

    /// <summary>Who was in the shipped <c>primary</c> so far.</summary>
    public IReadOnlyList<string> Primary { get; init; } = [];

    public IReadOnlyDictionary<string, LearnedFact> LearnedOf(string route) => Evidence?.Find(route)?.Facts ?? NothingLearned;
}
