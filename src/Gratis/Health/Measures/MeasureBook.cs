using System.Collections.Concurrent;

namespace Gratis.Health.Measures;

/// <summary>The measures of all routes. A measure is the same object for as long as the book knows it.</summary>
internal sealed class MeasureBook
{
    /// <summary>
    /// How many measures are kept. Routes come from the catalogue alone, so this is a fuse: beyond it a measure works for whoever
    /// asked and is neither shared nor stored.
    /// </summary>
    public const int Capacity = 20_000;

    private readonly ConcurrentDictionary<string, RouteMeasure> _measures = new(StringComparer.OrdinalIgnoreCase);
    private readonly Action<RouteMeasure> _changed;
    private int _count;

    /// <param name="store">Where measures outlive the process, if anywhere.</param>
    public MeasureBook(IMeasureStore? store = null) => _changed = store is null ? static _ => { } : store.Changed;

    /// <summary>The measure of a route, made if there is none.</summary>
    public RouteMeasure Route(string id)
    {
        if (_measures.TryGetValue(id, out RouteMeasure? known)) return known;
        if (Volatile.Read(ref _count) >= Capacity) return new RouteMeasure(id, static _ => { });

        var made = new RouteMeasure(id, _changed);
        RouteMeasure kept = _measures.GetOrAdd(id, made);
        if (ReferenceEquals(kept, made)) Interlocked.Increment(ref _count);
        return kept;
    }

    /// <summary>The measure of a route; null where nothing was ever measured.</summary>
    public RouteMeasure? Find(string id) => _measures.GetValueOrDefault(id);

    /// <summary>Takes up what the store kept; what has faded away is dropped there too.</summary>
    public void Restore(IReadOnlyList<MeasureRecord> stored, DateTimeOffset now)
    {
        foreach (MeasureRecord record in stored) Route(record.Route).Restore(record, now);
        Drop(measure => measure.IsForgotten(now));
    }

    /// <summary>Drops the measures of routes that the catalogue no longer knows, once nothing of them counts any more.</summary>
    public void Retain(Func<string, bool> isKnown, DateTimeOffset now) =>
        Drop(measure => !isKnown(measure.Route) && measure.IsForgotten(now));

    private void Drop(Func<RouteMeasure, bool> which)
    {
        foreach (RouteMeasure measure in _measures.Values)
        {
            if (!which(measure)) continue;
            measure.Clear();
            if (_measures.TryRemove(measure.Route, out _)) Interlocked.Decrement(ref _count);
        }
    }
}
