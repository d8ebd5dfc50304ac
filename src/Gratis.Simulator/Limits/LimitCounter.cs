namespace Gratis.Simulator.Limits;

/// <summary>What one scope has spent of one limit. Not thread-safe: its provider's gate guards it.</summary>
internal abstract class LimitCounter(LimitSpec spec, string? account, string? model, string? address)
{
    public LimitSpec Spec { get; } = spec;

    public string? Account { get; } = account;

    public string? Model { get; } = model;

    public string? Address { get; } = address;

    /// <summary>The amount in force now; a scenario may change it in mid-run.</summary>
    public long Limit { get; set; } = spec.Amount;

    /// <summary>The most that was ever spent at once.</summary>
    public long Peak { get; private set; }

    /// <summary>How many calls came although there was no room.</summary>
    public long Refusals { get; set; }

    public abstract long Used(DateTimeOffset now);

    /// <summary>The first instant at which <paramref name="cost"/> fits; the end of time if it never can.</summary>
    public abstract DateTimeOffset RoomAt(DateTimeOffset now, long cost);

    /// <summary>When everything spent so far is forgotten.</summary>
    public abstract DateTimeOffset ClearAt(DateTimeOffset now);

    /// <summary>Takes back what was booked at an earlier instant, unless its window is over.</summary>
    public abstract void Return(DateTimeOffset bookedAt, long amount, DateTimeOffset now);

    public void Add(DateTimeOffset now, long amount)
    {
        if (amount <= 0)
            return;

        Book(now, amount);
        Peak = Math.Max(Peak, Used(now));
    }

    protected abstract void Book(DateTimeOffset now, long amount);

    public static LimitCounter Create(LimitSpec spec, string? account, string? model, string? address) => spec switch
    {
        { Metric: LimitMetric.Concurrency } => new InFlightCounter(spec, account, model, address),
        { Clock: LimitClock.Fixed } => new CalendarCounter(spec, account, model, address),
        { Clock: LimitClock.Bucket } => new BucketCounter(spec, account, model, address),
        _ => new RollingCounter(spec, account, model, address),
    };
}
