using Gratis.Catalog;

namespace Gratis.Routing.Lanes;

/// <summary>The best of the ranking: routes of the few models whose quality stands out, best first.</summary>
internal static class Flagship
{
    /// <summary>One model at five providers is one model.</summary>
    private const int Models = 5;

    public static IReadOnlyList<Route> Of(IReadOnlyList<Route> ranked)
    {
        var best = ranked
            .Where(route => route.Kind is null or ModelKind.Chat && route.Dossier is { Quality.IsMeasured: true })
            .GroupBy(route => route.Dossier!.Model.Family)
            .OrderByDescending(model => model.Max(route => route.Dossier!.Quality.Points))
            .Take(Models)
            .SelectMany(model => model)
            .ToHashSet();
        return [.. ranked.Where(best.Contains).OrderByDescending(route => route.Dossier!.Quality.Points)];
    }
}
