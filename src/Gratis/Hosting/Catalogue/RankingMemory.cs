using System.Text.Json;
using Gratis.Catalog.Ranking;
using Gratis.Stores;
using Microsoft.Extensions.Logging;

namespace Gratis.Hosting.Catalogue;

/// <summary>Remembers the order of the routes, so that a restart moves nobody. Losing it costs nothing but a few places.</summary>
internal sealed partial class RankingMemory(ISettingsStore store, ILogger log)
{
    private const string Key = "catalogue/ranking";

    private readonly SemaphoreSlim _one = new(1);
    private volatile string[] _latest = [];

    /// <summary>The ranking of the last run.</summary>
    public async ValueTask<RankOrder> LoadAsync(CancellationToken cancel)
    {
        if (await store.Find(Key, cancel) is not { } kept)
            return RankOrder.Empty;
        var ids = JsonSerializer.Deserialize(kept.Value, EditJson.Default.StringArray) ?? [];
        return new RankOrder([.. ids.Select((id, place) => new RankedRoute(new RankInput(id, RouteScore.Of(), place), 0))]);
    }

    /// <summary>Keeps the ranking when there is time; never blocks.</summary>
    public void Keep(RankOrder ranking)
    {
        _latest = [.. ranking.Routes.Select(ranked => ranked.Route.Id)];
        _ = SaveAsync();
    }

    private async Task SaveAsync()
    {
        // Whoever waits here already will save what is the latest by then.
        if (_one.CurrentCount == 0 || !await _one.WaitAsync(0))
            return;
        try
        {
            for (string[]? saved = null; !ReferenceEquals(saved, _latest);)
            {
                saved = _latest;
                await store.Save(Key, JsonSerializer.Serialize(saved, EditJson.Default.StringArray), CancellationToken.None);
            }
        }
        catch (StorageException unusable)
        {
            LogUnsaved(log, unusable.Message);
        }
        finally
        {
            _one.Release();
        }
    }

    [LoggerMessage(EventId = 2103, Level = LogLevel.Warning, Message = "The ranking could not be kept and is made anew at the next start. {Reason}")]
    private static partial void LogUnsaved(ILogger log, string reason);
}
