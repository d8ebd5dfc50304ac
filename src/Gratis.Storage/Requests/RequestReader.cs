using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage.Requests;

/// <summary>Reads single requests.</summary>
internal sealed class RequestReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly KindBook _kinds;
    private readonly SqliteCommand _request;
    private readonly SqliteCommand _attempts;

    public RequestReader(SqliteConnection connection, KindBook kinds)
    {
        (_connection, _kinds) = (connection, kinds);
        _request = Rows.Command(
            connection,
            """
            SELECT kind, prefix, serial, at, ms, first_ms, input, output, cost, attempts, candidates, rejected, model, spill
            FROM requests JOIN runs ON runs.id = run WHERE requests.id = $id
            """,
            "$id");
        _attempts = Rows.Command(connection, "SELECT route, account, verdict, status, ms FROM attempts WHERE request = $id ORDER BY place", "$id");
    }

    /// <summary>Its only call is the one that answered: kind and row say all of it.</summary>
    public static bool IsSaidByKind(long attempts, string? route) => attempts == 0 || (attempts == 1 && route is not null);

    /// <summary>One request; null when it is not here, or of a kind that nobody knows.</summary>
    public RequestStory? Read(long number)
    {
        using SqliteDataReader row = Rows.With(_request, number).ExecuteReader();
        if (!row.Read() || !_kinds.TryGet(row.GetInt64(0), out KindEntry? kind)) return null;

        TimeSpan took = TimeSpan.FromMilliseconds(row.GetInt64(4));
        TimeSpan? first = Rows.Number(row, 5) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
        long attempts = row.GetInt64(9);
        RequestStory shape = kind.Shape;
        return shape with
        {
            Number = number,
            Id = new RequestName(row.GetString(1), row.GetInt64(2)).ToString(),
            At = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
            Took = took,
            FirstToken = first,
            InputTokens = Rows.Number(row, 6),
            OutputTokens = Rows.Number(row, 7),
            CostUsd = Rows.Number(row, 8) / UsageSum.PerDollar,
            CandidateCount = (int)row.GetInt64(10),
            RejectedCount = (int)row.GetInt64(11),
            Model = Rows.Text(row, 12) ?? shape.Model,
            Spill = Rows.Text(row, 13),
            Attempts = attempts == 0 ? []
                : IsSaidByKind(attempts, shape.Route) ? [new LoggedAttempt(shape.Route!, shape.Account ?? "", shape.Outcome, shape.Status, first ?? took)]
                : AttemptsOf(number),
        };
    }

    /// <summary>One request by its id, with all that was kept of it.</summary>
    public RequestStory? Find(string id)
    {
        RequestName name = RequestName.Of(id);
        long? number = Rows.Ask(
            _connection,
            "SELECT requests.id FROM requests JOIN runs ON runs.id = run WHERE prefix = $prefix AND serial = $serial ORDER BY requests.id DESC LIMIT 1",
            ("$prefix", name.Prefix), ("$serial", name.Serial));
        return number is { } found && Read(found) is { } story ? story with { Plan = PlanOf(found), Bodies = BodiesOf(found) } : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _request.Dispose();
        _attempts.Dispose();
    }

    private List<LoggedAttempt> AttemptsOf(long number)
    {
        var attempts = new List<LoggedAttempt>();
        using SqliteDataReader row = Rows.With(_attempts, number).ExecuteReader();
        while (row.Read())
            attempts.Add(new LoggedAttempt(row.GetString(0), row.GetString(1), row.GetString(2), (int?)Rows.Number(row, 3), TimeSpan.FromMilliseconds(row.GetInt64(4))));
        return attempts;
    }

    private LoggedPlan? PlanOf(long number) =>
        Blob("SELECT plan FROM plans WHERE plain IN (0, 1) AND request = $id", number) is { } packed ? Packed.ReadPlan(packed) : null;

    private LoggedBodies? BodiesOf(long number) =>
        Blob("SELECT said FROM bodies WHERE request = $id", number) is { } packed ? Packed.ReadBodies(packed) : null;

    private byte[]? Blob(string query, long number)
    {
        using SqliteCommand command = Rows.Command(_connection, query, "$id");
        return Rows.With(command, number).ExecuteScalar() as byte[];
    }
}
