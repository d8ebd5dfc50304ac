using Gratis.Postgres.Stores;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gratis.Postgres.Replicas;

/// <summary>
/// Hears of what any replica has changed, this one included. After every break it is told that anything may have changed meanwhile.
/// </summary>
internal sealed partial class PostgresNews : IAsyncDisposable
{
    /// <summary>Anything may have changed.</summary>
    public const string Anything = "*";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly PostgresDatabase _database;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _closing = new();
    private Task _listening = Task.CompletedTask;
    private bool _isDeaf;

    public PostgresNews(PostgresDatabase database, ILogger<PostgresNews> log) => (_database, _log) = (database, log);

    /// <summary>Begins to listen.</summary>
    /// <param name="hear">Takes up what has changed of a topic. What it throws is told, and the topic is taken up again with the next news of it.</param>
    public void Start(Func<string, CancellationToken, Task> hear) => _listening = Task.Run(() => ListenAsync(hear));

    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
            return;
        await _closing.CancelAsync();
        await _listening;
        _closing.Dispose();
    }

    private async Task ListenAsync(Func<string, CancellationToken, Task> hear)
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await ListenOnceAsync(hear, _closing.Token);
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                if (!_isDeaf)
                    LogDeaf(_log, broken);
                _isDeaf = true;
                await Task.Delay(Pause, _database.Clock, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenOnceAsync(Func<string, CancellationToken, Task> hear, CancellationToken cancel)
    {
        await using var connection = await _database.ConnectAsync(cancel);
        var heard = new List<string>();
        connection.Notification += (_, news) => heard.Add(news.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Notice.Channel}", connection))
            await listen.ExecuteNonQueryAsync(cancel);
        if (_isDeaf)
            LogHears(_log, _database.Place);
        _isDeaf = false;

        await HearAsync(Anything);
        while (true)
        {
            await connection.WaitAsync(cancel);
            var topics = heard.Distinct(StringComparer.Ordinal).ToArray();
            heard.Clear();
            foreach (var topic in topics)
                await HearAsync(topic);
        }

        async Task HearAsync(string topic)
        {
            try
            {
                await hear(topic, cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogUnheard(_log, topic, failure);
            }
        }
    }

    [LoggerMessage(EventId = 4111, Level = LogLevel.Warning, Message = "What other replicas change is not heard of; it is tried again until it works, and taken up then")]
    private static partial void LogDeaf(ILogger log, Exception failure);

    [LoggerMessage(EventId = 4112, Level = LogLevel.Information, Message = "What other replicas change is heard of again by way of {Place}")]
    private static partial void LogHears(ILogger log, string place);

    [LoggerMessage(EventId = 4113, Level = LogLevel.Error, Message = "What another replica has changed ({Topic}) could not be taken up; it is with the next change or at the next start")]
    private static partial void LogUnheard(ILogger log, string topic, Exception failure);
}
