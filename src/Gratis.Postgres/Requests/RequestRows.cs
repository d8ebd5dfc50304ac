using Gratis.Storage.Requests;
using Gratis.Stores;
using Npgsql;

namespace Gratis.Postgres.Requests;

/// <summary>Reads requests out of their rows.</summary>
internal static class RequestRows
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public const string Columns =
        "number, id, ms, first_ms, operation, is_stream, model, is_known, client, route, account, outcome, status, input, output, cost, spill, candidates, rejected, attempts, calls";

    /// <summary>The request of a row, without its plan and its bodies.</summary>
    public static RequestStory Read(NpgsqlDataReader row)
    {
        var number = row.GetInt64(0);
        var story = new RequestStory
        {
            Number = number,
            Id = row.GetString(1),
            At = RequestOrder.AtOf(number),
            Took = TimeSpan.FromMilliseconds(row.GetInt64(2)),
            FirstToken = Sql.Number(row, 3) is { } first ? TimeSpan.FromMilliseconds(first) : null,
            Operation = row.GetString(4),
            IsStream = row.GetBoolean(5),
            Model = row.GetString(6),
            IsKnownModel = row.GetBoolean(7),
            Client = Sql.Text(row, 8),
            Route = Sql.Text(row, 9),
            Account = Sql.Text(row, 10),
            Outcome = row.GetString(11),
            Status = row.IsDBNull(12) ? null : row.GetInt32(12),
            InputTokens = Sql.Number(row, 13),
            OutputTokens = Sql.Number(row, 14),
            CostUsd = Sql.Number(row, 15) / UsageSum.PerDollar,
            Spill = Sql.Text(row, 16),
            CandidateCount = row.GetInt32(17),
            RejectedCount = row.GetInt32(18),
        };
        return story with { Attempts = AttemptsOf(row, story) };
    }

    private static IReadOnlyList<LoggedAttempt> AttemptsOf(NpgsqlDataReader row, RequestStory story) =>
        !row.IsDBNull(20) ? Calls.Decode(row.GetFieldValue<byte[]>(20))
        : row.GetInt32(19) == 0 ? []
        : [new LoggedAttempt(story.Route ?? "", story.Account ?? "", story.Outcome, story.Status, story.FirstToken ?? story.Took)];
}
