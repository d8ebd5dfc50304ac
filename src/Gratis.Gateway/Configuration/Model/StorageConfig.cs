using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gratis.Hosting.Options;

namespace Gratis.Gateway.Configuration.Model;

/// <summary>The section <c>storage</c>.</summary>
internal sealed class StorageConfig
{
    [Description("Connection string of a PostgreSQL database shared by several gateways. This version keeps its books in SQLite in the data folder and refuses to start with it.")]
    public Secret? Postgres { get; init; }

    [Description("Milliseconds SQLite waits for another writer.")]
    [Range(0, 600_000)]
    public int BusyTimeoutMs { get; init; } = 5_000;
}
