using Gratis.Catalog.Learned;
using Gratis.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gratis.Postgres.Stores;

/// <summary>What any replica found out about routes.</summary>
internal sealed class PostgresEvidenceStore : IEvidenceStore, IPostgresWrites
{
    private readonly PostgresLater _later;
    private readonly SharedTable _table;

    // A fact of null is one to be forgotten.
    private readonly LatestWrites<(string Route, string Topic), LearnedFact?> _changed = new(SqliteEvidenceStore.MostWaiting);

    public PostgresEvidenceStore(PostgresLater later, ILogger<PostgresEvidenceStore> log)
    {
        _later = later;
        _table = new SharedTable(later.Database, later.Writer, log, "learned_facts", LearnedValues.FactColumns);
        later.Add(this);
    }

    public async ValueTask<IReadOnlyList<LearnedFact>> Load(CancellationToken cancellation) => await _table.LoadAsync(LearnedValues.Fact, cancellation);

    /// <summary>What other replicas found out or forgot since this or <see cref="Load"/> was last asked, oldest first.</summary>
    public Task<IReadOnlyList<EvidenceNews>> ReadOthersAsync(CancellationToken cancel) => _table.ReadOthersAsync(
        static (row, isForgotten) => isForgotten ? new EvidenceNews(row.GetString(0), row.GetString(1), null)
            : LearnedValues.Fact(row) is { } fact ? new EvidenceNews(fact.Route, fact.Topic, fact) : null,
        cancel);

    public void Keep(LearnedFact fact)
    {
        if (_changed.Put((fact.Route, fact.Topic), fact))
            _later.Wake();
    }

    public void Forget(string route, string topic)
    {
        if (_changed.Put((route, topic), null))
            _later.Wake();
    }

    async Task IPostgresWrites.WriteAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var rows = _changed.Take().Select(each => (Route: Words.Of(each.Key.Route), Topic: Words.Of(each.Key.Topic), Fact: each.Value))
            .DistinctBy(row => (row.Route, row.Topic)).OrderBy(row => row.Route, StringComparer.Ordinal).ThenBy(row => row.Topic, StringComparer.Ordinal).ToList();
        if (rows.Count == 0)
            return;
        object[] values =
        [
            Column(row => row.Route), Column(row => row.Topic), Column(row => Words.OrNull(row.Fact?.Value)), Column(row => row.Fact?.Evidence.Source.ToString()),
            Column(row => Words.OrNull(row.Fact?.Evidence.From)), Column(row => row.Fact?.Evidence.At?.UtcTicks),
            Column(row => row.Fact is { } fact ? LearnedValues.Confidence(fact.Evidence) : (double?)null), Column(row => Words.OrNull(row.Fact?.Evidence.Detail)), _later.Writer,
        ];
        await Sql.RunAsync(connection, SaveSql, values, cancel);

        T[] Column<T>(Func<(string Route, string Topic, LearnedFact? Fact), T> of) => [.. rows.Select(of)];
    }

    void IPostgresWrites.Written() => _changed.Written();

    void IPostgresWrites.NotWritten() => _changed.NotWritten();

    Task IPostgresWrites.TidyAsync(NpgsqlConnection connection, CancellationToken cancel) => _table.TidyAsync(connection, "value", cancel);

    // Of two replicas that speak of the same thing the newer word is believed: one that could not write for an hour takes nothing back.
    private const string SaveSql = $"""
        INSERT INTO gratis.learned_facts AS known ({LearnedValues.FactColumns}, writer)
        SELECT each.*, $9 FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS each
        ON CONFLICT (route, topic) DO UPDATE SET
          value = excluded.value, source = excluded.source, origin = excluded.origin, at = excluded.at,
          confidence = excluded.confidence, detail = excluded.detail, writer = excluded.writer
        WHERE (known.value IS NOT NULL OR excluded.value IS NOT NULL)
          AND (known.writer = excluded.writer OR known.at IS NULL OR excluded.at IS NULL OR excluded.at >= known.at)
        """;
}

/// <summary>What another replica found out.</summary>
/// <param name="Route">About which route.</param>
/// <param name="Topic">Under which topic.</param>
/// <param name="Fact">What; null: nothing is known of it any more.</param>
internal sealed record EvidenceNews(string Route, string Topic, LearnedFact? Fact);
