namespace Gratis.Hosting.Diagnosis;

/// <summary>Lets one diagnosis run at a time. Who wants one that is under way shares it; who goes away ends it for nobody else.</summary>
/// <param name="run">What runs, about one provider or about all.</param>
internal sealed class DiagnosisTurns(Func<string?, Task> run)
{
    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;
    private string? _subject;

    /// <summary>What runs now, or ran last.</summary>
    public Task Running
    {
        get
        {
            lock (_lock)
                return _running;
        }
    }

    /// <summary>Done when a run about this provider, or about all, has come to its end.</summary>
    public async Task RunAsync(string? provider, CancellationToken cancel)
    {
        while (true)
        {
            var (running, isAboutThis) = Join(provider);
            if (isAboutThis)
            {
                await running.WaitAsync(cancel);
                return;
            }

            // How a run ends that somebody else wanted is told to them.
            await running.WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            cancel.ThrowIfCancellationRequested();
        }
    }

    private (Task Running, bool IsAboutThis) Join(string? provider)
    {
        var begin = new Task<Task>(() => run(provider));
        lock (_lock)
        {
            if (!_running.IsCompleted)
                return (_running, _subject is null || string.Equals(_subject, provider, StringComparison.OrdinalIgnoreCase));
            (_running, _subject) = (begin.Unwrap(), provider);
        }

        // Begun outside the lock: where nothing has to be waited for it runs to its end at once.
        begin.RunSynchronously(TaskScheduler.Default);
        return (Running, true);
    }
}
