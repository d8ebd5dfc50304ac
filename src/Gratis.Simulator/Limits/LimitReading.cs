namespace Gratis.Simulator.Limits;

/// <summary>One counter as it stood when a call was judged.</summary>
internal readonly record struct LimitReading(LimitSpec Spec, long Limit, long Used, DateTimeOffset ClearAt)
{
    public long Remaining => Math.Max(0, Limit - Used);
}

/// <summary>The limit that refused a call.</summary>
internal sealed record LimitHit(LimitSpec Spec, long Limit, long Used, long Requested, DateTimeOffset RetryAt)
{
    /// <summary>True when the call is larger than the whole window and can never fit.</summary>
    public bool NeverFits => RetryAt == DateTimeOffset.MaxValue;
}
