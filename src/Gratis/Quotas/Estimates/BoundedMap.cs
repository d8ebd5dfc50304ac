using System.Collections.Concurrent;

namespace Gratis.Quotas.Estimates;

/// <summary>
/// A map that never holds more than its capacity, and forgets first what was not written for longest. Two generations: a write brings
/// its key into the young one; when that has filled half the capacity it becomes the old one, and what was old is gone. Reads take no lock.
/// Of two threads around that instant one may write to a value that the other no longer finds: a lesson is lost, never a state.
/// </summary>
internal sealed class BoundedMap<TKey, TValue>(int capacity)
    where TKey : notnull
    where TValue : class
{
    private readonly int _half = capacity >= 2
        ? capacity / 2
        : throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "Each generation needs room for one.");
    private Generations _generations = new([], []);

    /// <summary>The value, or null.</summary>
    public TValue? Find(in TKey key)
    {
        Generations now = Volatile.Read(ref _generations);
        return now.Young.TryGetValue(key, out TValue? value) || now.Old.TryGetValue(key, out value) ? value : null;
    }

    /// <summary>The value, made if there is none, and young again.</summary>
    public TValue Touch<TArgument>(in TKey key, Func<TArgument, TValue> make, TArgument argument)
    {
        Generations now = Volatile.Read(ref _generations);
        if (now.Young.TryGetValue(key, out TValue? value)) return value;
        if (!now.Old.TryGetValue(key, out value)) value = make(argument);

        TValue kept = now.Young.GetOrAdd(key, value);
        if (ReferenceEquals(kept, value) && Interlocked.Increment(ref now.Filled) == _half)
            Volatile.Write(ref _generations, new([], now.Young));
        return kept;
    }

    /// <summary>All that is held, the oldest first.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Entries()
    {
        Generations now = Volatile.Read(ref _generations);
        return now.Old.Where(entry => !now.Young.ContainsKey(entry.Key)).Concat(now.Young);
    }

    private sealed class Generations(ConcurrentDictionary<TKey, TValue> young, ConcurrentDictionary<TKey, TValue> old)
    {
        public int Filled;

        public ConcurrentDictionary<TKey, TValue> Young => young;

        public ConcurrentDictionary<TKey, TValue> Old => old;
    }
}
