using Gratis.Gateway.Tests.Fixtures;
using Npgsql;

namespace Gratis.Gateway.Tests.Cluster;

/// <summary>Two gateways of one config over one database, each with a data folder of its own.</summary>
internal sealed class Pair : IAsyncDisposable
{
    private readonly string _yaml;
    private readonly GatewaySetup _setup;

    private Pair(string yaml, GatewaySetup setup, TestGateway one, TestGateway other) => (_yaml, _setup, One, Other) = (yaml, setup, one, other);

    public TestGateway One { get; }

    public TestGateway Other { get; }

    public static async Task<Pair> StartAsync(PostgresServer server, string yaml, string? secret = null)
    {
        var environment = new Dictionary<string, string> { ["GRATIS_POSTGRES"] = await server.CreateDatabaseAsync() };
        if (secret is not null)
            environment["GRATIS_STORAGE_SECRET"] = secret;
        var setup = new GatewaySetup { Environment = environment };
        return new Pair(yaml, setup, await TestGateway.StartAsync(yaml, setup), await TestGateway.StartAsync(yaml, setup with { Seed = 8 }));
    }

    /// <summary>One more.</summary>
    public Task<TestGateway> AnotherAsync() => TestGateway.StartAsync(_yaml, _setup);

    /// <summary>Everything that the database holds, as text.</summary>
    public async Task<string> DumpAsync()
    {
        await using var connection = new NpgsqlConnection(_setup.Environment["GRATIS_POSTGRES"]);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var dump = new NpgsqlCommand("SELECT schema_to_xml('gratis', true, false, '')::text", connection);
        var text = (string)(await dump.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;

        // Bytes stand there in base64.
        await using var seals = new NpgsqlCommand("SELECT string_agg(encode(seal, 'escape'), ' ') FROM gratis.provider_accounts", connection);
        return text + await seals.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
    }
}
