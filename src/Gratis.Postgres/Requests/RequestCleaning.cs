using System.Globalization;
using Gratis.Storage.Requests;
using Gratis.Stores;
using Npgsql;

namespace Gratis.Postgres.Requests;

/// <summary>
/// Keeps the log within its days and bytes. Old days are dropped whole and what is left of the day at the edge goes row by row, a few thousand
/// at a time. Where everything there is came in one day and is too much, its older half goes and the tables are written anew.
/// </summary>
internal static class RequestCleaning
{
    private const int MostDays = 30;
    private const int RecentDays = 32;

    // So few are not worth being halved: a bound that they do not fit into cannot be kept.
    private const int LeastHalved = 1000;
    private const int SecondsToRewrite = 600;

    /// <summary>One step; only one replica cleans at a time.</summary>
    public static async Task<Cleaned> RunAsync(PostgresDatabase database, RequestLogOptions options, DateTimeOffset now, CancellationToken cancel)
    {
        var today = RequestOrder.DayOf(RequestOrder.From(now));
        await database.WriteAsync((connection, stop) => RequestDays.MakeAsync(connection, [today, today + 1], stop), cancel);
        return await database.WriteAsync((connection, stop) => StepAsync(connection, options, now, stop), cancel);
    }

    private static async Task<Cleaned> StepAsync(NpgsqlConnection connection, RequestLogOptions options, DateTimeOffset now, CancellationToken cancel)
    {
        await Sql.RunAsync(Sql.Command(connection, "SET LOCAL lock_timeout = '5s'"), cancel);
        if (await Sql.AskAsync<bool>(Sql.Command(connection, "SELECT pg_try_advisory_xact_lock($1)", RequestTurns.Cleaning), cancel) is not true)
            return new Cleaned((await MeasureAsync(connection, cancel)).Bytes, More: false);

        var more = await CleanByAgeAsync(connection, RequestDays.Parents, RequestOrder.From(now.AddDays(-options.Days)), cancel);
        more |= await CleanByAgeAsync(connection, ["request_bodies"], RequestOrder.From(now.AddDays(-options.BodyDays)), cancel);
        more |= await RemovePlainPlansAsync(connection, cancel);
        var (bytes, oldest) = await MeasureAsync(connection, cancel);
        more = more || (bytes > options.MaxBytes && oldest is { } day && await CleanBySizeAsync(connection, day, cancel));

        // Last: a writer takes its requests' tables before their sums, and whoever has sums and then wants tables might wait for it for ever.
        await DayWords.CleanAsync(connection, oldest ?? 0, cancel);
        await UsageTable.CleanAsync(connection, now, cancel);
        return new Cleaned(bytes, more);
    }

    /// <summary>Whole days that are too old, and the rows of the one at the edge.</summary>
    private static async Task<bool> CleanByAgeAsync(NpgsqlConnection connection, string[] parents, long end, CancellationToken cancel)
    {
        var more = false;
        foreach (var parent in parents)
        {
            var old = (await RequestDays.ListAsync(connection, parent, cancel)).Where(day => RequestOrder.FirstOfDay(day.Day) < end).Select(day => day.Day).Order().ToList();
            foreach (var day in old.Where(day => RequestOrder.FirstOfDay(day + 1) <= end).Take(MostDays))
                await RequestDays.DropAsync(connection, [parent], day, cancel);
            more |= old.Count > MostDays;
            if (old.Count > 0 && RequestOrder.FirstOfDay(old[^1] + 1) > end)
                more |= await RemoveAsync(connection, RequestDays.Table(parent, old[^1]), "true", end, cancel);
        }

        return more;
    }

    /// <summary>Of what went well, only the last keep their plans.</summary>
    private static async Task<bool> RemovePlainPlansAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var days = (await RequestDays.ListAsync(connection, "requests", cancel)).Take(RecentDays).ToList();
        if (days.Count == 0)
            return false;
        var kept = await Sql.AskAsync<long>(
            Sql.Command(
                connection, "SELECT number FROM gratis.requests WHERE number >= $1 ORDER BY number DESC OFFSET $2 LIMIT 1",
                RequestOrder.FirstOfDay(days[^1].Day), (long)Retention.PlainPlans),
            cancel);
        var more = false;
        foreach (var (day, _) in days)
        {
            if (kept is { } last && RequestOrder.FirstOfDay(day) <= last)
                more |= await RemoveAsync(connection, RequestDays.Table("request_plans", day), "is_plain", last + 1, cancel);
        }

        return more;
    }

    /// <summary>A step of the oldest rows below a number; true where there may be more.</summary>
    private static async Task<bool> RemoveAsync(NpgsqlConnection connection, string table, string which, long end, CancellationToken cancel) =>
        await Sql.RunAsync(
            Sql.Command(
                connection,
                $"DELETE FROM {table} WHERE {which} AND (number, id) IN (SELECT number, id FROM {table} WHERE {which} AND number < $1 ORDER BY number LIMIT $2)",
                end, Retention.Step),
            cancel) == Retention.Step;

    /// <summary>The oldest day goes; of the only one that there is, the older half. True where something went.</summary>
    private static async Task<bool> CleanBySizeAsync(NpgsqlConnection connection, long oldest, CancellationToken cancel)
    {
        var end = RequestOrder.FirstOfDay(oldest + 1);
        if (await Sql.AskAsync<bool>(Sql.Command(connection, "SELECT EXISTS (SELECT FROM gratis.requests WHERE number >= $1)", end), cancel) is true)
        {
            await RequestDays.DropAsync(connection, RequestDays.Parents, oldest, cancel);
            return true;
        }

        var table = RequestDays.Table("requests", oldest);
        var middle = await Sql.AskAsync<long>(
            Sql.Command(connection, $"SELECT number FROM {table} ORDER BY number OFFSET (SELECT CASE WHEN count(*) < $1 THEN count(*) ELSE count(*) / 2 END FROM {table}) LIMIT 1", (long)LeastHalved), cancel);
        if (middle is not { } half)
            return false;
        foreach (var parent in RequestDays.Parents)
            await KeepFromAsync(connection, RequestDays.Table(parent, oldest), half, cancel);
        return true;
    }

    /// <summary>Writes a table anew from a number on: rows that are deleted leave their room taken.</summary>
    private static async Task KeepFromAsync(NpgsqlConnection connection, string table, long first, CancellationToken cancel)
    {
        if (await Sql.AskAsync<bool>(Sql.Command(connection, "SELECT to_regclass($1) IS NOT NULL", table), cancel) is not true)
            return;
        await Sql.RunAsync(Sql.Command(connection, $"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"), cancel);
        string[] steps =
        [
            string.Create(CultureInfo.InvariantCulture, $"CREATE TEMPORARY TABLE kept ON COMMIT DROP AS SELECT * FROM {table} WHERE number >= {first}"),
            $"TRUNCATE {table}", $"INSERT INTO {table} SELECT * FROM pg_temp.kept", "DROP TABLE pg_temp.kept",
        ];
        foreach (var step in steps)
        {
            var command = Sql.Command(connection, step);
            command.CommandTimeout = SecondsToRewrite;
            await Sql.RunAsync(command, cancel);
        }
    }

    /// <summary>What everything takes together, and the oldest day.</summary>
    private static async Task<(long Bytes, long? Oldest)> MeasureAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var bytes = await Sql.AskAsync<long>(Sql.Command(connection, "SELECT pg_total_relation_size('gratis.usage')"), cancel) ?? 0;
        long? oldest = null;
        foreach (var parent in RequestDays.Parents)
        {
            foreach (var (day, taken) in await RequestDays.ListAsync(connection, parent, cancel))
            {
                bytes += taken;
                oldest = Math.Min(oldest ?? day, day);
            }
        }

        return (bytes, oldest);
    }
}

/// <summary>What cleaning found.</summary>
/// <param name="Bytes">What the log takes; what went last for its size is still counted.</param>
/// <param name="More">There is more to be done.</param>
internal sealed record Cleaned(long Bytes, bool More);
