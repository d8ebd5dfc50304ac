using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage.Requests;

/// <summary>
/// Finds the requests that a filter means, newest first. The newest few thousand are looked through, which settles what is common; for what
/// is rare the numbers are merged from the lists of its kinds, newest kind first, and of the routes that were called in vain. Every request
/// is judged by the filter itself before it is shown, and one page never costs more than a bounded number of looks.
/// </summary>
internal sealed class RequestSearch : IDisposable
{
    private const int MostScanned = 2000;
    private const int MostExamined = 4000;
    private const int LeastAtOnce = 50;

    private readonly SqliteConnection _connection;
    private readonly RequestFilter _filter;
    private readonly RequestReader _reader;
    private readonly IReadOnlyList<KindEntry> _kinds;
    private readonly HashSet<long> _kindIds;
    private readonly List<string> _routes;
    private readonly SqliteCommand _ofKind;
    private readonly SqliteCommand _onRoute;
    private readonly long _lowest;
    private bool _mayScan;

    public RequestSearch(SqliteConnection connection, KindBook kinds, RequestFilter filter)
    {
        (_connection, _filter) = (connection, filter);
        _reader = new RequestReader(connection, kinds);
        _kinds = filter.IsOpen ? [] : kinds.Where(filter);
        _kindIds = [.. _kinds.Select(kind => kind.Id)];
        _routes = filter.AsksForRoutes ? RoutesCalled() : [];
        _mayScan = _routes.Count == 0;
        _lowest = RequestMarks.FirstFrom(connection, filter.From);
        _ofKind = Rows.Command(
            connection, "SELECT id FROM requests WHERE kind = $kind AND id < $before AND id >= $lowest ORDER BY id DESC LIMIT $most", "$kind", "$before", "$lowest", "$most");
        _onRoute = Rows.Command(
            connection, "SELECT DISTINCT request FROM attempts WHERE route = $route AND request < $before AND request >= $lowest ORDER BY request DESC LIMIT $most",
            "$route", "$before", "$lowest", "$most");
    }

    /// <summary>The page below a number.</summary>
    public RequestPage Page(long before, int most)
    {
        if (_filter.Text is { } id && _reader.Find(id) is { } named)
            return new RequestPage(named.Number < before && _filter.Matches(named) ? [named with { Plan = null, Bodies = null }] : [], null);

        var page = new List<RequestStory>();
        long cursor = Math.Min(before, RequestMarks.LastBefore(_connection, _filter.To) + 1);
        for (int examined = 0; ;)
        {
            int wanted = Math.Max(most - page.Count, LeastAtOnce) + 1;
            IReadOnlyCollection<long> numbers = Below(cursor, wanted);
            foreach (long number in numbers)
            {
                if (page.Count == most) return new RequestPage(page, page[^1].Number);
                if (examined++ == MostExamined) return new RequestPage(page, cursor);
                cursor = number;
                if (_reader.Read(number) is { } story && _filter.Matches(story)) page.Add(story);
            }

            if (numbers.Count < wanted) return new RequestPage(page, null);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _reader.Dispose();
        _ofKind.Dispose();
        _onRoute.Dispose();
    }

    /// <summary>The highest numbers that may be meant, highest first.</summary>
    private IReadOnlyCollection<long> Below(long before, int most)
    {
        if (_filter.IsOpen) return Newest(before, most);

        var found = new Highest(most, _lowest);
        if (_mayScan)
        {
            // What the first look does not settle, further ones settle no sooner.
            _mayScan = false;
            before = Scan(before, found);
            if (found.IsFull) _mayScan = true;
        }

        if (!found.IsFull && before > _lowest) Merge(before, found);
        return found.Numbers;
    }

    private List<long> Newest(long before, int most)
    {
        using SqliteCommand query = Rows.Command(
            _connection, "SELECT id FROM requests WHERE id < $before AND id >= $lowest ORDER BY id DESC LIMIT $most", "$before", "$lowest", "$most");
        var numbers = new List<long>();
        using SqliteDataReader row = Rows.With(query, before, _lowest, (long)most).ExecuteReader();
        while (row.Read()) numbers.Add(row.GetInt64(0));
        return numbers;
    }

    /// <summary>Looks through the next few thousand rows; everything below the number it returns is still to be looked for.</summary>
    private long Scan(long before, Highest found)
    {
        using SqliteCommand query = Rows.Command(
            _connection, "SELECT id, kind FROM requests WHERE id < $before AND id >= $lowest ORDER BY id DESC LIMIT $most", "$before", "$lowest", "$most");
        int scanned = 0;
        using SqliteDataReader row = Rows.With(query, before, _lowest, (long)MostScanned).ExecuteReader();
        while (!found.IsFull && row.Read())
        {
            scanned++;
            before = row.GetInt64(0);
            if (_kindIds.Contains(row.GetInt64(1))) found.Add(before);
        }

        return found.IsFull || scanned == MostScanned ? before : _lowest;
    }

    private void Merge(long before, Highest found)
    {
        foreach (KindEntry kind in _kinds)
        {
            // They come newest first: this one and all that follow hold nothing high enough.
            if (kind.Last < found.Lowest) break;
            Add(Rows.With(_ofKind, kind.Id, before, found.Lowest, (long)found.Room), found);
        }

        foreach (string route in _routes) Add(Rows.With(_onRoute, route, before, found.Lowest, (long)found.Room), found);
    }

    private static void Add(SqliteCommand query, Highest found)
    {
        using SqliteDataReader row = query.ExecuteReader();
        while (row.Read() && found.Add(row.GetInt64(0)))
        {
        }
    }

    /// <summary>Routes that were called among others, or in vain, and that may be meant. Each is found by one step in the index, however often it was called.</summary>
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

    public int Room => room;

    public bool IsFull => _numbers.Count == room;

    /// <summary>A number below this one is not among them.</summary>
    public long Lowest => IsFull ? _numbers.Max : lowest;

    /// <summary>Highest first.</summary>
    public IReadOnlyCollection<long> Numbers => _numbers;

    /// <summary>False for one that is too low, as are all below it.</summary>
    public bool Add(long number)
    {
        if (IsFull && number < _numbers.Max) return false;
        if (_numbers.Add(number) && _numbers.Count > room) _numbers.Remove(_numbers.Max);
        return true;
    }
}
