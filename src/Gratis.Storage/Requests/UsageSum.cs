using System.Data.Common;
using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage.Requests;

/// <summary>Requests added up.</summary>
internal sealed class UsageSum
{
    public const decimal PerDollar = 1_000_000_000;

    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public const string Columns = "requests, served, failed, input, output, cost, took, first";

    private readonly Histogram _took = new();
    private readonly Histogram _first = new();
    private long _requests;
    private long _served;
    private long _failed;
    private long _input;
    private long _output;
    private long _cost;

    public void Add(RequestStory story)
    {
        _requests++;
        _input += story.InputTokens ?? 0;
        _output += story.OutputTokens ?? 0;
        _cost += Nanos(story.CostUsd) ?? 0;
        if (story.Outcome == RequestStory.Served)
        {
            _served++;
            _took.Add((long)story.Took.TotalMilliseconds);
            if (story.FirstToken is { } first) _first.Add((long)first.TotalMilliseconds);
        }
        else if (story.Error is not null)
        {
            _failed++;
        }
    }

    public void Add(UsageSum other)
    {
        (_requests, _served, _failed) = (_requests + other._requests, _served + other._served, _failed + other._failed);
        (_input, _output, _cost) = (_input + other._input, _output + other._output, _cost + other._cost);
        _took.Add(other._took.Encode());
        _first.Add(other._first.Encode());
    }

    /// <summary>Adds a row, whose numbers begin at a column.</summary>
    public void Read(DbDataReader row, int at)
    {
        (_requests, _served, _failed) = (_requests + row.GetInt64(at), _served + row.GetInt64(at + 1), _failed + row.GetInt64(at + 2));
        (_input, _output, _cost) = (_input + row.GetInt64(at + 3), _output + row.GetInt64(at + 4), _cost + row.GetInt64(at + 5));
        _took.Add((byte[])row.GetValue(at + 6));
        _first.Add((byte[])row.GetValue(at + 7));
    }

    public object?[] Values() => [_requests, _served, _failed, _input, _output, _cost, _took.Encode(), _first.Encode()];

    public UsageFigures ToFigures() => new()
    {
        Requests = _requests,
        Served = _served,
        Failed = _failed,
        InputTokens = _input,
        OutputTokens = _output,
        CostUsd = _cost / PerDollar,
        Took = _took.Percentiles(),
        FirstToken = _first.Percentiles(),
    };

    /// <summary>Billionths of a dollar; null where nobody said a price.</summary>
    public static long? Nanos(decimal? dollars) =>
        dollars is { } known ? (long)Math.Clamp(decimal.Round(known * PerDollar), -1_000_000 * PerDollar, 1_000_000 * PerDollar) : null;
}

/// <summary>Adds to one table of rollups, within one transaction.</summary>
internal sealed class UsageCommands : IDisposable
{
    private readonly SqliteCommand _read;
    private readonly SqliteCommand _save;

    public UsageCommands(SqliteConnection connection, string table)
    {
        _read = Rows.Command(connection, $"SELECT {UsageSum.Columns} FROM {table} WHERE subject = $subject AND at = $at AND key = $key", "$subject", "$at", "$key");
        _save = Rows.Command(
            connection,
            $"""
            INSERT OR REPLACE INTO {table} (subject, at, key, {UsageSum.Columns})
            VALUES ($subject, $at, $key, $requests, $served, $failed, $input, $output, $cost, $took, $first)
            """,
            "$subject", "$at", "$key", "$requests", "$served", "$failed", "$input", "$output", "$cost", "$took", "$first");
    }

    /// <summary>Adds to what stands there.</summary>
    public void Add(in UsageKey key, UsageSum sum)
    {
        var whole = new UsageSum();
        whole.Add(sum);
        using (SqliteDataReader row = Rows.With(_read, (long)key.Subject, key.At, key.Key).ExecuteReader())
        {
            if (row.Read()) whole.Read(row, 0);
        }

        Rows.Run(_save, [(long)key.Subject, key.At, key.Key, .. whole.Values()]);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _read.Dispose();
        _save.Dispose();
    }
}
