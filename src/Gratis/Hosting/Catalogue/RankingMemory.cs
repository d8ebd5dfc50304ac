using Gratis.Catalog.Ranking;
using Gratis.Stores;
using Microsoft.Extensions.Logging;

namespace Gratis.Hosting.Catalogue;

/// <summary>Remembers the order of the routes, so that a restart moves nobody.</summary>
internal sealed class RankingMemory(ISettingsStore store, ILogger log)
{
    private readonly KeptIds _kept = new(store, "catalogue/ranking", log);

    /// <summary>The ranking of the last run.</summary>
    public async ValueTask<RankOrder> LoadAsync(CancellationToken cancel) =>
        new([.. (await _kept.LoadAsync(cancel)).Select((id, place) => new RankedRoute(new RankInput(id, RouteScore.Of(), place), 0))]);

    /// <summary>Keeps the ranking when there is time; never blocks.</summary>
    public void Keep(RankOrder ranking) => _kept.Keep(ranking.Routes.Select(ranked => ranked.Route.Id));
}
