using System.Text.Json;
using System.Text.Json.Serialization;
using Gratis.Storage.Requests;
using Gratis.Stores;
using Npgsql;

namespace Gratis.Postgres.Requests;

/// <summary>Writes requests and what they add up to, within one transaction and in a handful of statements.</summary>
internal sealed class RequestBatch
{
    private readonly RequestStory[] _stories;

    public RequestBatch(IEnumerable<RequestStory> stories) =>
        _stories = [.. stories.Select(HeldText.Of).Select(story => story with { Number = RequestOrder.Of(story.At, story.Id) })];

    public int Count => _stories.Length;

    /// <summary>The days that its requests lie in.</summary>
    public IReadOnlyCollection<long> Days => [.. _stories.Select(story => RequestOrder.DayOf(story.Number)).Distinct().Order()];

    public (RequestBatch, RequestBatch) Halves() => (new(_stories[..(_stories.Length / 2)]), new(_stories[(_stories.Length / 2)..]));

    /// <summary>Writes all of it that is not there yet: a batch may have been written although its writer heard of a failure.</summary>
    public async Task WriteAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        // A replica that is cut off in the middle must not keep the others from their turn.
        await Sql.RunAsync(Sql.Command(connection, "SET LOCAL lock_timeout = '10s'; SET LOCAL idle_in_transaction_session_timeout = '20s'"), cancel);
        var written = await WriteRequestsAsync(connection, cancel);
        if (written.Count == 0)
            return;
        await WritePlansAsync(connection, written, cancel);
        await WriteBodiesAsync(connection, written, cancel);
        var usage = new UsageBatch();
        foreach (var story in written)
            usage.Add(story);
        await UsageTable.AddAsync(connection, usage, cancel);
        await DayWords.AddAsync(connection, written, cancel);
    }

    private async Task<List<RequestStory>> WriteRequestsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var insert = Sql.Command(
            connection,
            """
            INSERT INTO gratis.requests (number, id, words, ms, first_ms, operation, is_stream, model, is_known, client, route, account, outcome, status,
              input, output, cost, spill, candidates, rejected, attempts, calls)
            SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::boolean[], $8::text[], $9::boolean[],
              $10::text[], $11::text[], $12::text[], $13::text[], $14::integer[], $15::bigint[], $16::bigint[], $17::bigint[], $18::text[], $19::integer[],
              $20::integer[], $21::integer[], $22::bytea[])
            ON CONFLICT DO NOTHING RETURNING number, id
            """,
            Each(story => story.Number), Each(story => story.Id), Each(RequestWords.Of), Each(story => Milliseconds(story.Took)),
            Each(story => story.FirstToken is { } first ? Milliseconds(first) : (long?)null), Each(story => story.Operation), Each(story => story.IsStream),
            Each(story => story.Model), Each(story => story.IsKnownModel), Each(story => story.Client), Each(story => story.Route), Each(story => story.Account),
            Each(story => story.Outcome), Each(story => story.Status), Each(story => story.InputTokens), Each(story => story.OutputTokens),
            Each(story => UsageSum.Nanos(story.CostUsd)), Each(story => story.Spill), Each(story => story.CandidateCount), Each(story => story.RejectedCount),
            Each(story => story.Attempts.Count), Each(Calls.Encode));
        var inserted = new HashSet<(long, string)>();
        await using (var row = await insert.ExecuteReaderAsync(cancel))
        {
            while (await row.ReadAsync(cancel))
                inserted.Add((row.GetInt64(0), row.GetString(1)));
        }

        return [.. _stories.Where(story => inserted.Remove((story.Number, story.Id)))];
    }

    private static async Task WritePlansAsync(NpgsqlConnection connection, List<RequestStory> written, CancellationToken cancel)
    {
        // Of what went well, and even of what did not, a burst keeps some plans: they cost more to write than all the rest.
        var plain = 0;
        var kept = written.Where(story => story.Plan is not null && (!story.IsPlain || plain++ < RequestWriter.MostPlainPlans)).Take(RequestWriter.MostPlans).ToList();
        if (kept.Count == 0)
            return;
        await Sql.RunAsync(
            Sql.Command(
                connection,
                "INSERT INTO gratis.request_plans (number, id, is_plain, plan) SELECT * FROM unnest($1::bigint[], $2::text[], $3::boolean[], $4::bytea[])",
                Each(kept, story => story.Number), Each(kept, story => story.Id), Each(kept, story => story.IsPlain), Each(kept, story => Packed.Plan(story.Plan!))),
            cancel);
    }

    private static async Task WriteBodiesAsync(NpgsqlConnection connection, List<RequestStory> written, CancellationToken cancel)
    {
        var kept = written.Where(story => story.Bodies is not null).ToList();
        if (kept.Count == 0)
            return;
        await Sql.RunAsync(
            Sql.Command(
                connection,
                "INSERT INTO gratis.request_bodies (number, id, said) SELECT * FROM unnest($1::bigint[], $2::text[], $3::bytea[])",
                Each(kept, story => story.Number), Each(kept, story => story.Id), Each(kept, story => Packed.Bodies(story.Bodies!))),
            cancel);
    }

    private T[] Each<T>(Func<RequestStory, T> column) => Each(_stories, column);

    private static T[] Each<T>(IEnumerable<RequestStory> stories, Func<RequestStory, T> column) => [.. stories.Select(column)];

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}

/// <summary>The calls of a request that its row does not say.</summary>
internal static class Calls
{
    /// <summary>Null where the row says all of it.</summary>
    public static byte[]? Encode(RequestStory story) =>
        RequestReader.IsSaidByKind(story.Attempts.Count, story.Route) ? null : JsonSerializer.SerializeToUtf8Bytes(story.Attempts, CallsJson.Default.IReadOnlyListLoggedAttempt);

    /// <summary>None where another release wrote something else.</summary>
    public static IReadOnlyList<LoggedAttempt> Decode(byte[] encoded)
    {
        try
        {
            return JsonSerializer.Deserialize(encoded, CallsJson.Default.IReadOnlyListLoggedAttempt) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

/// <summary>How calls are spelled.</summary>
[JsonSerializable(typeof(IReadOnlyList<LoggedAttempt>))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class CallsJson : JsonSerializerContext;
