using Npgsql;

namespace Gratis.Postgres.Stores;

/// <summary>Something that gathers writes and hands them over in one go. Called by one at a time.</summary>
internal interface IPostgresWrites
{
    /// <summary>Puts everything that waits into the open transaction, in the order of its keys, and remembers it until one of the next two is called.</summary>
    Task WriteAsync(NpgsqlConnection connection, CancellationToken cancel);

    /// <summary>It is committed.</summary>
    void Written();

    /// <summary>It is not, or nobody knows: it waits again, unless something newer took its place.</summary>
    void NotWritten();

    /// <summary>The process ends in order: nothing changes any more, and the next write is the last.</summary>
    void Closing()
    {
    }

    /// <summary>Removes what nobody needs any more, now and then and in a transaction of its own. Waits for no row that somebody else holds.</summary>
    Task TidyAsync(NpgsqlConnection connection, CancellationToken cancel) => Task.CompletedTask;
}
