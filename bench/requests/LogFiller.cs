using System.Diagnostics;
using Gratis.Storage;
using Gratis.Storage.Requests;
using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.RequestLogBench;

/// <summary>Fills a log through the gateway's own writer, in large batches and without waiting for the disk.</summary>
internal static class LogFiller
{
    private const int Batch = 100_000;

    /// <summary>Fills the log of a folder, unless it is full already.</summary>
    public static void Fill(string folder, long rows, int seed, TimeProvider clock)
    {
        using var file = new RequestLogFile(new SqliteOptions(folder), clock);
        var (connection, _) = file.Open();
        if (Rows.Ask(connection, "SELECT max(id) FROM requests") is { } there)
        {
            Console.Error.WriteLine($"{file.Path} holds requests up to {there:N0}");
            return;
        }

        Rows.Run(connection, "PRAGMA synchronous = OFF");
        Rows.Run(connection, "PRAGMA cache_size = -400000");
        var kinds = KindBook.Load(connection);
        var began = Stopwatch.StartNew();
        foreach (var batch in new PlausibleRequests(rows, seed, clock.GetUtcNow()).All().Chunk(Batch))
        {
            Write(connection, kinds, batch);
            Console.Error.Write($"\r{batch[^1].Number:N0} of {rows:N0}, {batch[^1].Number / began.Elapsed.TotalSeconds:N0} a second ");
        }

        Console.Error.WriteLine();
    }

    private static void Write(SqliteConnection connection, KindBook kinds, IReadOnlyList<RequestStory> batch)
    {
        using var transaction = connection.BeginTransaction();
        using (var writer = new RequestWriter(connection, kinds))
            writer.Write(batch);
        transaction.Commit();
    }
}
