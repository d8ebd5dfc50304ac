using Gratis.Storage;
using Gratis.Storage.Requests;
using Gratis.Stores;
using Gratis.Tests.Time;
using Microsoft.Data.Sqlite;

namespace Gratis.Tests.Storage.Requests;

/// <summary>A request log in a folder of its own, in virtual time, and somebody whose requests have ended.</summary>
internal sealed class LogWorld : IDisposable
{
    private RequestLogOptions _options = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("gratis-log-").FullName;

    public string File => Path.Combine(Folder, RequestLogFile.Name);

    public VirtualTime Time { get; } = new();

    public RecordingLog<SqliteRequestLog> Log { get; } = new();

    /// <summary>The requests that have ended and are not written.</summary>
    public EndedRequests Ended { get; private set; } = new();

    public SqliteRequestLog Open(RequestLogOptions? options = null)
    {
        _options = options ?? _options;
        Ended = new EndedRequests();
        var log = new SqliteRequestLog(new SqliteOptions(Folder) { BusyTimeout = TimeSpan.FromMilliseconds(1) }, _options, Time, Log);
        log.Follow(Ended);
        return log;
    }

    /// <summary>A connection of some other program.</summary>
    public SqliteConnection Stranger()
    {
        SqliteNative.Use();
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }

    public long Ask(string query)
    {
        using SqliteConnection connection = Stranger();
        return Convert.ToInt64(TemporaryDatabase.Ask(connection, query), System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
