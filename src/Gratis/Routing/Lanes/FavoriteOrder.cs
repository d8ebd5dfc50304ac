using System.Collections.Immutable;
using Gratis.Catalog;

namespace Gratis.Routing.Lanes;

/// <summary>The owner's favourites lead a lane of free routes; nothing comes in and nothing falls out by that.</summary>
internal static class FavoriteOrder
{
    /// <summary>The rank of a route that is no favourite.</summary>
    public const int Unranked = int.MaxValue;

    /// <summary>The ranks by which <see cref="Promote"/> orders.</summary>
    public static Dictionary<Route, int> Ranks(ImmutableArray<RouteSlot> slots, IReadOnlyList<string> favorites)
    {
        var ranks = new Dictionary<Route, int>();
        for (var rank = 0; rank < 2 * favorites.Count; rank++)
        {
            foreach (var slot in slots)
            {
                if (IsMeant(favorites[rank / 2], slot.Route, exactly: rank % 2 == 0))
                    ranks.TryAdd(slot.Route, rank);
            }
        }

        return ranks;
    }

    /// <summary>
    /// Favourites in their rank, then all others as they were. Where one favourite stands for several routes, those it names exactly
    /// come before its variants, and otherwise they keep their order.
    /// </summary>
    public static IReadOnlyList<Route> Promote(IReadOnlyList<Route> lane, IReadOnlyList<string> favorites)
    {
        if (favorites.Count == 0 || lane.Count == 0)
            return lane;

        var order = new List<Route>(lane.Count);
        var placed = new HashSet<Route>();
        foreach (var favorite in favorites)
        {
            Place(favorite, exactly: true);
            Place(favorite, exactly: false);
        }

        order.AddRange(lane.Where(placed.Add));
        return order;

        void Place(string favorite, bool exactly) => order.AddRange(lane.Where(route => IsMeant(favorite, route, exactly) && placed.Add(route)));
    }

    /// <summary>Which favourite a route is, from 1; null for one that is none.</summary>
    public static int? PlaceOf(Route route, IReadOnlyList<string> favorites)
    {
        for (var i = 0; i < favorites.Count; i++)
        {
            if (IsMeant(favorites[i], route, exactly: true) || IsMeant(favorites[i], route, exactly: false))
                return i + 1;
        }

        return null;
    }

    /// <summary>
    /// A favourite is a model's id, with its provider or without, in any case. It stands for the id's variants too, unless it names one itself.
    /// </summary>
    private static bool IsMeant(string favorite, Route route, bool exactly)
    {
        var upstream = exactly ? route.UpstreamId : WithoutVariant(route.UpstreamId);
        var id = exactly ? route.Id : WithoutVariant(route.Id);
        return favorite.Equals(upstream, StringComparison.OrdinalIgnoreCase) || favorite.Equals(id, StringComparison.OrdinalIgnoreCase);
    }

    private static string WithoutVariant(string id) => id.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? id[..colon] : id;
}
