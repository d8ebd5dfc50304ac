using System.Collections.Immutable;
using Gratis.Catalog;
using Gratis.Routing.Fitting;
using Gratis.Routing.Pools;
using Gratis.Upstream;

namespace Gratis.Routing;

/// <summary>
/// From a resolved name to an ordered plan. Nothing is sent, nothing is reserved. For each lane behind the name: (1) what may serve at all,
/// (2) how well each suits the request, in the order of the lane among equals, (3) accounts, quotas and health.
/// </summary>
internal static class Planner
{
    private const int OnTheStack = 1024;

    // What is not to be placed, beside the classes of Fit.
    private const byte Out = byte.MaxValue;

    /// <param name="target">What was asked for.</param>
    /// <param name="needs">What a route must be able to do.</param>
    /// <param name="size">How much it takes of quotas.</param>
    /// <param name="now">The instant.</param>
    /// <param name="enough">So many healthy candidates are a plan; what follows is not looked at.</param>
    public static Plan Create(ModelTarget target, RequestNeeds needs, RequestSize size, DateTimeOffset now, int enough = int.MaxValue) =>
        Create(target, needs, size, now, enough, takesTurns: true);

    /// <summary>The plan that the next such request would get, with everything behind the name in it. Nothing takes its turn by that.</summary>
    public static Plan Foresee(ModelTarget target, RequestNeeds needs, RequestSize size, DateTimeOffset now) =>
        Create(target, needs, size, now, int.MaxValue, takesTurns: false);

    private static Plan Create(ModelTarget target, RequestNeeds needs, RequestSize size, DateTimeOffset now, int enough, bool takesTurns)
    {
        if (target.Tier is { } tier)
            needs = needs with { Tier = tier };
        var draft = new PlanDraft(size, now, distinct: target.Fallback.Count > 0, enough, takesTurns);
        Add(target, needs, ref draft);
        foreach (var fallback in target.Fallback)
            Add(fallback, needs, ref draft);

        return draft.ToPlan(target);
    }

    /// <summary>What speaks against a route for this request, whatever its state. Most of a thousand routes pass: nothing is put into words here.</summary>
    private static Bar BarTo(RouteSlot slot, TargetKind kind, in RequestNeeds needs)
    {
        var route = slot.Route;
        if (route.Kind is { } does && !needs.Suits(does))
            return Bar.OtherKind;
        if (UpstreamRequests.UrlFor(route.Provider, needs.Operation) is null)
            return Bar.NotOffered;
        if (kind != TargetKind.Pinned && slot.First.IsFreeNoMore)
            return Bar.Charged;
        if (needs.Wishes?.Objection(route.Provider) is not null)
            return Bar.Unwanted;
        if (SearchGate.Objection(route, kind, needs) is not null)
            return Bar.Unsearched;
        return Lacking(route, needs) == Capability.None ? Bar.None : Bar.Lacking;
    }

    /// <summary>The same as the plan tells it.</summary>
    private static Rejection Misfit(Bar bar, Route route, TargetKind kind, in RequestNeeds needs) => bar switch
    {
        Bar.OtherKind => Rejection.Misfit(route.Id, RejectionReason.Kind, $"serves {route.Kind}, not {needs.Operation}"),
        Bar.NotOffered => Rejection.Misfit(route.Id, RejectionReason.Kind, $"its provider offers no {needs.Operation}"),
        Bar.Charged => Rejection.Misfit(route.Id, RejectionReason.Unusable, "it charged for a call that should have been free"),
        Bar.Unwanted => Rejection.Misfit(route.Id, RejectionReason.Unwanted, needs.Wishes!.Objection(route.Provider)!),
        Bar.Unsearched => Rejection.Misfit(route.Id, RejectionReason.Capability, SearchGate.Objection(route, kind, needs)!),
        _ => Rejection.Misfit(route.Id, RejectionReason.Capability, "lacks " + string.Join(", ", CapabilityNames.NamesOf(Lacking(route, needs)))),
    };

    /// <summary>The gate that only known facts can close: an unknown claim never costs a route its place.</summary>
    private static Capability Lacking(Route route, in RequestNeeds needs)
    {
        var missing = route.Capabilities.Missing(needs.Capabilities);
        return (missing & Capability.StructuredOutput) != 0 && needs.IsPrompted(route) ? missing & ~Capability.StructuredOutput : missing;
    }

    private static void Add(ModelTarget lane, in RequestNeeds needs, ref PlanDraft draft)
    {
        draft.PlacesPrompted(false);
        if (draft.IsEnough)
            return;
        if (lane.Spends)
            draft.BeginPaid();
        // A conversation that leads here has its own place in the pool and takes nobody's turn.
        var slots = (lane.Rotation is { } rotation && !(needs.Conversation != 0 && draft.IsLeaderless) ? Turn(lane, rotation, needs, draft) : lane.Slots).AsSpan();
        Span<byte> fits = slots.Length <= OnTheStack ? stackalloc byte[slots.Length] : new byte[slots.Length];
        var present = Sort(lane, slots, needs, ref draft, fits);
        for (var fit = 0; present != 0; fit++, present >>= 1)
        {
            if ((present & 1) != 0)
                Place(lane, slots, fits, (byte)fit, needs, ref draft);
        }
    }

    /// <summary>Puts every slot into its class and says which classes there are.</summary>
    private static ulong Sort(ModelTarget lane, scoped ReadOnlySpan<RouteSlot> slots, in RequestNeeds needs, ref PlanDraft draft, scoped Span<byte> fits)
    {
        ulong present = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            fits[i] = Out;
            if (!draft.IsNew(slots[i]))
                continue;
            if (BarTo(slots[i], lane.Kind, needs) is not Bar.None and var bar)
            {
                draft.Reject(Misfit(bar, slots[i].Route, lane.Kind, needs));
                continue;
            }

            var fit = Fit.Of(slots[i].Route, needs, draft.Size);
            fits[i] = (byte)fit;
            present |= 1ul << fit;
        }

        return present;
    }

    private static void Place(ModelTarget lane, scoped ReadOnlySpan<RouteSlot> slots, scoped ReadOnlySpan<byte> fits, byte fit, in RequestNeeds needs, ref PlanDraft draft)
    {
        draft.PlacesPrompted(Fit.IsPrompted(fit));
        var leads = draft.IsLeaderless;
        for (var i = 0; i < slots.Length && !draft.IsEnough; i++)
        {
            if (fits[i] == fit)
                draft.Place(slots[i], needs.Conversation, lane.Rests?.IsResting(slots[i].Route, draft.Now) == true);
        }

        if (leads)
            draft.Lead(lane, slots, fits, fit, needs);
    }

    private static ImmutableArray<RouteSlot> Turn(ModelTarget lane, PoolRotation rotation, in RequestNeeds needs, in PlanDraft draft)
    {
        var slots = lane.Slots;
        Span<bool> available = slots.Length <= 256 ? stackalloc bool[slots.Length] : new bool[slots.Length];

        // Who would only be told the schema in words takes a turn where all would.
        if (!Available(lane, needs, draft, arePrompted: false, available) && needs.Prompt is not null)
            Available(lane, needs, draft, arePrompted: true, available);
        return rotation.Next(slots, available, draft.TakesTurns);
    }

    /// <summary>Marks those that may take a turn now; false where there are none.</summary>
    private static bool Available(ModelTarget lane, in RequestNeeds needs, in PlanDraft draft, bool arePrompted, scoped Span<bool> available)
    {
        var any = false;
        for (var i = 0; i < available.Length; i++)
        {
            var slot = lane.Slots[i];
            any |= available[i] = BarTo(slot, lane.Kind, needs) == Bar.None && needs.IsPrompted(slot.Route) == arePrompted && slot.IsOpen(draft.Size, draft.Now)
                && lane.Rests?.IsResting(slot.Route, draft.Now) != true;
        }

        return any;
    }

    /// <summary>Why a route cannot serve a request, whatever its state.</summary>
    private enum Bar : byte
    {
        None,
        OtherKind,
        NotOffered,
        Charged,
        Unwanted,
        Unsearched,
        Lacking,
    }
}
