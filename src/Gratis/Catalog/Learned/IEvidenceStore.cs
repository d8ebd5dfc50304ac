namespace Gratis.Catalog.Learned;

/// <summary>Where what was found out outlives the process. What <see cref="Keep"/> was told is on disk within a second.</summary>
internal interface IEvidenceStore
{
    /// <summary>Everything that was kept.</summary>
    ValueTask<IReadOnlyList<LearnedFact>> Load(CancellationToken cancellation);

    /// <summary>Keeps a fact in place of the former one of its route and topic; never blocks and never throws.</summary>
    void Keep(LearnedFact fact);

    /// <summary>Forgets a topic of a route, as lazily.</summary>
    void Forget(string route, string topic);
}
