using Gratis.Hosting.Composition;
using Gratis.Hosting.Options;
using Microsoft.Extensions.Logging;

namespace Gratis.Storage;

/// <summary>Lets an embedded engine remember in a SQLite file.</summary>
public static class GratisSqlite
{
    /// <summary>
    /// Keeps spent quotas, cooldowns and what was learned in a file, so that a restart forgets nothing. The file is created where it is
    /// missing, readable by its owner alone; one engine at a time may use it.
    /// </summary>
    /// <param name="options">The engine's options.</param>
    /// <param name="path">The file; what it lies in is created as well.</param>
    public static GratisOptions UseSqlite(this GratisOptions options, string path)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options.Edges.Storage = new SqliteStorage(Path.GetFullPath(path));
        return options;
    }

    private sealed class SqliteStorage(string path) : GratisStorage
    {
        internal override ValueTask<OpenStores> OpenAsync(TimeProvider time, ILoggerFactory logs, CancellationToken cancel)
        {
            var place = new SqliteOptions(Path.GetDirectoryName(path)!) { FileName = Path.GetFileName(path) };
            var database = SqliteDatabase.Open(place, time, logs.CreateLogger<SqliteDatabase>());
            return new(new OpenStores(new SqliteStores(database, logs).Engine, database));
        }
    }
}
