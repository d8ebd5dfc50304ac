namespace Gratis.Simulator.Accounting;

/// <summary>Collects calls worth a note, bounded in every direction. Guarded by the provider's gate.</summary>
internal sealed class Notes
{
    private const int MostEntries = 1024;
    private const int MostInstants = 64;
    private const int LongestModel = 256;

    private readonly Dictionary<(string Key, string Model), Entry> _entries = [];

    public void Add(string key, string model, DateTimeOffset at, decimal usd = 0)
    {
        var name = (key, model.Length > LongestModel ? model[..LongestModel] : model);
        if (!_entries.TryGetValue(name, out var entry))
        {
            // Only made-up names can get here; they stay counted in the tallies.
            if (_entries.Count == MostEntries)
                return;
            _entries[name] = entry = new Entry();
        }

        entry.Count++;
        entry.Usd += usd;
        if (entry.At.Count == MostInstants)
            entry.At.Dequeue();
        entry.At.Enqueue(at);
    }

    public IReadOnlyList<NotedCalls> Snapshot() =>
        [.. _entries.OrderBy(entry => entry.Key.Key, StringComparer.Ordinal).ThenBy(entry => entry.Key.Model, StringComparer.Ordinal)
            .Select(entry => new NotedCalls(entry.Key.Key, entry.Key.Model, entry.Value.Count, entry.Value.Usd, [.. entry.Value.At]))];

    private sealed class Entry
    {
        public long Count { get; set; }

        public decimal Usd { get; set; }

        public Queue<DateTimeOffset> At { get; } = new();
    }
}
