using Gratis.Health.Measures;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Gratis.Storage;

/// <summary>What routes' own calls say of them. What changed is a set of measures, each taken when it is written.</summary>
internal sealed class SqliteMeasureStore : IMeasureStore, IPendingWrites
{
    private readonly SqliteDatabase _database;
    private readonly ILogger<SqliteMeasureStore> _log;
    private readonly LatestWrites<string, RouteMeasure> _changed = new(MeasureBook.Capacity, StringComparer.Ordinal);

    public SqliteMeasureStore(SqliteDatabase database, ILogger<SqliteMeasureStore> log)
    {
        _database = database;
        _log = log;
        database.Later.Add(this);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MeasureRecord>> Load(CancellationToken cancellation) =>
        new(LearnedRows.Read(_database, _log, "route_measures", LearnedValues.MeasureColumns, LearnedValues.Measure));

    /// <inheritdoc />
    public void Changed(RouteMeasure measure)
    {
        if (_changed.Put(measure.Route, measure)) _database.Later.Wake();
    }

    /// <inheritdoc />
    void IPendingWrites.Write(SqliteConnection connection)
    {
        IReadOnlyDictionary<string, RouteMeasure> changed = _changed.Take();
        if (changed.Count == 0) return;
        using SqliteCommand save = SaveCommand(connection);
        using SqliteCommand forget = connection.CreateCommand();
        forget.CommandText = "DELETE FROM route_measures WHERE route = $route";
        forget.Parameters.Add("$route", SqliteType.Text);
        foreach (var (route, measure) in changed)
        {
            MeasureRecord? record = measure.Draft();
            SqliteCommand command = record is null ? forget : save;
            command.Parameters["$route"].Value = route;
            if (record is not null) Set(save.Parameters, record);
            command.ExecuteNonQuery();
        }
    }

    /// <inheritdoc />
    void IPendingWrites.Written() => _changed.Written();

    /// <inheritdoc />
    void IPendingWrites.NotWritten() => _changed.NotWritten();

    private static void Set(SqliteParameterCollection values, MeasureRecord record)
    {
        values["$at"].Value = record.At.UtcTicks;
        values["$served"].Value = record.Served;
        values["$failed"].Value = record.Failed;
        values["$seconds"].Value = record.FirstTokenSeconds;
        values["$tokens"].Value = FirstTokensBlob.Encode(record.FirstTokens);
    }

    private static SqliteCommand SaveCommand(SqliteConnection connection)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO route_measures (route, at, served, failed, seconds, first_tokens)
            VALUES ($route, $at, $served, $failed, $seconds, $tokens)
            ON CONFLICT (route) DO UPDATE SET
              at = excluded.at, served = excluded.served, failed = excluded.failed, seconds = excluded.seconds,
              first_tokens = excluded.first_tokens
            """;
        command.Parameters.Add("$route", SqliteType.Text);
        command.Parameters.Add("$at", SqliteType.Integer);
        foreach (string name in (ReadOnlySpan<string>)["$served", "$failed", "$seconds"]) command.Parameters.Add(name, SqliteType.Real);
        command.Parameters.Add("$tokens", SqliteType.Blob);
        return command;
    }
}
