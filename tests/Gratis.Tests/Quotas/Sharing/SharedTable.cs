using Gratis.Quotas;
using Gratis.Tests.Time;

namespace Gratis.Tests.Quotas.Sharing;

/// <summary>What replicas have in common: a table of books, in which one of them writes at a time.</summary>
internal sealed class SharedTable
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private readonly SortedDictionary<string, Dictionary<int, PoolRecord>> _rows = new(StringComparer.Ordinal);

    public RunningClock Clock { get; } = new();

    public void Write(int place, PoolRecord record)
    {
        if (!_rows.TryGetValue(record.Key, out var places))
            _rows.Add(record.Key, places = []);
        places[place] = record;
    }

    public IReadOnlyList<PoolRecord> OthersOf(string key, int place) =>
        _rows.TryGetValue(key, out var places) ? [.. places.Where(row => row.Key != place).Select(static row => row.Value)] : [];

    public IReadOnlyList<PoolRecord> Of(int place) => [.. _rows.Values.Where(places => places.ContainsKey(place)).Select(places => places[place])];
}

/// <summary>Time that passes when a test says so, by the calendar and by the stopwatch.</summary>
internal sealed class RunningClock : TimeProvider
{
    public DateTimeOffset Now { get; private set; } = VirtualTime.Start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public void Pass(TimeSpan time) => Now += time;
}
