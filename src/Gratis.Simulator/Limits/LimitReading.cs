namespace Gratis.Simulator.Limits;

/// <summary>One counter as it stood when a call was judged.</summary>
internal readonly record struct LimitReading(LimitSpec Spec, long Limit, long Used, DateTimeOffset ClearAt)
{
    public long Remaining => Math.Max(0, Limit - Used);
}
