namespace Gratis.Storage;

/// <summary>
/// What waits to be written: the latest of each key. Two maps that change places, so that putting never waits for the disk.
/// While a disk refuses for long enough to fill it, new keys are left out; by then the log has long told that nothing is saved.
/// </summary>
internal sealed class LatestWrites<TKey, TValue>(int capacity, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private Dictionary<TKey, TValue> _waiting = new(comparer);
    private Dictionary<TKey, TValue> _taken = new(comparer);

    /// <summary>Puts a value in place of the one that waits under its key; true where none did, so that somebody must be woken.</summary>
    public bool Put(TKey key, TValue value)
    {
        lock (_gate)
        {
            int before = _waiting.Count;
            if (before >= capacity && !_waiting.ContainsKey(key)) return false;
            _waiting[key] = value;
            return _waiting.Count > before;
        }
    }

    /// <summary>Takes everything that waits, to be followed by one of the next two.</summary>
    public IReadOnlyDictionary<TKey, TValue> Take()
    {
        lock (_gate)
        {
            (_waiting, _taken) = (_taken, _waiting);
            return _taken;
        }
    }

    /// <summary>What was taken is safe.</summary>
    public void Written() => _taken.Clear();

    /// <summary>What was taken waits again, but for what something newer has come for.</summary>
    public void NotWritten()
    {
        lock (_gate)
        {
            foreach (KeyValuePair<TKey, TValue> each in _taken)
            {
                if (_waiting.Count < capacity) _waiting.TryAdd(each.Key, each.Value);
            }
        }

        _taken.Clear();
    }
}
