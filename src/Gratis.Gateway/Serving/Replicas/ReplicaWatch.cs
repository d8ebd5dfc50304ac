using Gratis.Hosting.Composition;
using Gratis.Postgres.Replicas;
using Gratis.Postgres.Stores;

namespace Gratis.Gateway.Serving.Replicas;

/// <summary>
/// Takes up what other replicas change: at once what the owner decided, within moments what was found out. Quotas are not among it: their
/// store agrees on every slice.
/// </summary>
internal sealed partial class ReplicaWatch : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly PostgresNews _news;
    private readonly PostgresStores _stores;
    private readonly EngineBooks _books;
    private readonly ILogger _log;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _closing = new();
    private Task _looking = Task.CompletedTask;
    private bool _isBlind;

    public ReplicaWatch(PostgresNews news, PostgresStores stores, EngineBooks books, TimeProvider time, ILogger<ReplicaWatch> log)
    {
        (_news, _stores, _books, _log) = (news, stores, books, log);
        _timer = time.CreateTimer(static watch => ((ReplicaWatch)watch!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Begins to watch.</summary>
    /// <param name="topics">What takes up a change, by the beginning of its topic.</param>
    public void Start(IReadOnlyDictionary<string, Func<CancellationToken, Task>> topics)
    {
        _news.Start(async (topic, cancel) =>
        {
            foreach (var (beginning, takeUp) in topics)
            {
                // A setting whose key is too long to be told may be any of them.
                var isMeant = topic.StartsWith(beginning, StringComparison.Ordinal) || (topic == Notice.Settings && beginning.StartsWith(Notice.Settings, StringComparison.Ordinal));
                if (topic == PostgresNews.Anything || isMeant)
                    await takeUp(cancel);
            }
        });
        _timer.Change(Every, Every);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _closing.CancelAsync();
        await _looking;
        await _news.DisposeAsync();
        _closing.Dispose();
    }

    private void Look()
    {
        if (_looking.IsCompleted && !_closing.IsCancellationRequested)
            _looking = LookAsync(_closing.Token);
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            foreach (var news in await _stores.Health.ReadOthersAsync(cancel))
                _books.Health.Hear(news.Reach, news.Key, news.Cooldown);
            foreach (var news in await _stores.Evidence.ReadOthersAsync(cancel))
                _books.Evidence.Hear(news.Route, news.Topic, news.Fact);
            _isBlind = false;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The end.
        }
        catch (Exception failure)
        {
            // Once is enough: what serves, serves on.
            if (!_isBlind)
                LogBlind(_log, failure);
            _isBlind = true;
        }
    }

    [LoggerMessage(EventId = 14, Level = LogLevel.Warning, Message = "What other replicas found out cannot be read; it is tried again until it works")]
    private static partial void LogBlind(ILogger log, Exception failure);
}
