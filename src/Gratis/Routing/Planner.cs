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

    /// <summary>What speaks against a route for this request, whatever its state; null when nothing does.</summary>
    public static Rejection? Misfit(RouteSlot slot, TargetKind kind, in RequestNeeds needs)
    {
        var route = slot.Route;
        if (route.Kind is { } does && !needs.Suits(does))
            return Rejection.Misfit(route.Id, RejectionReason.Kind, $"serves {does}, not {needs.Operation}");
        if (UpstreamRequests.UrlFor(route.Provider, needs.Operation) is null)
            return Rejection.Misfit(route.Id, RejectionReason.Kind, $"its provider offers no {needs.Operation}");
        if (kind != TargetKind.Pinned && slot.Candidates[0].IsFreeNoMore)
            return Rejection.Misfit(route.Id, RejectionReason.Unusable, "it charged for a call that should have been free");
        if (needs.Wishes?.Objection(route.Provider) is { } objection)
            return Rejection.Misfit(route.Id, RejectionReason.Unwanted, objection);

        if (SearchGate.Objection(route, kind, needs) is { } unsearched)
            return Rejection.Misfit(route.Id, RejectionReason.Capability, unsearched);

        // The gate that only known facts can close: an unknown claim never costs a route its place.
        var missing = route.Capabilities.Missing(needs.Capabilities);
        if ((missing & Capability.StructuredOutput) != 0 && needs.IsPrompted(route))
            missing &= ~Capability.StructuredOutput;
        return missing == Capability.None
            ? null
            : Rejection.Misfit(route.Id, RejectionReason.Capability, "lacks " + string.Join(", ", CapabilityNames.NamesOf(missing)));
    }

    private static void Add(ModelTarget lane, in RequestNeeds needs, ref PlanDraft draft)
    {
        draft.PlacesPrompted(false);
        if (draft.IsEnough)
            return;
        if (lane.Spends)
            draft.BeginPaid();
        // A conversation that leads here has its own place in the pool and takes nobody's turn.
        var slots = lane.Rotation is { } rotation && !(needs.Conversation != 0 && draft.IsLeaderless) ? Turn(lane, rotation, needs, draft) : lane.Slots;
        Span<byte> fits = slots.Count <= OnTheStack ? stackalloc byte[slots.Count] : new byte[slots.Count];
        var present = Sort(lane, slots, needs, ref draft, fits);
        for (var fit = 0; present != 0; fit++, present >>= 1)
        {
            if ((present & 1) != 0)
                Place(lane, slots, fits, (byte)fit, needs, ref draft);
        }
    }

    /// <summary>Puts every slot into its class and says which classes there are.</summary>
    private static ulong Sort(ModelTarget lane, IReadOnlyList<RouteSlot> slots, in RequestNeeds needs, ref PlanDraft draft, scoped Span<byte> fits)
    {
        ulong present = 0;
        for (var i = 0; i < slots.Count; i++)
        {
            fits[i] = Out;
            if (!draft.IsNew(slots[i]))
                continue;
            if (Misfit(slots[i], lane.Kind, needs) is { } misfit)
            {
                draft.Reject(misfit);
                continue;
            }

            var fit = Fit.Of(slots[i].Route, needs, draft.Size);
            fits[i] = (byte)fit;
            present |= 1ul << fit;
        }

        return present;
    }

    private static void Place(ModelTarget lane, IReadOnlyList<RouteSlot> slots, scoped ReadOnlySpan<byte> fits, byte fit, in RequestNeeds needs, ref PlanDraft draft)
    {
        draft.PlacesPrompted(Fit.IsPrompted(fit));
        var leads = draft.IsLeaderless;
        for (var i = 0; i < slots.Count && !draft.IsEnough; i++)
        {
            if (fits[i] == fit)
                draft.Place(slots[i], needs.Conversation, lane.Rests?.IsResting(slots[i].Route, draft.Now) == true);
        }

        if (leads)
            draft.Lead(lane, slots, fits, fit, needs);
    }

    private static IReadOnlyList<RouteSlot> Turn(ModelTarget lane, PoolRotation rotation, in RequestNeeds needs, in PlanDraft draft)
    {
        var slots = lane.Slots;
        Span<bool> available = slots.Count <= 256 ? stackalloc bool[slots.Count] : new bool[slots.Count];

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
            any |= available[i] = Misfit(slot, lane.Kind, needs) is null && needs.IsPrompted(slot.Route) == arePrompted && slot.IsOpen(draft.Size, draft.Now)
                && lane.Rests?.IsResting(slot.Route, draft.Now) != true;
        }

        return any;
    }
}
