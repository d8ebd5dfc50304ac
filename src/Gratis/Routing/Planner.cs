using Gratis.Catalog;
using Gratis.Upstream;

namespace Gratis.Routing;

/// <summary>From a resolved name to an ordered plan. Nothing is sent, nothing is reserved.</summary>
internal static class Planner
{
    /// <param name="target">What was asked for.</param>
    /// <param name="needs">What a route must be able to do.</param>
    /// <param name="size">How much it takes of quotas.</param>
    /// <param name="now">The instant.</param>
    /// <param name="enough">So many healthy candidates are a plan; what follows is not looked at. Explaining looks at everything.</param>
    public static Plan Create(ModelTarget target, RequestNeeds needs, RequestSize size, DateTimeOffset now, int enough = int.MaxValue)
    {
        var draft = new PlanDraft(size, now, distinct: target.Fallback.Count > 0, enough);
        Add(target, needs, ref draft);
        foreach (var fallback in target.Fallback)
            Add(fallback, needs, ref draft);

        return draft.ToPlan(target);
    }

    private static void Add(ModelTarget target, RequestNeeds needs, ref PlanDraft draft)
    {
        var slots = target.Rotation is { } rotation ? Turn(rotation, target.Slots, needs, draft) : target.Slots;
        for (var i = 0; i < slots.Count && !draft.IsEnough; i++)
        {
            var slot = slots[i];
            if (!draft.IsNew(slot))
                continue;
            if (Misfit(slot.Route, needs) is { } misfit)
                draft.Reject(misfit);
            else if (target.Kind != TargetKind.Pinned && slot.Candidates[0].IsFreeNoMore)
                draft.Reject(Rejection.Misfit(slot.Route.Id, RejectionReason.Unusable, "it charged for a call that should have been free"));
            else
                draft.Place(slot);
        }
    }

    private static IReadOnlyList<RouteSlot> Turn(PoolRotation rotation, IReadOnlyList<RouteSlot> slots, RequestNeeds needs, in PlanDraft draft)
    {
        Span<bool> available = slots.Count <= 256 ? stackalloc bool[slots.Count] : new bool[slots.Count];
        for (var i = 0; i < slots.Count; i++)
            available[i] = Misfit(slots[i].Route, needs) is null && slots[i].IsOpen(draft.Size, draft.Now);
        return rotation.Next(slots, available);
    }

    /// <summary>The gate that only known facts can close: an unknown claim never costs a route its place.</summary>
    private static Rejection? Misfit(Route route, RequestNeeds needs)
    {
        if (route.Kind is { } kind && !needs.Suits(kind))
            return Rejection.Misfit(route.Id, RejectionReason.Kind, $"serves {kind}, not {needs.Operation}");

        if (UpstreamRequests.UrlFor(route.Provider, needs.Operation) is null)
            return Rejection.Misfit(route.Id, RejectionReason.Kind, $"its provider offers no {needs.Operation}");

        var missing = route.Capabilities.Missing(needs.Capabilities);
        return missing == Capability.None
            ? null
            : Rejection.Misfit(route.Id, RejectionReason.Capability, "lacks " + string.Join(", ", CapabilityNames.NamesOf(missing)));
    }
}
