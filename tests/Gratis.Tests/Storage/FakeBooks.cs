using Gratis.Catalog.Limits;
using Gratis.Quotas;
using Gratis.Tests.Time;

namespace Gratis.Tests.Storage;

/// <summary>A pool of which a test says what its books are, and that remembers what it was told.</summary>
internal sealed class FakeBooks(string key, QuotaPeriod? period = null) : IDurableBooks
{
    private readonly TaskCompletionSource _firstKept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Key => key;

    public DateTimeOffset At { get; set; } = VirtualTime.Start;

    public long Used { get; set; }

    public long Slice { get; set; } = 5;

    public long? Limit { get; set; }

    public DateTimeOffset? WindowStart { get; set; }

    public List<PoolRecord> Drafts { get; } = [];

    public List<PoolRecord> KeptRecords { get; } = [];

    public Action OnDraft { get; set; } = static () => { };

    /// <summary>Completes when something was kept.</summary>
    public Task FirstKept => _firstKept.Task;

    public PoolRecord Draft()
    {
        PoolRecord record = Record(Slice);
        Drafts.Add(record);
        OnDraft();
        return record;
    }

    public PoolRecord Close() => Record(0);

    public void Kept(PoolRecord record)
    {
        KeptRecords.Add(record);
        _firstKept.TrySetResult();
    }

    private PoolRecord Record(long slice) => new()
    {
        Key = key, At = At, Bookings = [new Booking(At.UtcTicks, Used)], Slice = slice, Draw = Drafts.Count + 1, Used = Used, Limit = Limit,
        Period = period ?? QuotaPeriod.Minute, WindowStart = WindowStart,
    };
}
