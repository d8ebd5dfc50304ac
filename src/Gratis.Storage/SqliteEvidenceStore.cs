using Gratis.Catalog.Claims;
using Gratis.Catalog.Learned;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Gratis.Storage;

/// <summary>What was found out about routes.</summary>
internal sealed class SqliteEvidenceStore : IEvidenceStore, IPendingWrites
{
    /// <summary>The most facts that wait for a disk that refuses.</summary>
    public const int MostWaiting = 100_000;

    private const string Table = "learned_facts";

    private readonly SqliteDatabase _database;
    private readonly ILogger<SqliteEvidenceStore> _log;

    // A fact of null is one to be forgotten.
    private readonly LatestWrites<(string Route, string Topic), LearnedFact?> _changed = new(MostWaiting);

    public SqliteEvidenceStore(SqliteDatabase database, ILogger<SqliteEvidenceStore> log)
    {
        _database = database;
        _log = log;
        database.Later.Add(this);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<LearnedFact>> Load(CancellationToken cancellation) =>
        new(LearnedRows.Read(_database, _log, Table, LearnedValues.FactColumns, LearnedValues.Fact));

    /// <inheritdoc />
    public void Keep(LearnedFact fact)
    {
        if (_changed.Put((fact.Route, fact.Topic), fact)) _database.Later.Wake();
    }

    /// <inheritdoc />
    public void Forget(string route, string topic)
    {
        if (_changed.Put((route, topic), null)) _database.Later.Wake();
    }

    /// <inheritdoc />
    void IPendingWrites.Write(SqliteConnection connection)
    {
        IReadOnlyDictionary<(string Route, string Topic), LearnedFact?> changed = _changed.Take();
        if (changed.Count == 0) return;
        using SqliteCommand save = SaveCommand(connection);
        using SqliteCommand forget = ForgetCommand(connection);
        foreach (var ((route, topic), fact) in changed)
        {
            SqliteCommand command = fact is null ? forget : save;
            command.Parameters["$route"].Value = route;
            command.Parameters["$topic"].Value = topic;
            if (fact is not null) Set(save.Parameters, fact);
            command.ExecuteNonQuery();
        }
    }

    /// <inheritdoc />
    void IPendingWrites.Written() => _changed.Written();

    /// <inheritdoc />
    void IPendingWrites.NotWritten() => _changed.NotWritten();

    private static void Set(SqliteParameterCollection values, LearnedFact fact)
    {
        Evidence evidence = fact.Evidence;
        values["$value"].Value = fact.Value;
        values["$source"].Value = evidence.Source.ToString();
        values["$origin"].Value = evidence.From;
        values["$at"].Value = evidence.At is { } at ? at.UtcTicks : DBNull.Value;
        values["$confidence"].Value = LearnedValues.Confidence(evidence);
        values["$detail"].Value = (object?)evidence.Detail ?? DBNull.Value;
    }

    private static SqliteCommand SaveCommand(SqliteConnection connection)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO learned_facts (route, topic, value, source, origin, at, confidence, detail)
            VALUES ($route, $topic, $value, $source, $origin, $at, $confidence, $detail)
            ON CONFLICT (route, topic) DO UPDATE SET
              value = excluded.value, source = excluded.source, origin = excluded.origin, at = excluded.at,
              confidence = excluded.confidence, detail = excluded.detail
            """;
        foreach (string name in (ReadOnlySpan<string>)["$route", "$topic", "$value", "$source", "$origin", "$detail"])
            command.Parameters.Add(name, SqliteType.Text);
        command.Parameters.Add("$at", SqliteType.Integer);
        command.Parameters.Add("$confidence", SqliteType.Real);
        return command;
    }

    private static SqliteCommand ForgetCommand(SqliteConnection connection)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = "DELETE FROM learned_facts WHERE route = $route AND topic = $topic";
        command.Parameters.Add("$route", SqliteType.Text);
        command.Parameters.Add("$topic", SqliteType.Text);
        return command;
    }
}
