using System.Collections.Immutable;
using Gratis.Discovery.Fetching;
using Microsoft.Extensions.Logging;

namespace Gratis.Discovery.Sources;

/// <summary>
/// Has one source looked at when it is time: one look at a time, which everybody who wants one shares. A look starts on the timer's
/// stack and never on that of whoever wants it, so that it belongs to nobody who may go away.
/// </summary>
internal sealed class SourceWatch : IDisposable
{
    private readonly ListingSource _source;
    private readonly WatchParts _parts;
    private readonly Random _random;
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationToken _ended;
    private readonly ITimer _alarm;
    private readonly Lock _lock = new();
    private TimeSpan _interval;
    private DiscoverySchedule _schedule;
    private TaskCompletionSource? _awaited;
    private ListingFailure? _failure;
    private ImmutableArray<string> _ignored = [];
    private bool _isLooking;
    private bool _isOver;

    /// <param name="source">What to look at.</param>
    /// <param name="interval">Between two looks.</param>
    /// <param name="seed">Of its chance.</param>
    /// <param name="parts">What it shares with the others.</param>
    public SourceWatch(ListingSource source, TimeSpan interval, int seed, WatchParts parts)
    {
        (_source, _interval, _random, _parts, _ended) = (source, interval, new Random(seed), parts, _end.Token);
        _alarm = parts.Time.CreateTimer(static watch => ((SourceWatch)watch!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (_lock)
            Follow(DiscoverySchedule.Begin(Now, _random.NextDouble()));
    }

    public ListingSource Source => _source;

    /// <summary>How it stands.</summary>
    public ListingStatus Status
    {
        get
        {
            var known = _source.Known;
            lock (_lock)
            {
                DateTimeOffset? asked = _schedule.Asked == default ? null : _schedule.Asked;
                return new ListingStatus(_source.Name, known?.At, asked, _failure?.Reason, known?.Models.Length ?? 0, _ignored, _schedule.Next, _isLooking);
            }
        }
    }

    private DateTimeOffset Now => _parts.Time.GetUtcNow();

    /// <summary>Another time between two looks.</summary>
    public void Follow(TimeSpan interval)
    {
        lock (_lock)
        {
            _interval = interval;
            Follow(_schedule.Within(interval));
        }
    }

    /// <summary>Done when a look has come to its end: one that is under way, or else a new one, unless the provider said when to ask again.</summary>
    public Task RefreshAsync(CancellationToken cancel)
    {
        lock (_lock)
        {
            var wanted = _schedule.Wanted(Now);
            if (_isOver || (!_isLooking && !wanted.IsDue(Now)))
                return Task.CompletedTask;

            _awaited ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Follow(wanted);
            return _awaited.Task.WaitAsync(cancel);
        }
    }

    /// <summary>The list seems to be out of date.</summary>
    public void WantSoon()
    {
        lock (_lock)
            Follow(_schedule.WantedSoon());
    }

    /// <summary>Calls a look back; nothing of it is published any more.</summary>
    public void Dispose()
    {
        TaskCompletionSource? awaited;
        lock (_lock)
        {
            if (_isOver)
                return;
            _isOver = true;
            awaited = _awaited;
        }

        _alarm.Dispose();
        _end.Cancel();
        _end.Dispose();
        awaited?.TrySetResult();
    }

    private void Ring()
    {
        lock (_lock)
        {
            if (_isLooking || _isOver)
                return;
            if (!_schedule.IsDue(Now))
            {
                Follow(_schedule);
                return;
            }

            _isLooking = true;
            _schedule = _schedule.Asking(Now);
        }

        _ = LookAsync();
    }

    private async Task LookAsync()
    {
        try
        {
            var result = await LookInTurnAsync();
            if (result.Change is { } change)
                Tell(change);
            End(result);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The provider was taken out, or the gateway ends: Dispose has told everybody who waited.
        }
        catch (Exception defect)
        {
            // Nobody awaits this: without a word here it would be lost, and the list never looked at again.
            WatchLog.Defect(_parts.Log, defect, _source.Name);
            End(LookResult.Of(new ListingFailure(ListingFailureKind.Unusable, "A defect of the gateway, which its log shows.")));
        }
    }

    private async ValueTask<LookResult> LookInTurnAsync()
    {
        await _parts.Lane.WaitAsync(_ended);
        try
        {
            return await _source.LookAsync(_ended);
        }
        finally
        {
            _parts.Lane.Release();
        }
    }

    private void End(LookResult result)
    {
        var failure = result.Failure;
        TaskCompletionSource? awaited;
        ListingFailure? before;
        DateTimeOffset next;
        lock (_lock)
        {
            (before, _failure) = (_failure, failure);
            _ignored = result.Ignored.IsDefault ? _ignored : result.Ignored;
            (awaited, _awaited) = (_awaited, null);
            _isLooking = false;
            Follow(Rescheduled(failure));
            next = _schedule.Next;
        }

        if (failure is not null)
        {
            // Once is enough, and a server of one's own that is switched off is no news at all.
            var level = failure.IsQuiet || failure.Reason == before?.Reason ? LogLevel.Debug : LogLevel.Warning;
            WatchLog.Failure(_parts.Log, level, _source.Name, failure.Reason, next, _source.Known?.Models.Length ?? 0);
        }

        awaited?.TrySetResult();
    }

    private DiscoverySchedule Rescheduled(ListingFailure? failure) => failure switch
    {
        null => _schedule.Answered(Now, _interval, _random.NextDouble()),
        { Kind: ListingFailureKind.KeyRefused or ListingFailureKind.Doubtful } => _schedule.InVain(Now, _interval, failure.RetryAt),
        _ => _schedule.Failed(Now, _interval, failure.RetryAt),
    };

    /// <summary>Under the lock.</summary>
    private void Follow(DiscoverySchedule schedule)
    {
        _schedule = schedule;
        if (!_isLooking && !_isOver)
            _alarm.RingAfter(schedule.Next - Now);
    }

    private void Tell(DiscoveryChange change)
    {
        WatchLog.Look(
            _parts.Log, change.IsNews ? LogLevel.Information : LogLevel.Debug, change.Provider, _source.Known?.Models.Length ?? 0,
            change.Appeared.Length, change.Vanished.Length, change.Returned.Length, change.Repriced.Length);
        _parts.Tell(change);
    }
}
