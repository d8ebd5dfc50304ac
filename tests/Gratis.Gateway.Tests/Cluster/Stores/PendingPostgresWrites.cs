using Gratis.Postgres.Stores;
using Npgsql;

namespace Gratis.Gateway.Tests.Cluster.Stores;

/// <summary>Counts what is asked of it, and can stand for a server that refuses.</summary>
internal sealed class PendingPostgresWrites : IPostgresWrites
{
    public int Refuses { get; set; }

    public int Writes { get; private set; }

    public int NotWrittens { get; private set; }

    public List<int> WritesBeforeClosing { get; } = [];

    public Func<Task> OnWrite { get; init; } = static () => Task.CompletedTask;

    public Action OnWritten { get; init; } = static () => { };

    public Action OnNotWritten { get; init; } = static () => { };

    public async Task WriteAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        Writes++;
        await OnWrite();
        if (Refuses-- > 0)
            throw new NpgsqlException("gone away");
    }

    public void Closing() => WritesBeforeClosing.Add(Writes);

    public void Written() => OnWritten();

    public void NotWritten()
    {
        NotWrittens++;
        OnNotWritten();
    }
}
