using System.Collections.Concurrent;

namespace Gratis.Catalog.Learned;

/// <summary>
/// What was found out about routes since the program was shipped: what they charged, what they turned out to lack. Outlives catalogues,
/// and with a store the process.
/// </summary>
internal sealed class EvidenceBook(TimeProvider time, IEvidenceStore? store = null)
{
    /// <summary>More routes than anybody has; what is found out beyond is forgotten.</summary>
    public const int MostRoutes = 20_000;

    private readonly ConcurrentDictionary<string, RouteEvidence> _routes = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Something new is known of a route under a topic, or no longer, that may change what the catalogue says of it. Called on the path of requests: to be brief.</summary>
    public Action<RouteEvidence, string>? Changed { get; set; }

    /// <summary>Every route of which something was found out.</summary>
    public IEnumerable<RouteEvidence> All => _routes.Values;

    /// <summary>What is known of one route; the same object as long as the process lives.</summary>
    public RouteEvidence Of(string route)
    {
        if (_routes.TryGetValue(route, out var known))
            return known;
        var added = new RouteEvidence(this, route.ToLowerInvariant());
        return _routes.Count < MostRoutes ? _routes.GetOrAdd(added.Route, added) : added;
    }

    /// <summary>What is known of one route; null while nothing was ever asked of it.</summary>
    public RouteEvidence? Find(string route) => _routes.GetValueOrDefault(route);

    /// <summary>Takes up what the store kept; before anything else is found out.</summary>
    public void Restore(IEnumerable<LearnedFact> facts)
    {
        foreach (var fact in facts)
            Of(fact.Route).Restore(fact);
    }

    /// <summary>Takes up what another replica found out of a route, or forgot.</summary>
    public void Hear(string route, string topic, LearnedFact? fact)
    {
        var of = Of(route);
        of.Hear(topic, fact);
        Changed?.Invoke(of, topic);
    }

    internal TimeProvider Time => time;

    internal void Keep(RouteEvidence of, LearnedFact fact)
    {
        store?.Keep(fact);
        Changed?.Invoke(of, fact.Topic);
    }

    internal void Forget(RouteEvidence of, string topic)
    {
        store?.Forget(of.Route, topic);
        Changed?.Invoke(of, topic);
    }
}
