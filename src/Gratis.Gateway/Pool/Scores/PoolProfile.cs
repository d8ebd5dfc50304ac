using Gratis.Catalog.Ranking;
using Gratis.Hosting.Catalogue.Shipped;
using Route = Gratis.Catalog.Route;

namespace Gratis.Gateway.Pool.Scores;

/// <summary>By which points the places of a pool are given. Who may have one at all is the same under each.</summary>
internal enum PoolProfile
{
    /// <summary>As the shipped pool <c>primary</c>: whole words and sizes, and what was measured.</summary>
    Ours,

    /// <summary>As the design document of home-ops has it.</summary>
    Document,

    /// <summary>As the script of home-ops has it.</summary>
    Script,
}

/// <summary>The points of a route under a profile.</summary>
internal static class ProfileScore
{
    public static RouteScore Of(PoolProfile profile, Route route) => profile switch
    {
        PoolProfile.Document => HomeOpsDocument.Score(route.UpstreamId, route.Context!.Value),
        PoolProfile.Script => HomeOpsScript.Score(route.UpstreamId, route.Context!.Value),
        _ => PrimaryLane.Score(route),
    };
}
