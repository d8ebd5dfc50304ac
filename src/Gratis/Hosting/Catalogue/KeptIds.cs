using System.Text.Json;
using Gratis.Stores;
using Microsoft.Extensions.Logging;

namespace Gratis.Hosting.Catalogue;

/// <summary>A list of ids that outlives the process. Losing it costs nothing but a few places, so nobody waits for it to be written.</summary>
internal sealed partial class KeptIds(ISettingsStore store, string key, ILogger log)
{
    private volatile string[] _latest = [];
    private volatile string[]? _saved;
    private bool _isSaving;

    /// <summary>As the last run left it.</summary>
    public async ValueTask<string[]> LoadAsync(CancellationToken cancel) =>
        await store.Find(key, cancel) is { } kept ? JsonSerializer.Deserialize(kept.Value, EditJson.Default.StringArray) ?? [] : [];

    /// <summary>Keeps the list when there is time; never blocks.</summary>
    public void Keep(IEnumerable<string> ids)
    {
        _latest = [.. ids];
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
                await store.Save(key, JsonSerializer.Serialize(saving, EditJson.Default.StringArray), CancellationToken.None);
                _saved = saving;
            }
            catch (StorageException unusable)
            {
                LogUnsaved(log, key, unusable.Message);
                return;
            }
            finally
            {
                Volatile.Write(ref _isSaving, false);
            }
        }
    }

    [LoggerMessage(EventId = 2103, Level = LogLevel.Warning, Message = "{Key} could not be kept and is made anew at the next start. {Reason}")]
    private static partial void LogUnsaved(ILogger log, string key, string reason);
}
