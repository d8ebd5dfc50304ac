namespace Gratis.Tests.Hosting.Month;

/// <summary>
/// The time of another clock, without its timers: what runs on a thread of its own must not have a say in when virtual time goes on.
/// Whoever waits for this time to pass waits until he is woken otherwise.
/// </summary>
internal sealed class SilentTime(TimeProvider time) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Never();

    private sealed class Never : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
