using Gratis.Catalog;

namespace Gratis.Routing.Explaining;

/// <summary>Where each route stands behind a name, before anything of the request is looked at.</summary>
internal sealed class LanePlaces
{
    private readonly Dictionary<Route, (ModelTarget Lane, int Place)> _places = [];

    public LanePlaces(ModelTarget target)
    {
        foreach (var lane in target.Fallback.Prepend(target))
        {
            // What a pool shares with its fallback is tried in the pool.
            for (var i = 0; i < lane.Slots.Length; i++)
                _places.TryAdd(lane.Slots[i].Route, (lane, i + 1));
        }

        Target = target;
    }

    public ModelTarget Target { get; }

    /// <summary>The lane that plans it.</summary>
    public ModelTarget LaneOf(Route route) => _places[route].Lane;

    /// <summary>The place in words.</summary>
    public string Of(Route route)
    {
        var (lane, place) = _places[route];
        return lane.Kind switch
        {
            TargetKind.Pinned => "asked for by its full name",
            TargetKind.Model => $"number {place} of {lane.Slots.Length} that serve this model at no cost",
            _ when lane != Target => $"from the fallback '{lane.Name}', where it is number {place} of {lane.Slots.Length}",
            _ when lane.Rotation is { TakesTurns: true } => $"one of {lane.Slots.Length} in the pool '{lane.Name}', which take turns by their shares",
            _ => $"number {place} of {lane.Slots.Length} behind '{lane.Name}'",
        };
    }
}
