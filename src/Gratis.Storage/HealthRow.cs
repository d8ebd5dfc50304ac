using System.Data.Common;
using Gratis.Health;
using Gratis.Upstream.Verdicts;

namespace Gratis.Storage;

/// <summary>A cooldown as it lies in a row, whichever database that lies in.</summary>
internal static class HealthRow
{
    public const string Columns = "reach, key, reason, since, until, source, strikes, detail, key_fingerprint";

    /// <summary>The cooldown; null for a word of a later release that added no column: its row is learned again.</summary>
    public static HealthEntry? Read(DbDataReader row)
    {
        if (!Enum.TryParse(row.GetString(0), out Reach reach) ||
            !Enum.TryParse(row.GetString(2), out Verdict reason) ||
            !Enum.TryParse(row.GetString(5), out UntilSource source)) return null;

        return new HealthEntry(reach, row.GetString(1), new Cooldown(
            reason,
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            source,
            row.GetInt32(6),
            row.IsDBNull(7) ? null : row.GetString(7),
            row.IsDBNull(8) ? null : row.GetString(8)));
    }

    /// <summary>Rounded up, so that a named instant never comes back earlier than it was named.</summary>
    public static long Milliseconds(DateTimeOffset instant) =>
        instant.AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds();
}
