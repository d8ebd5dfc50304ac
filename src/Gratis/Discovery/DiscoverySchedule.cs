namespace Gratis.Discovery;

/// <summary>When one list is looked at, as a value. Chance comes in from outside, as a number from 0 to 1.</summary>
/// <param name="Next">Not before this.</param>
/// <param name="Asked">The last look; default before the first.</param>
/// <param name="Failures">Looks in a row that brought nothing.</param>
/// <param name="Closed">The provider wants no question before this.</param>
internal readonly record struct DiscoverySchedule(DateTimeOffset Next, DateTimeOffset Asked, int Failures, DateTimeOffset Closed)
{
    /// <summary>Over how long first looks spread, so that thirty providers are not asked in the same instant.</summary>
    public static readonly TimeSpan FirstSpread = TimeSpan.FromSeconds(2);

    /// <summary>Wishes in a row are one piece of news: a client that asks for a model that is gone asks often.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromMinutes(10);

    /// <summary>After a first failure.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);

    /// <summary>An interval is this much shorter or longer, as chance has it.</summary>
    private const double Jitter = 0.1;

    /// <summary>Nothing has been asked yet.</summary>
    public static DiscoverySchedule Begin(DateTimeOffset now, double chance) => new(now + (FirstSpread * chance), default, 0, default);

    public bool IsDue(DateTimeOffset now) => now >= Next;

    /// <summary>Somebody waits for it: now, unless the provider said when.</summary>
    public DiscoverySchedule Wanted(DateTimeOffset now) => this with { Next = Later(now, Closed) };

    /// <summary>The list seems to be out of date. One that fails is looked at often enough as it is.</summary>
    public DiscoverySchedule WantedSoon() => Failures > 0 ? this : this with { Next = Earlier(Next, Later(Asked + Least, Closed)) };

    /// <summary>The question goes out.</summary>
    public DiscoverySchedule Asking(DateTimeOffset now) => this with { Asked = now };

    /// <summary>There is a list, or the known one is confirmed.</summary>
    public DiscoverySchedule Answered(DateTimeOffset now, TimeSpan interval, double chance) =>
        new(now + (interval * (1 - Jitter + (2 * Jitter * chance))), Asked, 0, default);

    /// <summary>There is none: less and less often, but never less than usual.</summary>
    public DiscoverySchedule Failed(DateTimeOffset now, TimeSpan interval, DateTimeOffset? retryAt)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(Failures, 20));
        return Resting(now + (pause < interval ? pause : interval), retryAt);
    }

    /// <summary>Asking again soon would tell the same: the key is refused, or the list is not believed yet.</summary>
    public DiscoverySchedule InVain(DateTimeOffset now, TimeSpan interval, DateTimeOffset? retryAt) => Resting(now + interval, retryAt);

    /// <summary>The interval is another one now.</summary>
    public DiscoverySchedule Within(TimeSpan interval) =>
        Asked == default ? this : this with { Next = Earlier(Next, Later(Asked + interval, Closed)) };

    private DiscoverySchedule Resting(DateTimeOffset until, DateTimeOffset? retryAt)
    {
        var closed = retryAt ?? default;
        return new DiscoverySchedule(Later(until, closed), Asked, Failures + 1, closed);
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
