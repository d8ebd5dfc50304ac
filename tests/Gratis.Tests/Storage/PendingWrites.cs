using Gratis.Storage;
using Microsoft.Data.Sqlite;

namespace Gratis.Tests.Storage;

/// <summary>Counts what is asked of it, and can stand for a disk that refuses.</summary>
internal sealed class PendingWrites : IPendingWrites
{
    public int Refuses { get; set; }

    public int Writes { get; private set; }

    public int NotWrittens { get; private set; }

    public List<int> WritesBeforeClosing { get; } = [];

    public Action OnWrite { get; init; } = static () => { };

    public Action OnWritten { get; init; } = static () => { };

    public Action OnNotWritten { get; init; } = static () => { };

    public void Write(SqliteConnection connection)
    {
        Writes++;
        OnWrite();
        if (Refuses-- > 0) throw new SqliteException("disk full", 13);
    }

    public void Closing() => WritesBeforeClosing.Add(Writes);

    public void Written() => OnWritten();

    public void NotWritten()
    {
        NotWrittens++;
        OnNotWritten();
    }
}
