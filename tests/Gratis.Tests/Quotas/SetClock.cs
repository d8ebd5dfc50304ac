using Gratis.Tests.Time;

namespace Gratis.Tests.Quotas;

/// <summary>A clock on the wall: it says what it was set to, forwards or back.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = VirtualTime.Start;

    public override DateTimeOffset GetUtcNow() => Now;

    public void Pass(TimeSpan time) => Now += time;
}
