using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Configuration.Model;

/// <summary>The section <c>storage</c>.</summary>
internal sealed class StorageConfig
{
    [Description("A PostgreSQL database that several gateways share: postgres://USER:PASSWORD@HOST/DATABASE, or a connection string of Npgsql. Absent: SQLite in the data folder, for one gateway.")]
    public Secret? Postgres { get; init; }

    [Description("At least 32 random characters, the same on every gateway that shares the database: seals the provider keys in it. Without it no provider key is stored there.")]
    public Secret? Secret { get; init; }

    [Description("Milliseconds SQLite waits for another writer.")]
    [Range(0, 600_000)]
    public int BusyTimeoutMs { get; init; } = 5_000;
}
