namespace Gratis.AspNetCore.Access;

/// <summary>An exact rolling minute: the instants of the last so many requests, in a ring.</summary>
internal sealed class RequestWindow(int perMinute, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long[] _admitted = new long[perMinute];
    private int _next;
    private long _count;

    /// <summary>Zero when the request is admitted and booked; else how long until the next one would be.</summary>
    public TimeSpan Admit()
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            if (_count >= _admitted.Length)
            {
                var age = time.GetElapsedTime(_admitted[_next], now);
                if (age < TimeSpan.FromMinutes(1))
                    return TimeSpan.FromMinutes(1) - age;
            }

            _admitted[_next] = now;
            _next = (_next + 1) % _admitted.Length;
            _count++;
            return TimeSpan.Zero;
        }
    }
}
