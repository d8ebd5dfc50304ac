namespace Gratis.Discovery;

/// <summary>Timers that are set to an instant.</summary>
internal static class Alarm
{
    // A timer takes less than 50 days. Who is woken early sees that it is not time yet, and sets it again.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    extension(ITimer timer)
    {
        /// <summary>Rings after so long, at once where that is past, and early where it is very long.</summary>
        public void RingAfter(TimeSpan wait) =>
            timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < Longest ? wait : Longest, Timeout.InfiniteTimeSpan);

        /// <summary>Does not ring any more.</summary>
        public void Silence() => timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
