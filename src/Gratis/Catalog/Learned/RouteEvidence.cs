using System.Collections.Immutable;
using System.Globalization;
using Gratis.Catalog.Claims;

namespace Gratis.Catalog.Learned;

/// <summary>What was found out about one route. Reading takes no lock; writing is rare.</summary>
internal sealed class RouteEvidence(EvidenceBook book, string route)
{
    private const int MostFacts = 64;

    // What clients make up as parameters must never take the room of what matters.
    private const int MostRefusals = 32;

    private const string ByAnswer = "an answer to a client";

    private static readonly TimeSpan SameProof = TimeSpan.FromHours(1);

    // By then its provider has been asked for its list again, and the route is called again.
    private static readonly TimeSpan SameDeath = TimeSpan.FromMinutes(15);

    private readonly Lock _writing = new();
    private volatile bool _isBilled;
    private ImmutableDictionary<string, LearnedFact> _facts = ImmutableDictionary<string, LearnedFact>.Empty;

    /// <summary>The route's id, in lower case.</summary>
    public string Route => route;

    /// <summary>It charged for a call that should have been free, and nothing has lifted that since. Read before every selection.</summary>
    public bool IsBilled => _isBilled;

    public IReadOnlyDictionary<string, LearnedFact> Facts => Volatile.Read(ref _facts);

    /// <summary>What is known under a topic.</summary>
    public LearnedFact? Find(string topic) => Volatile.Read(ref _facts).GetValueOrDefault(topic);

    /// <summary>A call that should have been free was charged, or will not be served without money.</summary>
    /// <param name="usd">How much; 0 where only money was asked for.</param>
    /// <param name="detail">What was seen.</param>
    /// <param name="fileWord">What the config says about the route being free.</param>
    public void SawCost(decimal usd, string detail, string? fileWord = null)
    {
        // The first one says it all, and a later one must not look like newer news than the price list that came between.
        if (_isBilled)
            return;
        _isBilled = true;
        if (fileWord is not null)
            Learn(LearnedTopics.CostWord, fileWord, ClaimSource.Observed, null, 1);
        Learn(LearnedTopics.Cost, usd.ToString(CultureInfo.InvariantCulture), ClaimSource.Observed, detail, 1);
    }

    /// <summary>Newer evidence, or the owner, says that it is free after all.</summary>
    public void LiftCost()
    {
        _isBilled = false;
        Forget(LearnedTopics.CostWord);
        Forget(LearnedTopics.Cost);
    }

    /// <summary>The upstream does not know the model. Several calls within a quarter of an hour are one proof.</summary>
    public void SawGone(string? detail)
    {
        var times = 0;
        if (Find(LearnedTopics.Gone) is { } before)
        {
            if (Now - before.Evidence.At < SameDeath)
                return;
            times = int.Parse(before.Value, CultureInfo.InvariantCulture);
        }

        Learn(LearnedTopics.Gone, (times + 1).ToString(CultureInfo.InvariantCulture), ClaimSource.Observed, detail, 0.9);
    }

    /// <summary>It answered: whatever said that it is gone is over.</summary>
    public void SawServed()
    {
        if (!Volatile.Read(ref _facts).IsEmpty)
            Forget(LearnedTopics.Gone);
    }

    /// <summary>Its provider lists it again.</summary>
    public void CameBack()
    {
        Forget(LearnedTopics.Gone);
        Forget(LearnedTopics.Suggestion + "remove_route");
    }

    /// <summary>A request was too long for it: at most one less fits.</summary>
    public void SawTooLong(int tokens, string? detail)
    {
        if (tokens > 1 && !(Find(LearnedTopics.Context) is { } before && int.Parse(before.Value, CultureInfo.InvariantCulture) < tokens))
            Learn(LearnedTopics.Context, (tokens - 1).ToString(CultureInfo.InvariantCulture), ClaimSource.Observed, detail, 0.8);
    }

    /// <summary>It named its window itself, which says more than anything that was worked out from what it refused.</summary>
    public void SawWindow(int tokens, string? detail)
    {
        var window = tokens.ToString(CultureInfo.InvariantCulture);
        if (Find(LearnedTopics.Context)?.Value != window)
            Learn(LearnedTopics.Context, window, ClaimSource.Observed, detail, 0.9);
    }

    /// <summary>A longer request was served than it was thought to take.</summary>
    public void SawFit(long tokens)
    {
        if (Find(LearnedTopics.Context) is { } before && int.Parse(before.Value, CultureInfo.InvariantCulture) < tokens)
            Forget(LearnedTopics.Context);
    }

    /// <summary>It has a capability, or turned out to lack it.</summary>
    public void Saw(Capability capability, bool has, string? detail, ClaimSource source = ClaimSource.Observed)
    {
        foreach (var (flag, claim, doubt) in CapabilityTopics.Each)
        {
            if ((capability & flag) == 0)
                continue;
            if (Find(doubt) is not null)
                Forget(doubt);

            var known = Find(claim);
            var value = has ? "true" : "false";
            if (known?.Value == value && known.Evidence.Source >= source)
                continue;

            // What was found out by asking is not overturned by one answer in passing.
            if (known is null || known.Evidence.Source <= source)
                Learn(claim, value, source, detail, source == ClaimSource.Probe ? 0.95 : 0.7);
        }
    }

    /// <summary>An answer looked as if it lacked a capability, which may be an accident. A second one within an hour, with none between that shows otherwise, is none.</summary>
    public void Doubted(Capability capability, string? detail, double confidence)
    {
        foreach (var (flag, _, doubt) in CapabilityTopics.Each)
        {
            if ((capability & flag) == 0)
                continue;
            if (Find(doubt) is { } before && Now - before.Evidence.At < SameProof)
                Saw(flag, has: false, detail);
            else
                Learn(doubt, "true", ClaimSource.Observed, detail, confidence);
        }
    }

    /// <summary>It refuses a request parameter.</summary>
    public void SawRefused(string parameter, string? detail)
    {
        if (Facts.Count < MostRefusals && Find(LearnedTopics.Refuses + parameter) is null)
            Learn(LearnedTopics.Refuses + parameter, "true", ClaimSource.Observed, detail, 0.8);
    }

    /// <summary>Notes anything else under its topic.</summary>
    public void Learn(string topic, string value, ClaimSource source, string? detail, double confidence, string from = ByAnswer)
    {
        var fact = new LearnedFact(route, topic, value, new Evidence(source, from, Now, confidence, detail));
        lock (_writing)
        {
            if (_facts.Count >= MostFacts && !_facts.ContainsKey(topic))
                return;
            Volatile.Write(ref _facts, _facts.SetItem(topic, fact));
        }

        book.Keep(this, fact);
    }

    /// <summary>Forgets a topic; true when there was something to forget.</summary>
    public bool Forget(string topic)
    {
        lock (_writing)
        {
            if (!_facts.ContainsKey(topic))
                return false;
            Volatile.Write(ref _facts, _facts.Remove(topic));
        }

        book.Forget(this, topic);
        return true;
    }

    /// <summary>Somebody else found this out, or forgot it; their store knows.</summary>
    internal void Hear(string topic, LearnedFact? fact)
    {
        lock (_writing)
            Volatile.Write(ref _facts, fact is null ? _facts.Remove(topic) : _facts.SetItem(topic, fact));
        if (topic == LearnedTopics.Cost)
            _isBilled = fact is not null;
    }

    internal void Restore(LearnedFact fact)
    {
        _facts = _facts.SetItem(fact.Topic, fact);
        _isBilled |= fact.Topic == LearnedTopics.Cost;
    }

    private DateTimeOffset Now => book.Time.GetUtcNow();
}
