using System.Runtime.InteropServices;
using Gratis.Catalog;
using Gratis.Catalog.Ranking;
using Gratis.Routing.Pools;

namespace Gratis.Routing.Choosing;

/// <summary>
/// Which of a lane's equals goes first; all others keep their order. Equals are the routes at the front that suit the request alike and are
/// worth about the same, unless the owner put one of them before another. A conversation stays with its own among them; without one,
/// measures decide, mildly.
/// </summary>
internal static class Leaders
{
    /// <summary>So many routes of a lane at most are equals.</summary>
    public const int Most = 8;

    private const int MostShares = 32;

    // Another passes the one that leads when it promises to be a fifth quicker, and by more than anybody would not notice.
    private const double HeadStart = 0.8;
    private const double Trifle = 0.2;

    /// <summary>Whether measures may say who leads here: not where a route was named, and not where the owner gave the order or the shares.</summary>
    public static bool AreOpenToEvidence(ModelTarget lane) =>
        lane is { Kind: not TargetKind.Pinned, Slots.Length: > 1, Rotation: null or { Strategy: PoolStrategy.Ranked }, Spends: false };

    /// <summary>Puts the chosen one first.</summary>
    /// <param name="plan">The healthy candidates of one class of fit, in the order of their slots; nothing else yet.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="slots">Its slots in order.</param>
    /// <param name="fits">Their classes.</param>
    /// <param name="fit">The class that leads.</param>
    /// <param name="needs">The request.</param>
    /// <param name="now">The instant.</param>
    public static void Lead(
        List<Candidate> plan, ModelTarget lane, scoped ReadOnlySpan<RouteSlot> slots, scoped ReadOnlySpan<byte> fits, byte fit, in RequestNeeds needs, DateTimeOffset now)
    {
        if (plan.Count < 2)
            return;

        Span<Leader> equals = stackalloc Leader[MostShares];
        if (needs.Conversation != 0 && lane.Rotation is { TakesTurns: true } rotation)
            equals = equals[..Shared(plan, rotation, slots, fits, fit, equals)];
        else if (AreOpenToEvidence(lane))
            equals = equals[..Alike(plan, lane, slots, fits, fit, equals)];
        else
            return;

        var chosen = needs.Conversation != 0 ? Home(equals, needs.Conversation)
            : needs.Lot.IsDrawn ? Best(plan, equals, needs.Lot, now)
            : 0;
        if (equals.Length > 0 && equals[chosen].At > 0)
            Promote(plan, equals[chosen].At);
    }

    /// <summary>
    /// The healthy ones of the first routes that are alike. Who is alike is settled among all of them, healthy or not: a route that goes
    /// and comes back takes its own conversations along, and moves no others.
    /// </summary>
    private static int Alike(List<Candidate> plan, ModelTarget lane, scoped ReadOnlySpan<RouteSlot> slots, scoped ReadOnlySpan<byte> fits, byte fit, scoped Span<Leader> equals)
    {
        var (at, found, alike) = (0, 0, 0);
        Route? first = null;
        for (var i = 0; i < slots.Length && at < plan.Count; i++)
        {
            if (fits[i] != fit)
                continue;
            var route = slots[i].Route;
            if (first is null || alike == Most || !AreAlike(lane, first, route))
            {
                if (found > 0)
                    break;
                (first, alike) = (route, 0);
            }

            alike++;
            if (plan[at].Route != route)
                continue;
            equals[found++] = new Leader(at, slots[i].Key, Share: 1);
            at = End(plan, at);
        }

        return found;
    }

    /// <summary>The healthy ones of a pool whose targets have shares.</summary>
    private static int Shared(List<Candidate> plan, PoolRotation rotation, scoped ReadOnlySpan<RouteSlot> slots, scoped ReadOnlySpan<byte> fits, byte fit, scoped Span<Leader> equals)
    {
        var (at, found) = (0, 0);
        for (var i = 0; i < slots.Length && at < plan.Count && found < equals.Length; i++)
        {
            if (fits[i] != fit || plan[at].Route != slots[i].Route)
                continue;
            if (rotation.ShareOf(i) is > 0 and var share)
                equals[found++] = new Leader(at, slots[i].Key, share);
            at = End(plan, at);
        }

        return found;
    }

    private static bool AreAlike(ModelTarget lane, Route first, Route other) =>
        first.Dossier is { IsPlaced: false } leader
        && other.Dossier is { IsPlaced: false } next
        && Math.Abs(leader.Score.Total - next.Score.Total) <= Ranker.Margin
        && lane.FavoriteRank(first) == lane.FavoriteRank(other);

    private static int Home(scoped ReadOnlySpan<Leader> equals, ulong conversation)
    {
        var home = 0;
        var strongest = double.NegativeInfinity;
        for (var i = 0; i < equals.Length; i++)
        {
            var pull = Rendezvous.Pull(equals[i].Key, conversation, equals[i].Share);
            if (pull > strongest)
                (home, strongest) = (i, pull);
        }

        return home;
    }

    private static int Best(List<Candidate> plan, scoped ReadOnlySpan<Leader> equals, in Lot lot, DateTimeOffset now)
    {
        if (equals.Length < 2)
            return 0;
        var leader = plan[equals[0].At].Measure.Read(now);
        var best = 0;
        var isKnown = leader.Samples >= Prospect.Known;
        var shortest = isKnown ? (HeadStart * Prospect.Draw(leader, null, lot, equals[0].Key)) - Trifle : double.NegativeInfinity;
        var (newest, fewest) = (0, Prospect.Known);
        for (var i = 1; i < equals.Length; i++)
        {
            var reading = plan[equals[i].At].Measure.Read(now);
            if (reading.Samples < fewest)
                (newest, fewest) = (i, reading.Samples);
            if (!isKnown || reading.Samples < Prospect.Known)
                continue;
            var wait = Prospect.Draw(leader.FirstToken is null ? reading with { FirstToken = null } : reading, leader.FirstToken, lot, equals[i].Key);
            if (wait < shortest)
                (best, shortest) = (i, wait);
        }

        return lot.IsTrial && newest > 0 ? newest : best;
    }

    /// <summary>Behind the last account of the route at this place.</summary>
    private static int End(List<Candidate> plan, int at)
    {
        var route = plan[at].Route;
        while (at < plan.Count && plan[at].Route == route)
            at++;
        return at;
    }

    /// <summary>Moves a route with all its accounts to the front, by turning the stretch before and the stretch itself round, and then both.</summary>
    private static void Promote(List<Candidate> plan, int at)
    {
        var stretch = CollectionsMarshal.AsSpan(plan)[..End(plan, at)];
        stretch[..at].Reverse();
        stretch[at..].Reverse();
        stretch.Reverse();
    }

    /// <summary>A route that may lead.</summary>
    /// <param name="At">Where in the plan its accounts begin.</param>
    /// <param name="Key">The route's key.</param>
    /// <param name="Share">How much it is to lead, beside the others.</param>
    private readonly record struct Leader(int At, ulong Key, int Share);
}
