using System.Text.Json;
using Gratis.Catalog.Ranking;
using Gratis.Stores;
using Microsoft.Extensions.Logging;

namespace Gratis.Hosting.Catalogue;

/// <summary>Remembers the order of the routes, so that a restart moves nobody. Losing it costs nothing but a few places.</summary>
internal sealed partial class RankingMemory(ISettingsStore store, ILogger log)
{
    private const string Key = "catalogue/ranking";

    private volatile string[] _latest = [];
    private volatile string[]? _saved;
    private bool _isSaving;

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
        // Whoever is saving already goes on until nothing newer is left.
        while (!ReferenceEquals(_saved, _latest) && !Interlocked.Exchange(ref _isSaving, true))
        {
            try
            {
                var saving = _latest;
                await store.Save(Key, JsonSerializer.Serialize(saving, EditJson.Default.StringArray), CancellationToken.None);
                _saved = saving;
            }
            catch (StorageException unusable)
            {
                LogUnsaved(log, unusable.Message);
                return;
            }
            finally
            {
                Volatile.Write(ref _isSaving, false);
            }
        }
    }

    [LoggerMessage(EventId = 2103, Level = LogLevel.Warning, Message = "The ranking could not be kept and is made anew at the next start. {Reason}")]
    private static partial void LogUnsaved(ILogger log, string reason);
}
