using Gratis.Dispatch;
using Gratis.Hosting.Options;
using Gratis.Wire;

namespace Gratis.Hosting.Client;

/// <summary>
/// An engine inside this process: catalogue, quota books and cooldowns, shared by all clients over it. It starts with the first call, or
/// earlier by <see cref="StartAsync"/>. Safe for any number of threads.
/// </summary>
public sealed class GratisHost : IAsyncDisposable, IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<RunningEngine>? _opening;
    private volatile RunningEngine? _running;
    private volatile bool _isOver;

    /// <summary>Takes the options as they are; they must not be changed afterwards.</summary>
    public GratisHost(GratisOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
    }

    internal GratisOptions Options { get; }

    /// <summary>Opens the store and asks providers for their models, so that the first call need not. A start that failed may be tried again.</summary>
    /// <exception cref="Stores.StorageException">The store cannot be used.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default) => CallersContext.Leave(Options.Edges, async () => { await RunningAsync(cancellationToken); });

    /// <summary>
    /// The raw path: OpenAI JSON in, the provider's own JSON or event stream out. Failures are answers here, with a status and an error
    /// body, as an HTTP client of the gateway would see them. The caller disposes the answer.
    /// </summary>
    public Task<GratisAnswer> SendAsync(GratisRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CallersContext.Leave(Options.Edges, () => AnswerAsync(request, cancellationToken));
    }

    /// <summary>Everything that may be named as a model now: virtual models that something backs, then every route that serves.</summary>
    public Task<IReadOnlyList<GratisModel>> ListModelsAsync(CancellationToken cancellationToken = default) =>
        CallersContext.Leave(Options.Edges, async () => GratisModel.ListOf((await RunningAsync(cancellationToken)).Engine.Routes));

    /// <summary>Where a request would go now, and why. Nothing is sent and no quota touched.</summary>
    /// <exception cref="GratisException">It is no valid request, or names an unknown model.</exception>
    public Task<GratisPlan> ExplainAsync(GratisRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CallersContext.Leave(Options.Edges, () => PlanAsync(request, cancellationToken));
    }

    /// <summary>The engine once it is up, for whoever serves it over another door.</summary>
    internal async ValueTask<GratisEngine> EngineAsync(CancellationToken cancel) => (await RunningAsync(cancel)).Engine;

    /// <summary>Ends it without waiting: what the store has yet to write, it writes in the background. <see cref="DisposeAsync"/> waits for that.</summary>
    public void Dispose() => _ = DisposeAsync().AsTask();

    /// <summary>Ends it: connections, timers, books and store. Calls still under way break.</summary>
    public ValueTask DisposeAsync() => new(CallersContext.Leave(Options.Edges, CloseAsync));

    private ValueTask<RunningEngine> RunningAsync(CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_isOver, this);
        return _running is { } up ? new(up) : new(WaitForStartAsync(cancel));
    }

    /// <summary>One start for all who wait for it; none of them who gives up takes it from the others.</summary>
    private async Task<RunningEngine> WaitForStartAsync(CancellationToken cancel)
    {
        Task<RunningEngine> opening;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isOver, this);
            if (_opening is null or { IsFaulted: true } or { IsCanceled: true })
                _opening = Options.Edges.StaysWithCaller ? RunningEngine.OpenAsync(Options, _end.Token) : Task.Run(() => RunningEngine.OpenAsync(Options, _end.Token));
            opening = _opening;
        }

        try
        {
            return _running = await opening.WaitAsync(cancel);
        }
        catch (OperationCanceledException) when (_isOver && !cancel.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(GratisHost));
        }
    }

    private async Task CloseAsync()
    {
        Task<RunningEngine>? opening;
        bool isFirst;
        lock (_lock)
        {
            (isFirst, opening) = (!_isOver, _opening);
            _isOver = true;
        }

        if (!isFirst)
        {
            await _closed.Task;
            return;
        }

        try
        {
            _end.Cancel();
            if (opening is not null)
                await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (opening is { IsCompletedSuccessfully: true })
                await (await opening).DisposeAsync();
            _end.Dispose();
        }
        finally
        {
            _closed.SetResult();
        }
    }

    private async Task<GratisPlan> PlanAsync(GratisRequest request, CancellationToken cancel)
    {
        var engine = (await RunningAsync(cancel)).Engine;
        if (!request.TryRead(engine, out var asked, out var refusal))
            throw GratisException.Of(refusal);
        return engine.Explain(asked) is { } explanation
            ? GratisPlan.Of(explanation)
            : throw GratisException.Of(Failures.Unknown(engine.Routes, asked.Facts.Model(asked.Body.Span)) with { RequestId = asked.Id });
    }

    private async Task<GratisAnswer> AnswerAsync(GratisRequest request, CancellationToken cancel)
    {
        CancellationTokenSource? leash = null;
        try
        {
            var engine = (await RunningAsync(cancel)).Engine;
            if (!request.TryRead(engine, out var asked, out var refusal))
                return new GratisAnswer(Options.Edges, refusal);

            // Who stops reading a stream ends its upstream with it.
            leash = asked.Facts.Stream ? CancellationTokenSource.CreateLinkedTokenSource(cancel) : null;
            var answer = new GratisAnswer(Options.Edges, asked.Id, await engine.SendAsync(asked, leash?.Token ?? cancel), leash);
            leash = null;
            return answer;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // With the caller's own token, whichever it was that the engine saw first.
            throw new OperationCanceledException(cancel);
        }
        finally
        {
            leash?.Dispose();
        }
    }
}
