using Gratis.Health;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;

namespace Gratis.AspNetCore.Providers;

/// <summary>How something stands, best first. Spelled in lower case with underscores: <c>refused_key</c>.</summary>
internal enum Standing
{
    /// <summary>The next request may go there.</summary>
    Ok,

    /// <summary>It has failed lately: it is tried after everything else.</summary>
    Trouble,

    /// <summary>Calls under way take all that its quota holds at once.</summary>
    Busy,

    /// <summary>Set aside for a while, because it refused for a limit.</summary>
    Cooling,

    /// <summary>A quota is used up until its reset.</summary>
    Spent,

    /// <summary>The provider wants money.</summary>
    PaymentWanted,

    /// <summary>The provider refuses the key.</summary>
    RefusedKey,

    /// <summary>The provider does not serve the model any more.</summary>
    Gone,
}

/// <summary>How one route, or one provider, stands.</summary>
/// <param name="Standing">The word.</param>
/// <param name="Reason">What stands in the way, in words; null when nothing does.</param>
/// <param name="Until">When that ends, where it is known.</param>
internal readonly record struct RouteStanding(Standing Standing, string? Reason = null, DateTimeOffset? Until = null)
{
    // The smallest call there is: what has no room for it is spent.
    private static readonly Demand Least = new(InputTokens: 1, OutputTokens: 0);

    public bool IsAvailable => Standing is Standing.Ok or Standing.Trouble;

    public string Health => Standing switch
    {
        Standing.Ok => "ok",
        Standing.Trouble => "trouble",
        Standing.Busy => "busy",
        Standing.Cooling => "cooling",
        Standing.Spent => "spent",
        Standing.PaymentWanted => "payment_wanted",
        Standing.RefusedKey => "refused_key",
        _ => "gone",
    };

    /// <summary>A route stands as its best account does.</summary>
    public static RouteStanding Of(RouteSlot slot, DateTimeOffset now) => Best(slot.Candidates.Select(candidate => Of(candidate, now)));

    /// <summary>What stands best, and of equals what opens first.</summary>
    public static RouteStanding Best(IEnumerable<RouteStanding> all) =>
        all.OrderBy(one => one.Standing).ThenBy(one => one.Until ?? DateTimeOffset.MaxValue).FirstOrDefault();

    /// <summary>One thing by itself: a provider, an account.</summary>
    public static RouteStanding Of(HealthBook health, Reach reach, string key, DateTimeOffset now)
    {
        var cell = health.Cell(reach, key);
        return Of(cell.Look(now), cell.Current, cell.OpensAt(now));
    }

    /// <summary>What a health cell, or several of one way, say.</summary>
    public static RouteStanding Of(Gate gate, Cooldown? cooldown, DateTimeOffset? opens)
    {
        var reason = cooldown is { Detail: { } words } ? $"{cooldown.Reason.Spell()}: {words}" : cooldown?.Reason.Spell();
        return gate switch
        {
            Gate.Trouble => new(Standing.Trouble, reason),
            Gate.Wall => new(StandingOf(cooldown?.Reason), reason ?? "another request is trying it out", opens < Cooldown.UntilKeyChanges ? opens : null),
            _ => new(Standing.Ok),
        };
    }

    /// <summary>A route on one account.</summary>
    public static RouteStanding Of(Candidate candidate, DateTimeOffset now)
    {
        var health = candidate.Health;
        var standing = Of(health.Look(now), health.Obstacle(now)?.Cooldown, health.OpensAt(now));
        if (!standing.IsAvailable)
            return standing;

        var opening = candidate.Quotas.Look(Least, now);
        return opening.Kind switch
        {
            OpeningKind.Open => standing,
            OpeningKind.Busy => new(Standing.Busy, opening.Describe()),
            _ => new(Standing.Spent, opening.Describe(), opening.Until),
        };
    }

    private static Standing StandingOf(Verdict? reason) => reason switch
    {
        Verdict.KeyRefused => Standing.RefusedKey,
        Verdict.PaymentWanted => Standing.PaymentWanted,
        Verdict.ModelGone => Standing.Gone,
        _ => Standing.Cooling,
    };
}
