using Gratis.Quotas;
using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage;

/// <summary>Draws pools' burn-down curves into their table, within one transaction.</summary>
internal sealed class QuotaHistoryWriter : IDisposable
{
    /// <summary>How long a sample is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(35);

    /// <summary>The most that one transaction removes.</summary>
    public const int Batch = 500;

    private readonly SqliteCommand _add;
    private readonly SqliteCommand _lastLevel;
    private readonly SqliteCommand _lastSample;
    private readonly SqliteCommand _prune;

    public QuotaHistoryWriter(SqliteConnection connection)
    {
        _add = Command(connection, """
            INSERT INTO quota_history (key, at, used, believed, window_start) VALUES ($key, $at, $used, $believed, $start)
            ON CONFLICT (key, at) DO UPDATE SET used = excluded.used, believed = excluded.believed, window_start = excluded.window_start
            """, "$at", "$used", "$believed", "$start");
        _lastLevel = Command(connection, "SELECT at, used, believed, window_start FROM quota_pools WHERE key = $key");
        _lastSample = Command(connection, """
            SELECT used, (SELECT count(*) FROM quota_history WHERE key = $key AND at >= $start)
            FROM quota_history WHERE key = $key ORDER BY at DESC LIMIT 1
            """, "$start");
        _prune = Command(connection, """
            DELETE FROM quota_history WHERE (key, at) IN (SELECT key, at FROM quota_history WHERE at < $before ORDER BY at LIMIT $batch)
            """, "$before", "$batch");
    }

    /// <summary>Adds to a pool's curve what these books show; says how far it is drawn then. Called before they are saved.</summary>
    public BurnDown Draw(BurnDown? before, PoolRecord record)
    {
        TimeSpan window = record.Period.Length;
        BurnDown.Step step = BurnDown.Next(before ?? Recall(record.Key, window), LevelOf(record), window);
        if (step.Ending is { } ending) Add(record.Key, ending);
        if (step.Draws) Add(record.Key, step.After.Last);
        return step.After;
    }

    /// <summary>Removes some of what is too old; false where more of it may be left.</summary>
    public bool Prune(DateTimeOffset now)
    {
        _prune.Parameters["$before"].Value = (now - Kept).UtcTicks;
        _prune.Parameters["$batch"].Value = Batch;
        return _prune.ExecuteNonQuery() < Batch;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _add.Dispose();
        _lastLevel.Dispose();
        _lastSample.Dispose();
        _prune.Dispose();
    }

    private static QuotaSample LevelOf(PoolRecord record) => new(record.At, record.Used, record.Limit, record.WindowStart);

    /// <summary>How far the process before this one drew.</summary>
    private BurnDown? Recall(string key, TimeSpan window)
    {
        QuotaSample last;
        _lastLevel.Parameters["$key"].Value = key;
        using (SqliteDataReader level = _lastLevel.ExecuteReader())
        {
            if (!level.Read() || QuotaRow.ReadSample(level) is not { } known) return null;
            last = known;
        }

        _lastSample.Parameters["$key"].Value = key;
        _lastSample.Parameters["$start"].Value = BurnDown.WindowOf(last, window).UtcTicks;
        using SqliteDataReader sample = _lastSample.ExecuteReader();
        return sample.Read() ? new BurnDown(last, sample.GetInt64(0), sample.GetInt32(1)) : null;
    }

    private void Add(string key, QuotaSample sample)
    {
        SqliteParameterCollection values = _add.Parameters;
        values["$key"].Value = key;
        values["$at"].Value = sample.At.UtcTicks;
        values["$used"].Value = sample.Used;
        values["$believed"].Value = (object?)sample.Limit ?? DBNull.Value;
        values["$start"].Value = (object?)sample.WindowStart?.UtcTicks ?? DBNull.Value;
        _add.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<string> numbers)
    {
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Our own constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        if (sql.Contains("$key", StringComparison.Ordinal)) command.Parameters.Add("$key", SqliteType.Text);
        foreach (string number in numbers) command.Parameters.Add(number, SqliteType.Integer);
        return command;
    }
}
