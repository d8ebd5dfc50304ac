using Gratis.Health.Measures;
using Gratis.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gratis.Postgres.Stores;

/// <summary>
/// What routes' own calls say of them. What changed is a set of measures, each taken when it is written. Every replica goes by what its own
/// calls say; of two that wrote the same measure the later one is what a restart begins with, and both are fair samples of one route.
/// </summary>
internal sealed class PostgresMeasureStore : IMeasureStore, IPostgresWrites
{
    private readonly PostgresLater _later;
    private readonly SharedTable _table;
    private readonly LatestWrites<string, RouteMeasure> _changed = new(MeasureBook.Capacity, StringComparer.Ordinal);

    public PostgresMeasureStore(PostgresLater later, ILogger<PostgresMeasureStore> log)
    {
        _later = later;
        _table = new SharedTable(later.Database, later.Writer, log, "route_measures", LearnedValues.MeasureColumns);
        later.Add(this);
    }

    public async ValueTask<IReadOnlyList<MeasureRecord>> Load(CancellationToken cancellation) => await _table.LoadAsync(LearnedValues.Measure, cancellation);

    public void Changed(RouteMeasure measure)
    {
        if (_changed.Put(measure.Route, measure))
            _later.Wake();
    }

    async Task IPostgresWrites.WriteAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var changed = _changed.Take().Select(each => (Route: Words.Of(each.Key), Record: each.Value.Draft())).DistinctBy(row => row.Route).ToLookup(row => row.Record is null);
        if (changed.Contains(false))
            await SaveAsync(connection, [.. changed[false].Select(row => row.Record! with { Route = row.Route }).OrderBy(record => record.Route, StringComparer.Ordinal)], cancel);
        if (changed.Contains(true))
            await Sql.RunAsync(connection, ForgetSql, [changed[true].Select(row => row.Route).ToArray(), _later.Writer, SharedTable.Remembered], cancel);
    }

    void IPostgresWrites.Written() => _changed.Written();

    void IPostgresWrites.NotWritten() => _changed.NotWritten();

    private Task<int> SaveAsync(NpgsqlConnection connection, MeasureRecord[] records, CancellationToken cancel)
    {
        return Sql.RunAsync(
            connection, SaveSql,
            [
                Column(record => record.Route), Column(record => record.At.UtcTicks), Column(record => record.Served), Column(record => record.Failed),
                Column(record => record.FirstTokenSeconds), Column(record => FirstTokensBlob.Encode(record.FirstTokens)), _later.Writer,
            ],
            cancel);

        T[] Column<T>(Func<MeasureRecord, T> of) => [.. records.Select(of)];
    }

    private const string SaveSql = $"""
        INSERT INTO gratis.route_measures ({LearnedValues.MeasureColumns}, writer)
        SELECT each.*, $7 FROM unnest($1, $2, $3, $4, $5, $6) AS each
        ON CONFLICT (route) DO UPDATE SET
          at = excluded.at, served = excluded.served, failed = excluded.failed, seconds = excluded.seconds,
          first_tokens = excluded.first_tokens, writer = excluded.writer
        """;

    // What has faded away here may be in full use at another replica: what it wrote lately stays, and what it is writing now is not waited for.
    private const string ForgetSql = """
        DELETE FROM gratis.route_measures WHERE route IN (
          SELECT route FROM gratis.route_measures
          WHERE route = ANY ($1) AND (writer = $2 OR changed_at < clock_timestamp() - $3) FOR UPDATE SKIP LOCKED)
        """;
}
