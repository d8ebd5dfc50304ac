using Gratis.Storage;
using Gratis.Stores;

namespace Gratis.Postgres.Stores;

/// <summary>The owner's values, shared. Always read from the server: another replica may have changed them.</summary>
internal sealed class PostgresSettings(PostgresDatabase database) : ISettingsStore
{
    public bool IsShared => true;

    public async ValueTask<Setting?> Find(string key, CancellationToken cancellation) => (await database.ReadAsync(
        (connection, stop) => Sql.ReadAsync(
            Sql.Command(connection, $"SELECT {OwnedRows.SettingColumns} FROM gratis.settings WHERE key = $1", key), OwnedRows.Setting, stop),
        cancellation)).SingleOrDefault();

    public async ValueTask<IReadOnlyList<Setting>> FindAll(string prefix, CancellationToken cancellation) => await database.ReadAsync(
        (connection, stop) => Sql.ReadAsync(
            Sql.Command(connection, $"SELECT {OwnedRows.SettingColumns} FROM gratis.settings WHERE starts_with(key, $1) ORDER BY key", prefix), OwnedRows.Setting, stop),
        cancellation);

    public async ValueTask<Setting> Save(string key, string value, CancellationToken cancellation) => await database.WriteAsync(
        async (connection, stop) =>
        {
            const string save = $"""
                INSERT INTO gratis.settings AS known ({OwnedRows.SettingColumns}) VALUES ($1, $2, 1, $3)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = known.version + 1, updated_at = excluded.updated_at
                RETURNING {OwnedRows.SettingColumns}
                """;
            var saved = await Sql.ReadAsync(
                Sql.Command(connection, save, key, value, database.Clock.GetUtcNow().ToUnixTimeMilliseconds()), OwnedRows.Setting, stop);
            await Notice.TellAsync(connection, Notice.OfSetting(key), stop);
            return saved.Single();
        },
        cancellation);

    public async ValueTask<bool> Add(string key, string value, CancellationToken cancellation) => await database.WriteAsync(
        async (connection, stop) =>
        {
            const string add = $"INSERT INTO gratis.settings ({OwnedRows.SettingColumns}) VALUES ($1, $2, 1, $3) ON CONFLICT DO NOTHING";
            if (await Sql.RunAsync(connection, add, [key, value, database.Clock.GetUtcNow().ToUnixTimeMilliseconds()], stop) == 0)
                return false;
            await Notice.TellAsync(connection, Notice.OfSetting(key), stop);
            return true;
        },
        cancellation);

    public async ValueTask<bool> Remove(string key, CancellationToken cancellation) => await database.WriteAsync(
        async (connection, stop) =>
        {
            if (await Sql.RunAsync(connection, "DELETE FROM gratis.settings WHERE key = $1", [key], stop) == 0)
                return false;
            await Notice.TellAsync(connection, Notice.OfSetting(key), stop);
            return true;
        },
        cancellation);
}
