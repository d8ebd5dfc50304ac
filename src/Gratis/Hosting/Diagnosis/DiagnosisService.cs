using Gratis.Catalog;
using Gratis.Discovery;
using Gratis.Hosting.Diagnosis.Probes;
using Gratis.Hosting.Diagnosis.Supervision;
using Microsoft.Extensions.Logging;

namespace Gratis.Hosting.Diagnosis;

/// <summary>
/// Looks after the routes that are known: runs by itself as configured and whenever somebody wants it, says what might be done, and does
/// it when it is told to. Maintenance does without asking only what is proven, and never adds anything.
/// </summary>
internal sealed partial class DiagnosisService : IAsyncDisposable
{
    private readonly DiagnosisParts _parts;
    private readonly ProbeBudget _budget;
    private readonly Prober _prober;
    private readonly DiagnosisRun _run;
    private readonly DiagnosisTurns _turns;
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationToken _ended;
    private readonly DateTimeOffset _started;
    private readonly ITimer _alarm;
    private readonly Lock _lock = new();
    private IReadOnlyList<OpenQuestion> _open = [];
    private DateTimeOffset? _lastRun;
    private DateTimeOffset? _nextRun;
    private bool _isOver;

    private DiagnosisService(DiagnosisParts parts, ProbeBudget budget)
    {
        (_parts, _budget, _ended, _started) = (parts, budget, _end.Token, parts.Engine.Time.GetUtcNow());
        var engine = parts.Engine;
        _prober = new Prober(engine, new ProbeCaller(parts.Connections, engine.Quotas, engine.Time, parts.UserAgent), budget);
        _run = new DiagnosisRun(parts, _prober, new Supervisor(engine));
        _turns = new DiagnosisTurns(RunAsync);
        Board = new SuggestionBoard(parts);
        _alarm = engine.Time.CreateTimer(static service => ((DiagnosisService)service!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What might be done. Its face waits for no run.</summary>
    public SuggestionBoard Board { get; }

    private DateTimeOffset Now => _parts.Engine.Time.GetUtcNow();

    /// <summary>Takes up what was counted before, and begins as configured.</summary>
    public static async ValueTask<DiagnosisService> OpenAsync(DiagnosisParts parts, CancellationToken cancel)
    {
        var budget = new ProbeBudget(parts.Engine.Time, parts.Settings);
        await budget.LoadAsync(cancel);
        var service = new DiagnosisService(parts, budget);
        service.Follow();
        return service;
    }

    /// <summary>Keeps to the config as it is now.</summary>
    public void Follow()
    {
        var discovery = _parts.Keeper.Options.Discovery;
        lock (_lock)
        {
            if (_isOver)
                return;

            // Without lists there is nothing to hold routes against, and nobody is asked behind the back of who switched that off.
            var asked = discovery.Diagnosis;
            _nextRun = !discovery.Enabled || !asked.Enabled ? null
                : _lastRun is { } last ? last + asked.Interval
                : _started + TimeSpan.FromSeconds(asked.StartDelaySeconds);
            SetAlarm();
        }
    }

    /// <summary>How it stands now.</summary>
    public DiagnosisReport Report()
    {
        var (suggestions, budgets, isRunning) = (Board.Current(), _prober.Budgets(), !_turns.Running.IsCompleted);
        lock (_lock)
        {
            return new DiagnosisReport
            {
                IsRunning = isRunning,
                LastRun = _lastRun,
                NextRun = _nextRun,
                Suggestions = suggestions,
                Inconclusive = _open,
                Budget = budgets,
                News = _parts.Keeper.News.ToList(),
            };
        }
    }

    /// <summary>Runs now and waits for the end; shares a run that is under way.</summary>
    /// <param name="provider">Only about this provider; null: about all.</param>
    /// <param name="cancel">Ends the waiting, not the run.</param>
    public Task RefreshAsync(string? provider, CancellationToken cancel) => _turns.RunAsync(provider, cancel);

    /// <summary>Asks a route now what it can do, within the budget of its provider.</summary>
    public async ValueTask<RouteProbes> ProbeAsync(Route route, IReadOnlyList<ProbeKind> kinds, CancellationToken cancel)
    {
        var findings = await _prober.ProbeAsync(route.Id, kinds, isNamed: true, cancel);
        _parts.Keeper.Rebuild();
        return new RouteProbes(findings, _prober.BudgetOf(route));
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_isOver)
                return;
            _isOver = true;
        }

        await _alarm.DisposeAsync();
        await _end.CancelAsync();

        // It works with books that are closed after this; how it ends is of no interest any more.
        await _turns.Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _budget.Dispose();
        _end.Dispose();
    }

    private void Ring()
    {
        lock (_lock)
        {
            if (_isOver || _nextRun is not { } next)
                return;
            if (next > Now)
            {
                SetAlarm();
                return;
            }

            // Set anew at its end.
            _nextRun = null;
        }

        _ = RunByItselfAsync();
    }

    private async Task RunByItselfAsync()
    {
        try
        {
            await _turns.RunAsync(null, _ended);
            if (_parts.Keeper.Options.Discovery.Diagnosis.Maintenance)
                Maintain();
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The gateway ends.
        }
        catch (Exception defect)
        {
            // Nobody awaits this: without a word here it would be lost, and the next run with it.
            LogFailed(_parts.Log, defect);
            lock (_lock)
                _lastRun = Now;
        }

        Follow();
    }

    private async Task RunAsync(string? provider)
    {
        var open = await _run.RunAsync(provider, _ended);
        lock (_lock)
        {
            _open = open;
            _lastRun = Now;
        }
    }

    private void Maintain()
    {
        foreach (var done in Board.Maintain())
            LogMaintained(_parts.Log, done.Action.Spell(), done.Route, done.Reason, done.Evidence);
    }

    /// <summary>Under the lock.</summary>
    private void SetAlarm()
    {
        if (_nextRun is { } next)
            _alarm.RingAfter(next - Now);
        else
            _alarm.Silence();
    }

    [LoggerMessage(EventId = 2201, Level = LogLevel.Error, Message = "A diagnosis could not be finished; the next one comes when it is due")]
    private static partial void LogFailed(ILogger log, Exception defect);

    [LoggerMessage(EventId = 2202, Level = LogLevel.Information, Message = "Maintenance: {Action} {Route}: {Reason} ({Evidence})")]
    private static partial void LogMaintained(ILogger log, string action, string route, string reason, string evidence);
}
