using System.Data.Common;
using Gratis.Stores;

namespace Gratis.Storage;

/// <summary>Makes values of rows that the owner's own acts left, whichever database they lie in. Instants there are Unix milliseconds.</summary>
internal static class OwnedRows
{
    public const string SettingColumns = "key, value, version, updated_at";

    public const string AccountColumns = "id, provider, label, seal, generation, enabled, added_at";

    public const string AuditColumns = "id, at, who, remote, action, method, path, target, status, detail";

    public static Setting Setting(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetInt64(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)));

    public static StoredAccount Account(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Provider = row.GetString(1),
        Label = Text(row, 2),
        Seal = (byte[])row.GetValue(3),
        Generation = row.GetInt32(4),
        IsEnabled = row.GetInt64(5) != 0,
        AddedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
    };

    public static AuditEntry AuditEntry(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        Who = row.GetString(2),
        Remote = Text(row, 3),
        Action = row.GetString(4),
        Method = Text(row, 5),
        Path = Text(row, 6),
        Target = Text(row, 7),
        Status = row.IsDBNull(8) ? null : row.GetInt32(8),
        Detail = Text(row, 9),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
