using System.Globalization;
using Npgsql;

namespace Gratis.Postgres.Requests;

/// <summary>
/// The tables of single days. They are made beside their parent and then put into it, and not made within it: nobody who reads or writes
/// waits for that, not even for a backup that reads all of it.
/// </summary>
internal static class RequestDays
{
    /// <summary>The tables whose rows lie by days, in the order in which everybody takes them.</summary>
    public static readonly string[] Parents = ["requests", "request_plans", "request_bodies"];

    private const string Format = "yyyyMMdd";

    // Days beyond the calendar are those of a clock that is broken.
    private const long LastDay = 365L * 120;

    /// <summary>The table of a day.</summary>
    public static string Table(string parent, long day) =>
        $"gratis.{parent}_{DateTime.UnixEpoch.AddDays(Math.Clamp(day, 0, LastDay)).ToString(Format, CultureInfo.InvariantCulture)}";

    /// <summary>Makes the tables of days that have none. In a transaction of its own: who waits for its turn must not hold anything.</summary>
    public static async Task<bool> MakeAsync(NpgsqlConnection connection, IEnumerable<long> days, CancellationToken cancel)
    {
        await Sql.RunAsync(Sql.Command(connection, "SET LOCAL lock_timeout = '5s'"), cancel);
        await Sql.RunAsync(Sql.Command(connection, "SELECT pg_advisory_xact_lock($1)", RequestTurns.Days), cancel);
        foreach (var day in days)
        {
            foreach (var parent in Parents)
            {
                var table = Table(parent, day);
                if (await Sql.AskAsync<bool>(Sql.Command(connection, "SELECT to_regclass($1) IS NOT NULL", table), cancel) is true)
                    continue;
                var bounds = string.Create(CultureInfo.InvariantCulture, $"FROM ({RequestOrder.FirstOfDay(day)}) TO ({RequestOrder.FirstOfDay(day + 1)})");
                await Sql.RunAsync(
                    Sql.Command(connection, $"CREATE TABLE {table} (LIKE gratis.{parent} INCLUDING ALL); ALTER TABLE gratis.{parent} ATTACH PARTITION {table} FOR VALUES {bounds}"),
                    cancel);
            }
        }

        return true;
    }

    /// <summary>The days that have a table, newest first, and the bytes that it takes.</summary>
    public static async Task<List<(long Day, long Bytes)>> ListAsync(NpgsqlConnection connection, string parent, CancellationToken cancel)
    {
        var days = new List<(long, long)>();
        await using var query = Sql.Command(
            connection,
            "SELECT relname::text, coalesce(pg_total_relation_size(pg_class.oid), 0) FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid WHERE inhparent = $1::regclass",
            "gratis." + parent);
        await using var row = await query.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            if (DateTime.TryParseExact(row.GetString(0).AsSpan(parent.Length + 1), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                days.Add(((long)(date - DateTime.UnixEpoch).TotalDays, row.GetInt64(1)));
        }

        days.Sort(static (a, b) => b.CompareTo(a));
        return days;
    }

    /// <summary>Drops the tables of a day, with all that is in them.</summary>
    public static async Task DropAsync(NpgsqlConnection connection, IEnumerable<string> parents, long day, CancellationToken cancel)
    {
        foreach (var parent in parents)
            await Sql.RunAsync(Sql.Command(connection, $"DROP TABLE IF EXISTS {Table(parent, day)}"), cancel);
    }
}

/// <summary>What replicas take turns for; each is a number in the server's one book of such locks.</summary>
internal static class RequestTurns
{
    /// <summary>Who makes the tables of a day.</summary>
    public const long Days = 0x47726174_0003_0001;

    /// <summary>Who adds to the sums: those of this hour are the same for all, and taking them one by one they might wait for each other for ever.</summary>
    public const long Sums = 0x47726174_0003_0002;

    /// <summary>Who cleans.</summary>
    public const long Cleaning = 0x47726174_0003_0003;
}
