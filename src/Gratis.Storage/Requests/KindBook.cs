using System.Diagnostics.CodeAnalysis;
using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage.Requests;

/// <summary>All kinds of requests that are kept, in memory: how many there are of each and where the newest stands. One writes; many read.</summary>
internal sealed class KindBook
{
    /// <summary>With so many, new ones are kept without their model; their rows have it.</summary>
    public const int Most = 50_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<RequestKind, KindEntry> _byKind = [];
    private readonly Dictionary<long, KindEntry> _byId = [];
    private readonly HashSet<KindEntry> _changed = [];
    private long _lastId;

    /// <summary>The kinds of a file.</summary>
    public static KindBook Load(SqliteConnection connection)
    {
        var book = new KindBook();
        using SqliteCommand query = connection.CreateCommand();
        query.CommandText = "SELECT id, operation, stream, model, client, route, account, outcome, status, rows, last FROM kinds";
        using SqliteDataReader row = query.ExecuteReader();
        while (row.Read())
        {
            var kind = new RequestKind(
                row.GetString(1), row.GetInt64(2) != 0, Rows.Text(row, 3), Rows.Text(row, 4), Rows.Text(row, 5), Rows.Text(row, 6), row.GetString(7), (int?)Rows.Number(row, 8));
            book.Add(new KindEntry(row.GetInt64(0), kind) { Rows = row.GetInt64(9), Last = row.GetInt64(10) });
        }

        return book;
    }

    /// <summary>The kind of one more request.</summary>
    public KindEntry Note(RequestStory story)
    {
        lock (_gate)
        {
            RequestKind kind = RequestKind.Of(story);
            if (!_byKind.TryGetValue(kind, out KindEntry? entry))
            {
                if (_byKind.Count >= Most && kind.Model is not null) kind = kind with { Model = null };
                if (!_byKind.TryGetValue(kind, out entry)) Add(entry = new KindEntry(_lastId + 1, kind));
            }

            entry.Rows++;
            entry.Last = Math.Max(entry.Last, story.Number);
            _changed.Add(entry);
            return entry;
        }
    }

    /// <summary>So many of a kind are gone.</summary>
    public void Forget(long id, long rows)
    {
        lock (_gate)
        {
            if (!_byId.TryGetValue(id, out KindEntry? entry)) return;
            entry.Rows -= rows;
            _changed.Add(entry);
        }
    }

    /// <summary>Writes what has changed; kinds of which nothing is kept go.</summary>
    public void Save(SqliteConnection connection)
    {
        lock (_gate)
        {
            using var commands = new KindCommands(connection);
            foreach (KindEntry entry in _changed)
            {
                if (entry.Rows > 0)
                {
                    commands.Save(entry);
                    continue;
                }

                commands.Remove(entry);
                _byId.Remove(entry.Id);
                _byKind.Remove(entry.Kind);
            }

            _changed.Clear();
        }
    }

    public bool TryGet(long id, [NotNullWhen(true)] out KindEntry? kind)
    {
        lock (_gate) return _byId.TryGetValue(id, out kind);
    }

    /// <summary>The kinds that something holds for.</summary>
    public List<KindEntry> Where(Func<KindEntry, bool> holds)
    {
        lock (_gate) return [.. _byId.Values.Where(holds)];
    }

    private void Add(KindEntry entry)
    {
        _byKind[entry.Kind] = entry;
        _byId[entry.Id] = entry;
        _lastId = Math.Max(_lastId, entry.Id);
    }
}

/// <summary>One kind and how it stands with it.</summary>
internal sealed class KindEntry(long id, RequestKind kind)
{
    public long Id { get; } = id;

    public RequestKind Kind { get; } = kind;

    /// <summary>A request that is nothing but of this kind.</summary>
    public RequestStory Shape { get; } = kind.ToShape();

    /// <summary>How many are kept.</summary>
    public long Rows { get; set; }

    /// <summary>The newest of them.</summary>
    public long Last { get; set; }
}

/// <summary>Writes kinds, within one transaction.</summary>
internal sealed class KindCommands : IDisposable
{
    private readonly SqliteCommand _save;
    private readonly SqliteCommand _remove;

    public KindCommands(SqliteConnection connection)
    {
        _save = Rows.Command(connection, """
            INSERT INTO kinds (id, operation, stream, model, client, route, account, outcome, status, rows, last)
            VALUES ($id, $operation, $stream, $model, $client, $route, $account, $outcome, $status, $rows, $last)
            ON CONFLICT (id) DO UPDATE SET rows = excluded.rows, last = excluded.last
            """, "$id", "$operation", "$stream", "$model", "$client", "$route", "$account", "$outcome", "$status", "$rows", "$last");
        _remove = Rows.Command(connection, "DELETE FROM kinds WHERE id = $id", "$id");
    }

    public void Save(KindEntry entry)
    {
        RequestKind kind = entry.Kind;
        Rows.Run(
            _save, entry.Id, kind.Operation, kind.IsStream ? 1L : 0L, kind.Model, kind.Client, kind.Route, kind.Account, kind.Outcome, (long?)kind.Status,
            entry.Rows, entry.Last);
    }

    public void Remove(KindEntry entry) => Rows.Run(_remove, entry.Id);

    /// <inheritdoc />
    public void Dispose()
    {
        _save.Dispose();
        _remove.Dispose();
    }
}
