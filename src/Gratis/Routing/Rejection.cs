using Gratis.Health;
using Gratis.Quotas;
using Gratis.Upstream.Verdicts;

namespace Gratis.Routing;

/// <summary>Why a route is not in a plan.</summary>
internal enum RejectionReason
{
    /// <summary>It serves another kind of request.</summary>
    Kind,

    /// <summary>It is known to lack something the request needs.</summary>
    Capability,

    /// <summary>The client or its owner will not have it.</summary>
    Unwanted,

    /// <summary>It is closed until an instant: a limit, a spent quota.</summary>
    Closed,

    /// <summary>Calls under way take all that its quota holds at once.</summary>
    Busy,

    /// <summary>One of its quota pools holds less than this one request takes.</summary>
    TooSmall,

    /// <summary>It is set aside for a reason that waiting does not cure: a refused key, money wanted, model gone.</summary>
    Unusable,
}

/// <summary>A route that is not in the plan. Its words are put together only when somebody asks for them: most plans are never explained.</summary>
internal readonly struct Rejection
{
    private readonly object? _cause;
    private readonly Opening _opening;

    private Rejection(string route, RejectionReason reason, object? cause, DateTimeOffset? until, Candidate? candidate, Opening opening = default)
    {
        Route = route;
        Reason = reason;
        Until = until;
        Candidate = candidate;
        _cause = cause;
        _opening = opening;
    }

    /// <summary>The route's id.</summary>
    public string Route { get; }

    /// <summary>The class of the reason.</summary>
    public RejectionReason Reason { get; }

    /// <summary>When it opens again, where that is known.</summary>
    public DateTimeOffset? Until { get; }

    /// <summary>The candidate that waiting may bring back; null for a whole route that does not fit.</summary>
    public Candidate? Candidate { get; }

    /// <summary>It is one of those that only the owner's budget allows.</summary>
    public bool IsPaid { get; init; }

    /// <summary>The quota pool that stands in the way longest, where one does.</summary>
    public QuotaPool? Pool => _opening.Pool;

    /// <summary>The reason in a word or two.</summary>
    public string Word => _cause is Cooldown cooldown ? cooldown.Reason.Spell() : Reason switch
    {
        RejectionReason.Kind or RejectionReason.Capability => "unsuitable",
        RejectionReason.Closed => Verdict.QuotaSpent.Spell(),
        RejectionReason.TooSmall => "too small",
        RejectionReason.Busy => "busy",
        RejectionReason.Unwanted => "unwanted",
        _ => "unusable",
    };

    /// <summary>The reason in words.</summary>
    public string Detail => _cause switch
    {
        string words => words,
        Cooldown cooldown => WordsOf(cooldown),
        _ => _opening.IsOpen ? "another request is trying it out" : _opening.Describe(),
    };

    /// <summary>What a cooldown says.</summary>
    public static string WordsOf(Cooldown cooldown) =>
        cooldown.Detail is { } words ? $"{cooldown.Reason.Spell()}: {words}" : cooldown.Reason.Spell();

    /// <summary>The same without hold on its candidate, for whoever remembers it longer than a catalogue lives.</summary>
    public Rejection Detached() => new(Route, Reason, _cause, Until, null, _opening);

    /// <summary>The request asks for what the route does not do.</summary>
    public static Rejection Misfit(string route, RejectionReason reason, string words) => new(route, reason, words, null, null);

    /// <summary>Its health stands in the way; no cooldown: somebody is trying it out this moment.</summary>
    public static Rejection SetAside(Candidate candidate, Cooldown? cooldown, DateTimeOffset? opens) =>
        cooldown is null || cooldown.Reason.IsQuota()
            ? new(candidate.Route.Id, RejectionReason.Closed, cooldown, opens, candidate)
            : new(candidate.Route.Id, RejectionReason.Unusable, cooldown, cooldown.Until, candidate);

    /// <summary>Its quota has no room.</summary>
    public static Rejection Spent(Candidate candidate, Opening opening) => opening.Kind switch
    {
        OpeningKind.TooSmall => new(candidate.Route.Id, RejectionReason.TooSmall, null, null, candidate, opening),
        OpeningKind.Busy => new(candidate.Route.Id, RejectionReason.Busy, null, null, candidate, opening),
        _ => new(candidate.Route.Id, RejectionReason.Closed, null, opening.Until, candidate, opening),
    };
}
