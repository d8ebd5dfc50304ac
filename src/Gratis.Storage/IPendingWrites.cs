using Microsoft.Data.Sqlite;

namespace Gratis.Storage;

/// <summary>Something that gathers writes and hands them over in one go. Called by one thread at a time.</summary>
internal interface IPendingWrites
{
    /// <summary>Puts everything that waits into the open transaction, and remembers it until one of the next two is called.</summary>
    void Write(SqliteConnection connection);

    /// <summary>It is committed.</summary>
    void Written();

    /// <summary>It is not: it waits again, unless something newer took its place.</summary>
    void NotWritten();

    /// <summary>The process ends in order: nothing changes any more, and the next write is the last.</summary>
    void Closing()
    {
    }
}
