using System.Threading.Channels;

namespace Gratis.Postgres.Quotas;

/// <summary>
/// Does rounds in the background: one at every beat, and in between when something waits. The first that waits starts a short gathering
/// time; what somebody waits for cuts it short. After a failure the next round comes with the next beat.
/// </summary>
internal sealed class BeatingLoop : IAsyncDisposable
{
    /// <summary>How long changes gather.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    private readonly Func<bool, CancellationToken, Task<bool>> _round;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _closing = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly ITimer _beats;
    private readonly TimeSpan _every;
    private TaskCompletionSource _urgent = NewUrgency();
    private Task _running = Task.CompletedTask;
    private int _isBeat;

    public BeatingLoop(TimeSpan every, TimeProvider clock, Func<bool, CancellationToken, Task<bool>> round)
    {
        (_every, _clock, _round) = (every, clock, round);
        _beats = clock.CreateTimer(static loop => ((BeatingLoop)loop!).OnBeat(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Start()
    {
        _beats.Change(_every, _every);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Something waits, and perhaps somebody for it; costs next to nothing.</summary>
    public void Wake(bool urgent)
    {
        if (urgent)
            Volatile.Read(ref _urgent).TrySetResult();
        _wake.Writer.TryWrite(true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
            return;
        await _beats.DisposeAsync();
        await _closing.CancelAsync();
        await _running;
        _closing.Dispose();
    }

    private void OnBeat()
    {
        Volatile.Write(ref _isBeat, 1);
        Wake(urgent: true);
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _wake.Reader.ReadAsync(_closing.Token);
                await _urgent.Task.WaitAsync(Gathering, _clock, _closing.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                _closing.Token.ThrowIfCancellationRequested();

                // Before anything is taken: whoever becomes urgent from here on may have come too late for this round.
                if (_urgent.Task.IsCompleted)
                    Volatile.Write(ref _urgent, NewUrgency());
                if (!await _round(Interlocked.Exchange(ref _isBeat, 0) == 1, _closing.Token))
                    await Task.Delay(_every, _clock, _closing.Token);
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Closing; what waits is written by whoever closes it.
        }
    }

    private static TaskCompletionSource NewUrgency() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
