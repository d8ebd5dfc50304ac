using Gratis.Quotas;
using Gratis.Storage;
using Gratis.Stores;
using Npgsql;
using NpgsqlTypes;

namespace Gratis.Postgres.Quotas;

/// <summary>The burn-down curves of pools. Every replica draws what it knows of the whole, so that a pool has one curve.</summary>
internal sealed class PostgresQuotaHistory(PostgresDatabase database) : IQuotaHistory
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(35);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromHours(1);

    private readonly Dictionary<string, BurnDown> _drawn = new(StringComparer.Ordinal);
    private DateTimeOffset _nextPrune;

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<QuotaSample>> ReadHistory(string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        await database.ReadAsync<IReadOnlyList<QuotaSample>>(
            async (connection, stop) =>
            {
                await using var query = new NpgsqlCommand(
                    "SELECT at, used, believed, window_start FROM gratis.quota_history WHERE key = $1 AND at >= $2 AND at < $3 ORDER BY at DESC LIMIT $4", connection)
                {
                    Parameters = { new() { Value = key }, new() { Value = from.UtcTicks }, new() { Value = to.UtcTicks }, new() { Value = SqliteQuotaStore.MostSamples } },
                };
                await using var rows = await query.ExecuteReaderAsync(stop);
                var samples = new List<QuotaSample>();
                while (await rows.ReadAsync(stop))
                {
                    samples.Add(new QuotaSample(
                        new DateTimeOffset(rows.GetInt64(0), TimeSpan.Zero), rows.GetInt64(1), rows.IsDBNull(2) ? null : rows.GetInt64(2),
                        rows.IsDBNull(3) ? null : new DateTimeOffset(rows.GetInt64(3), TimeSpan.Zero)));
                }

                samples.Reverse();
                return samples;
            },
            cancellation);

    /// <summary>Adds to the curves what these books show. Called by one at a time, within a transaction.</summary>
    public async Task DrawAsync(NpgsqlConnection connection, IReadOnlyList<PoolRecord> records, CancellationToken cancel)
    {
        var samples = new List<(string Key, QuotaSample Sample)>();
        foreach (var record in records)
        {
            if (!record.Period.IsLong)
                continue;
            var step = BurnDown.Next(_drawn.GetValueOrDefault(record.Key), new QuotaSample(record.At, record.Used, record.Limit, record.WindowStart), record.Period.Length);
            _drawn[record.Key] = step.After;
            if (step.Ending is { } ending)
                samples.Add((record.Key, ending));
            if (step.Draws)
                samples.Add((record.Key, step.After.Last));
        }

        if (samples.Count > 0)
            await AddAsync(connection, samples, cancel);
        if (database.Clock.GetUtcNow() is var now && now >= _nextPrune)
        {
            await PruneAsync(connection, now, cancel);
            _nextPrune = now + PruneEvery;
        }
    }

    private static async Task AddAsync(NpgsqlConnection connection, List<(string Key, QuotaSample Sample)> samples, CancellationToken cancel)
    {
        await using var add = new NpgsqlCommand(
            """
            INSERT INTO gratis.quota_history (key, at, used, believed, window_start) SELECT * FROM unnest($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
            """, connection)
        {
            Parameters =
            {
                new() { Value = samples.Select(static one => one.Key).ToArray() },
                new() { Value = samples.Select(static one => one.Sample.At.UtcTicks).ToArray() },
                new() { Value = samples.Select(static one => one.Sample.Used).ToArray() },
                new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = samples.Select(static one => one.Sample.Limit).ToArray() },
                new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = samples.Select(static one => one.Sample.WindowStart?.UtcTicks).ToArray() },
            },
        };
        await add.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Removes samples that are too old, and the books of pools that nobody has touched for longer than any window runs.</summary>
    private static async Task PruneAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancel)
    {
        await using var prune = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("DELETE FROM gratis.quota_history WHERE at < $1") { Parameters = { new() { Value = (now - Kept).UtcTicks } } },
                new NpgsqlBatchCommand("DELETE FROM gratis.quota_books WHERE at < $1 AND period <> 'Lifetime'") { Parameters = { new() { Value = (now - (2 * Kept)).UtcTicks } } },
            },
        };
        await prune.ExecuteNonQueryAsync(cancel);
    }
}
