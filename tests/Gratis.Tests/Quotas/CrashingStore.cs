using Gratis.Quotas;

namespace Gratis.Tests.Quotas;

/// <summary>A store that writes when it is told to, and of which a crash leaves what it had written.</summary>
internal sealed class CrashingStore : IQuotaStore
{
    private readonly List<IDurableBooks> _changed = [];
    private readonly HashSet<IDurableBooks> _all = [];

    public Dictionary<string, PoolRecord> Written { get; } = [];

    public bool IsFailing { get; set; }

    /// <summary>How often somebody said that he waits.</summary>
    public int Urged { get; private set; }

    /// <summary>What a test wants to remember of the instant at which books are taken down.</summary>
    public Action<PoolRecord>? Drafted { get; set; }

    public ValueTask<IReadOnlyList<PoolRecord>> Load(CancellationToken cancellation) => new([.. Written.Values]);

    public void Changed(IDurableBooks books, bool urgent)
    {
        _all.Add(books);
        if (!_changed.Contains(books))
            _changed.Add(books);
        Urged += urgent ? 1 : 0;
    }

    /// <summary>Takes down the books that changed; what it returns is not yet safe.</summary>
    public List<(IDurableBooks Books, PoolRecord Record)> Take(int most)
    {
        var taken = _changed.Take(most).Select(static books => (books, books.Draft())).ToList();
        _changed.RemoveRange(0, taken.Count);
        foreach (var (_, record) in taken)
            Drafted?.Invoke(record);
        return taken;
    }

    /// <summary>From here on they outlive the process.</summary>
    public void Keep(List<(IDurableBooks Books, PoolRecord Record)> taken)
    {
        foreach (var (books, record) in taken)
        {
            Written[record.Key] = record;
            books.Kept(record);
        }
    }

    public void WriteAll() => Keep(Take(int.MaxValue));

    /// <summary>A clean end.</summary>
    public void Close()
    {
        foreach (var books in _all)
            Written[books.Key] = books.Close();
    }
}
