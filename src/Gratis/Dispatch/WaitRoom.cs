using Gratis.Quotas.Windows;

namespace Gratis.Dispatch;

/// <summary>
/// Where requests wait for quota. Whoever waits is given what opens, in a fair order and never more than there is: interactive requests
/// before background ones, clients in turn, each client's own requests as they came. Nobody wakes up for nothing.
/// </summary>
internal sealed class WaitRoom : IDisposable
{
    private const int MostRounds = 4;

    // What looks open and was not granted is looked at again this soon, not at once.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly WaitLane _interactive = new();
    private readonly WaitLane _background = new();
    private readonly TimeProvider _time;
    private readonly ITimer _alarm;
    private long _nextOpening = UsageWindow.Never;
    private int _count;
    private bool _again;
    private bool _serving;

    public WaitRoom(TimeProvider time)
    {
        _time = time;
        _alarm = time.CreateTimer(static room => ((WaitRoom)room!).Serve(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many wait now.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Waits until an attempt may be made; null when that did not come in time.</summary>
    public async ValueTask<AttemptBooking?> WaitAsync(Waiter waiter, TimeSpan patience, CancellationToken client)
    {
        lock (_lock)
        {
            LaneOf(waiter).Add(waiter);
            _count++;
        }

        // Something may have opened between the look that sent it here and now.
        Serve();
        await using var timer = _time.CreateTimer(_ => GiveUp(waiter, default), null, patience > Shortest ? patience : Shortest, Timeout.InfiniteTimeSpan);
        await using var hangUp = client.UnsafeRegister(_ => GiveUp(waiter, client), null);
        return await waiter.Granted;
    }

    /// <summary>For a newcomer: what opened in this instant belongs to those who waited for it.</summary>
    public void ServeIfDue()
    {
        if (Count > 0 && _time.GetUtcNow().UtcTicks >= Volatile.Read(ref _nextOpening))
            Serve();
    }

    /// <summary>Gives what is open now to those whose turn it is. Costs nothing while nobody waits.</summary>
    public void Serve()
    {
        if (Count == 0)
            return;
        lock (_lock)
        {
            // A grant that is taken back frees room again, inside this very call.
            _again = true;
            if (_serving)
                return;
            _serving = true;
            var opens = UsageWindow.Never;
            for (var round = 0; _again && round < MostRounds; round++)
            {
                _again = false;
                opens = UsageWindow.Never;
                var now = _time.GetUtcNow();
                _count -= _interactive.Serve(now, ref opens);
                _count -= _background.Serve(now, ref opens);
            }

            _serving = false;
            SetAlarm(opens);
        }
    }

    public void Dispose() => _alarm.Dispose();

    /// <summary>Its time is over, or its client is gone. One that was granted something in the same moment keeps that.</summary>
    private void GiveUp(Waiter waiter, CancellationToken client)
    {
        lock (_lock)
        {
            if (!LaneOf(waiter).Remove(waiter))
                return;
            _count--;
            if (_count == 0)
                SetAlarm(UsageWindow.Never);
        }

        waiter.GiveUp(client);
    }

    private WaitLane LaneOf(Waiter waiter) => waiter.IsBackground ? _background : _interactive;

    private void SetAlarm(long next)
    {
        Volatile.Write(ref _nextOpening, next);
        if (next == UsageWindow.Never)
        {
            _alarm.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var wait = new DateTimeOffset(next, TimeSpan.Zero) - _time.GetUtcNow();
        if (wait <= TimeSpan.Zero)
            wait = LookAgain;
        _alarm.Change(TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(wait.TotalMilliseconds), 3_600_000)), Timeout.InfiniteTimeSpan);
    }
}
