namespace Gratis.Simulator.Limits;

/// <summary>The limit that refused a call.</summary>
internal sealed record LimitHit(LimitSpec Spec, long Limit, long Used, long Requested, DateTimeOffset RetryAt)
{
    /// <summary>True when the call is larger than the whole window and can never fit.</summary>
    public bool NeverFits => RetryAt == DateTimeOffset.MaxValue;
}
