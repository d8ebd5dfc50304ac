using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage.Requests;

/// <summary>
/// The lists that requests stand in by what they are: one for each kind, and one for each route that was called among others or in vain. The
/// highest numbers of those that a filter means are merged from them.
/// </summary>
internal sealed class RequestLists : IDisposable
{
    // Entries that may be passed over in lists of which not every entry is meant.
    private const int MostPassed = 8000;
    private const int LeastPassed = 100;

    private readonly SqliteConnection _connection;
    private readonly MeantKinds _kinds;
    private readonly RequestFilter _filter;
    private readonly List<string> _routes;
    private readonly SqliteCommand _ofKind;
    private readonly SqliteCommand _nameless;
    private readonly SqliteCommand _onRoute;

    public RequestLists(SqliteConnection connection, MeantKinds kinds, RequestFilter filter)
    {
        (_connection, _kinds, _filter) = (connection, kinds, filter);
        _routes = filter.AsksForRoutes ? RoutesCalled() : [];
        _ofKind = List("SELECT id FROM requests WHERE kind = $key AND id < $before AND id >= $lowest ORDER BY id DESC");
        _nameless = List("SELECT id, model FROM requests WHERE kind = $key AND id < $before AND id >= $lowest ORDER BY id DESC");
        _onRoute = List("""
            SELECT request, kind FROM attempts JOIN requests ON requests.id = request
            WHERE route = $key AND request < $before AND request >= $lowest ORDER BY request DESC
            """);
    }

    /// <summary>Adds the highest numbers below one.</summary>
    public void Merge(long before, Highest found)
    {
        foreach (KindEntry kind in _kinds.Listed)
        {
            // They come newest first: this one and all that follow hold nothing high enough.
            if (kind.Last < found.Lowest) break;
            Add(Rows.With(_ofKind, kind.Id, before, found.Lowest), found, static _ => true, int.MaxValue);
        }

        int most = Math.Max(LeastPassed, MostPassed / Math.Max(1, _kinds.Nameless.Count + _routes.Count));
        foreach (KindEntry kind in _kinds.Nameless)
            Add(Rows.With(_nameless, kind.Id, before, found.Lowest), found, row => _filter.MayMeanName(row.GetString(1)), most);
        foreach (string route in _routes)
            Add(Rows.With(_onRoute, route, before, found.Lowest), found, row => _kinds.MayMean(row.GetInt64(1)), most);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _ofKind.Dispose();
        _nameless.Dispose();
        _onRoute.Dispose();
    }

    private static void Add(SqliteCommand list, Highest found, Func<SqliteDataReader, bool> isMeant, int most)
    {
        using SqliteDataReader row = list.ExecuteReader();
        for (int passed = 0; row.Read();)
        {
            long number = row.GetInt64(0);
            if (isMeant(row))
            {
                if (!found.Add(number)) return;
            }
            else if (++passed == most)
            {
                found.Cut(number);
                return;
            }
        }
    }

    private SqliteCommand List(string query) => Rows.Command(_connection, query, "$key", "$before", "$lowest");

    /// <summary>Routes that were called among others, or in vain, and that are asked for. Each is found by one step in the index, however often it was called.</summary>
    private List<string> RoutesCalled()
    {
        using SqliteCommand query = Rows.Command(_connection, """
            WITH RECURSIVE called (route) AS (
              SELECT min(route) FROM attempts
              UNION ALL SELECT (SELECT min(route) FROM attempts WHERE route > called.route) FROM called WHERE called.route IS NOT NULL)
            SELECT route FROM called WHERE route IS NOT NULL
            """);
        var routes = new List<string>();
        using SqliteDataReader row = query.ExecuteReader();
        while (row.Read())
        {
            if (_filter.AsksFor(row.GetString(0))) routes.Add(row.GetString(0));
        }

        return routes;
    }
}

/// <summary>The highest of many numbers.</summary>
/// <param name="room">How many of them.</param>
/// <param name="lowest">None below this one.</param>
internal sealed class Highest(int room, long lowest)
{
    private readonly SortedSet<long> _numbers = new(Comparer<long>.Create(static (a, b) => b.CompareTo(a)));
    private readonly long _end = lowest;
    private long _lowest = lowest;

    public int Room => room;

    public bool IsFull => _numbers.Count == room;

    /// <summary>Somebody has not looked further than <see cref="Lowest"/>.</summary>
    public bool IsCut => _lowest > _end;

    /// <summary>A number below this one is not among them.</summary>
    public long Lowest => IsFull ? _numbers.Max : _lowest;

    /// <summary>Highest first.</summary>
    public IReadOnlyCollection<long> Numbers => _numbers;

    /// <summary>False for one that is too low, as are all below it.</summary>
    public bool Add(long number)
    {
        if (number < Lowest) return false;
        if (_numbers.Add(number) && _numbers.Count > room) _numbers.Remove(_numbers.Max);
        return true;
    }

    /// <summary>Nobody knows what is below a number.</summary>
    public void Cut(long number)
    {
        _lowest = Math.Max(_lowest, number);
        _numbers.RemoveWhere(low => low < _lowest);
    }
}
