using Gratis.Catalog.Limits;

namespace Gratis.Upstream.Limits;

/// <summary>What headers of one counter have in common.</summary>
/// <param name="Metric">What it counts.</param>
/// <param name="Period">The window its name tells.</param>
/// <param name="Scope">The scope its name tells.</param>
/// <param name="IsBare">Whether the name says not even what is counted.</param>
internal readonly record struct CounterKey(QuotaMetric Metric, QuotaPeriod Period, QuotaScope? Scope, bool IsBare);

/// <summary>One counter while its headers come in, in any order.</summary>
internal struct LimitCounter
{
    public CounterKey Key;

    /// <summary>Told by a policy: the length of a limit that comes without one is looked up here.</summary>
    public bool IsPolicy;

    private long? _limit;
    private long? _remaining;
    private long? _used;
    private DateTimeOffset? _reset;
    private QuotaPeriod _length;
    private bool _unlimited;

    public readonly long? Limit => _limit;

    public void Take(HeaderRole role, long amount)
    {
        switch (role)
        {
            case HeaderRole.Limit when amount <= 0:
                _unlimited = true; // Zero and minus one stand for "not limited" or "not yours"; a refusal says so by itself.
                break;
            case HeaderRole.Limit:
                _limit = Math.Min(amount, _limit ?? amount);
                break;
            case HeaderRole.Remaining:
                _remaining = Math.Max(0, Math.Min(amount, _remaining ?? amount));
                break;
            case HeaderRole.Used when amount >= 0:
                _used = Math.Max(amount, _used ?? 0);
                break;
            case HeaderRole.Length:
                _length = LimitFigures.Period(amount);
                break;
            default:
                break;
        }
    }

    public void TakeReset(DateTimeOffset reset) => _reset = _reset > reset ? _reset : reset;

    public void TakeLength(QuotaPeriod length) => _length = length;

    /// <summary>The reading, or false where nothing of worth was said.</summary>
    public readonly bool TryResolve(LimitDialect dialect, LimitSource source, DateTimeOffset now, out LimitReading reading)
    {
        var remaining = _remaining ?? (_limit is { } limit && _used is { } used ? Math.Max(0, limit - used) : null);
        TimeSpan? wait = _reset is { } at ? at - now : null;
        var period = Key.Metric == QuotaMetric.Concurrency ? default
            : Key.Period.Unit != PeriodUnit.None ? Key.Period
            : _length.Unit != PeriodUnit.None ? _length
            : dialect.WindowOf(Key).Resolve(_limit, remaining, wait, now);

        reading = new LimitReading
        {
            Metric = Key.Metric,
            Period = period,
            Scope = Key.Scope ?? dialect.Scope,
            Limit = _limit,
            Remaining = remaining,
            ResetsAt = wait is { } w && Key.Metric != QuotaMetric.Concurrency && LimitFigures.Fits(w, period) ? _reset : null,
            Source = source,
        };
        return !_unlimited && (_limit is not null || remaining is not null);
    }
}
