using Gratis.Stores;
using Microsoft.Data.Sqlite;

namespace Gratis.Storage.Requests;

/// <summary>Writes requests and what they add up to, within one transaction.</summary>
internal sealed class RequestWriter : IDisposable
{
    // Of what went well, and even of what did not, a burst keeps some plans: they cost more to write than all the rest.
    public const int MostPlainPlans = 64;
    public const int MostPlans = 512;

    private readonly SqliteConnection _connection;
    private readonly KindBook _kinds;
    private readonly SqliteCommand _request;
    private readonly SqliteCommand _attempt;
    private readonly SqliteCommand _plan;
    private readonly SqliteCommand _bodies;
    private readonly Dictionary<string, long> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<long, (long First, long Last)> _marks = [];
    private readonly UsageBatch _usage = new();
    private int _plainPlans;
    private int _plans;

    public RequestWriter(SqliteConnection connection, KindBook kinds)
    {
        (_connection, _kinds) = (connection, kinds);

        // A number that is taken belongs to another gateway on the same folder, or to a batch that was written although its writer heard of a failure.
        _request = Rows.Command(
            connection,
            """
            INSERT OR IGNORE INTO requests (id, kind, run, serial, at, ms, first_ms, input, output, cost, attempts, candidates, rejected, model, spill)
            VALUES ($id, $kind, $run, $serial, $at, $ms, $first, $input, $output, $cost, $attempts, $candidates, $rejected, $model, $spill)
            """,
            "$id", "$kind", "$run", "$serial", "$at", "$ms", "$first", "$input", "$output", "$cost", "$attempts", "$candidates", "$rejected", "$model", "$spill");
        _attempt = Rows.Command(
            connection,
            "INSERT INTO attempts (request, place, route, account, verdict, status, ms) VALUES ($request, $place, $route, $account, $verdict, $status, $ms)",
            "$request", "$place", "$route", "$account", "$verdict", "$status", "$ms");
        _plan = Rows.Command(connection, "INSERT INTO plans (plain, request, plan) VALUES ($plain, $request, $plan)", "$plain", "$request", "$plan");
        _bodies = Rows.Command(connection, "INSERT INTO bodies (request, said) VALUES ($request, $said)", "$request", "$said");
    }

    /// <summary>Writes a batch; how many of it could not be.</summary>
    public int Write(IReadOnlyList<RequestStory> batch)
    {
        int lost = 0;
        foreach (RequestStory story in batch)
        {
            if (!Add(story)) lost++;
        }

        using SqliteCommand mark = Rows.Command(
            _connection,
            """
            INSERT INTO marks (minute, first, last) VALUES ($minute, $first, $last)
            ON CONFLICT (minute) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)
            """,
            "$minute", "$first", "$last");
        foreach (var (minute, (first, last)) in _marks) Rows.Run(mark, minute, first, last);
        _usage.Save(_connection);
        _kinds.Save(_connection);
        return lost;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _request.Dispose();
        _attempt.Dispose();
        _plan.Dispose();
        _bodies.Dispose();
    }

    private bool Add(RequestStory story)
    {
        KindEntry kind = _kinds.Note(story);
        RequestName name = RequestName.Of(story.Id);
        int written = Rows.Run(
            _request, story.Number, kind.Id, RunOf(name.Prefix), name.Serial, story.At.ToUnixTimeMilliseconds(), Milliseconds(story.Took),
            story.FirstToken is { } first ? Milliseconds(first) : null, story.InputTokens, story.OutputTokens, UsageSum.Nanos(story.CostUsd),
            (long)story.Attempts.Count, (long)story.CandidateCount, (long)story.RejectedCount, kind.Kind.Model is null ? story.Model : null, story.Spill);
        if (written == 0)
        {
            _kinds.Forget(kind.Id, 1);
            return false;
        }

        if (!RequestReader.IsSaidByKind(story.Attempts.Count, story.Route)) AddAttempts(story);
        AddPlan(story);
        if (story.Bodies is { } said) Rows.Run(_bodies, story.Number, Packed.Bodies(said));
        Mark(story);
        _usage.Add(story);
        return true;
    }

    private void AddAttempts(RequestStory story)
    {
        for (int place = 0; place < story.Attempts.Count; place++)
        {
            LoggedAttempt attempt = story.Attempts[place];
            Rows.Run(_attempt, story.Number, (long)place, attempt.Route, attempt.Account, attempt.Verdict, (long?)attempt.Status, Milliseconds(attempt.Elapsed));
        }
    }

    private void AddPlan(RequestStory story)
    {
        if (story.Plan is not { } plan || _plans >= MostPlans || (story.IsPlain && _plainPlans >= MostPlainPlans)) return;
        _plans++;
        if (story.IsPlain) _plainPlans++;
        Rows.Run(_plan, story.IsPlain ? 1L : 0L, story.Number, Packed.Plan(plan));
    }

    private void Mark(RequestStory story)
    {
        long minute = RequestMarks.MinuteOf(story.At);
        (long first, long last) = _marks.GetValueOrDefault(minute, (story.Number, story.Number));
        _marks[minute] = (Math.Min(first, story.Number), Math.Max(last, story.Number));
    }

    private long RunOf(string prefix)
    {
        if (_runs.TryGetValue(prefix, out long known)) return known;
        Rows.Run(_connection, "INSERT OR IGNORE INTO runs (prefix) VALUES ($prefix)", ("$prefix", prefix));
        return _runs[prefix] = Rows.Ask(_connection, "SELECT id FROM runs WHERE prefix = $prefix", ("$prefix", prefix))!.Value;
    }

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
