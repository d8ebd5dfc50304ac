namespace Gratis.Health.Measures;

/// <summary>
/// What a route's own calls say of it: how often it serves and how soon. Whoever calls decides what counts: limits, refusals and
/// clients that left say nothing about how good a route is.
/// </summary>
internal sealed class RouteMeasure(string route, Action<RouteMeasure> changed)
{
    /// <summary>After this long a call counts half for success.</summary>
    public static readonly TimeSpan SuccessHalfLife = TimeSpan.FromDays(1);

    /// <summary>After this long an answer counts half for speed: the load of a free tier is another one in the evening.</summary>
    public static readonly TimeSpan FirstTokenHalfLife = TimeSpan.FromHours(3);

    // Less time makes no difference that anybody could see, but factors so near one that they round to one.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private FirstTokens _firstTokens;
    private double _served;
    private double _failed;
    private DateTimeOffset _at;

    /// <summary>Whose measure it is.</summary>
    public string Route => route;

    /// <summary>A call was served.</summary>
    /// <param name="firstToken">After what time the answer began; null where it came whole, which says nothing of that.</param>
    /// <param name="now">When.</param>
    public void Served(TimeSpan? firstToken, DateTimeOffset now)
    {
        lock (_gate)
        {
            Fade(now);
            _served++;
            if (firstToken is { } began)
                _firstTokens.Add(began);
        }

        changed(this);
    }

    /// <summary>An answer was given up, since another route's was there sooner: neither served nor failed, but it would have begun later than this.</summary>
    public void GivenUp(TimeSpan after, DateTimeOffset now)
    {
        lock (_gate)
        {
            Fade(now);
            _firstTokens.Add(after);
        }

        changed(this);
    }

    /// <summary>A call failed by the route's own fault.</summary>
    public void Failed(DateTimeOffset now)
    {
        lock (_gate)
        {
            Fade(now);
            _failed++;
        }

        changed(this);
    }

    /// <summary>What is known now.</summary>
    public MeasureReading Read(DateTimeOffset now)
    {
        lock (_gate)
        {
            TimeSpan passed = now - _at;
            double left = Fading.Left(passed, SuccessHalfLife);
            return new MeasureReading(
                SuccessReading.Of(_served * left, _failed * left), _firstTokens.Read(Fading.Left(passed, FirstTokenHalfLife)));
        }
    }

    /// <summary>Nothing of it counts any more.</summary>
    public bool IsForgotten(DateTimeOffset now) => Read(now).Success is null;

    /// <summary>A copy to keep; null where there is nothing.</summary>
    public MeasureRecord? Draft()
    {
        lock (_gate)
        {
            if (_served + _failed <= 0) return null;
            var (seconds, weights) = _firstTokens.Draft();
            return new MeasureRecord(route, _at, _served, _failed, seconds, weights);
        }
    }

    /// <summary>Takes up what was kept, unless something newer is known. What a clock ahead of ours has stamped is as old as now.</summary>
    public void Restore(MeasureRecord record, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_served + _failed > 0) return;
            _at = record.At < now ? record.At : now;
            _served = record.Served;
            _failed = record.Failed;
            _firstTokens = FirstTokens.Restore(record.FirstTokenSeconds, record.FirstTokens.AsSpan());
        }
    }

    /// <summary>Forgets everything, in the store too.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _served = _failed = 0;
            _firstTokens = default;
        }

        changed(this);
    }

    private void Fade(DateTimeOffset now)
    {
        TimeSpan passed = now - _at;
        if (passed < Step) return;
        double left = Fading.Left(passed, SuccessHalfLife);
        _served *= left;
        _failed *= left;
        _firstTokens.Fade(Fading.Left(passed, FirstTokenHalfLife));
        _at = now;
    }
}
