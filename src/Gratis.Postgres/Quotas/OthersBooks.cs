using System.Collections.Immutable;
using Gratis.Quotas;

namespace Gratis.Postgres.Quotas;

/// <summary>What the other replicas have written, as far as it was read.</summary>
internal sealed class OthersBooks
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ImmutableSortedDictionary<int, PoolRow>> _rows = new(StringComparer.Ordinal);

    /// <summary>The latest instant of the server's that anything was read of.</summary>
    public DateTimeOffset Latest { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>What is known of a pool.</summary>
    public IReadOnlyList<PoolRecord> Of(string key)
    {
        lock (_lock)
            return _rows.TryGetValue(key, out var places) ? [.. places.Values.Select(static row => row.Record)] : [];
    }

    /// <summary>Takes up rows of others; the pools that they say something new of.</summary>
    public IReadOnlyCollection<string> Take(IEnumerable<PoolRow> rows, int own)
    {
        var news = new HashSet<string>(StringComparer.Ordinal);
        lock (_lock)
        {
            foreach (var row in rows)
            {
                if (row.ChangedAt > Latest)
                    Latest = row.ChangedAt;
                if (row.Place == own)
                    continue;
                var places = _rows.GetValueOrDefault(row.Record.Key, ImmutableSortedDictionary<int, PoolRow>.Empty);
                if (places.TryGetValue(row.Place, out var known) && known.ChangedAt >= row.ChangedAt)
                    continue;
                _rows[row.Record.Key] = places.SetItem(row.Place, row);
                news.Add(row.Record.Key);
            }
        }

        return news;
    }

    /// <summary>The pools of what is held at the same time of which somebody has fallen silent: what he held is free.</summary>
    public IReadOnlyCollection<string> Silent(DateTimeOffset now)
    {
        var silent = new List<string>();
        lock (_lock)
        {
            foreach (var (key, places) in _rows)
            {
                var dead = places.Where(row => row.Value.Record.IsOfTheMoment && row.Value.Record.At + SharedBookings.Silence <= now).Select(static row => row.Key).ToList();
                if (dead.Count == 0)
                    continue;
                _rows[key] = places.RemoveRange(dead);
                silent.Add(key);
            }
        }

        return silent;
    }

    /// <summary>This place is one's own now: what was written for it is no other's.</summary>
    public void Forget(int place)
    {
        lock (_lock)
        {
            foreach (var key in _rows.Keys.ToArray())
                _rows[key] = _rows[key].Remove(place);
        }
    }
}
