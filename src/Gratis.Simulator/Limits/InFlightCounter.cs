namespace Gratis.Simulator.Limits;

/// <summary>Counts calls in flight.</summary>
internal sealed class InFlightCounter(LimitSpec spec, string? account, string? model, string? address)
    : LimitCounter(spec, account, model, address)
{
    private long _used;

    public override long Used(DateTimeOffset now) => _used;

    // Nobody knows when a running call ends; a second is what providers that say anything say.
    public override DateTimeOffset RoomAt(DateTimeOffset now, long cost) => _used + cost <= Limit ? now : now.AddSeconds(1);

    public override DateTimeOffset ClearAt(DateTimeOffset now) => now;

    public override void Return(DateTimeOffset bookedAt, long amount, DateTimeOffset now) => _used -= amount;

    protected override void Book(DateTimeOffset now, long amount) => _used += amount;
}
