using System.Text.Json;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Tests.Accounts;
using Gratis.Gateway.Tests.Commands;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Cluster;

/// <summary>The command line on books that several gateways share.</summary>
public sealed class ReplicaCommandsTests(PostgresServer server) : IAsyncLifetime
{
    private const string Secret = "a-secret-that-both-were-given-and-nobody-else";

    private KeyedUpstream _upstream = null!;

    private string Yaml => $$"""
        auth: { admin_token: {{Owner.Token}} }
        providers: { mine: { base_url: "{{_upstream.BaseUrl}}", models: [ { id: m, free: true } ], limits: { rpd: 9 } } }
        """;

    public async ValueTask InitializeAsync() => _upstream = await KeyedUpstream.StartAsync(AccountsWorld.First);

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Fact]
    public async Task A_key_that_is_added_on_the_command_line_serves_at_every_gateway()
    {
        await using var pair = await Pair.StartAsync(server, Yaml, Secret);

        (await KeysCommandTests.RunAsync(pair.One, AccountsWorld.First + "\n", "add", "mine", "--label", "at home")).ShouldBeDone();

        await Soon.ShouldBeAsync(async () => (await pair.One.ChatAsync("mine/m")).Status == 200);
        await Soon.ShouldBeAsync(async () => (await pair.Other.ChatAsync("mine/m")).Status == 200);
        (await CommandRun.InAsync(pair.Other, "keys", "list")).ShouldBeDone().Out.ShouldContain("at home");
    }

    [Fact]
    public async Task Quotas_are_those_of_all_gateways()
    {
        await using var pair = await Pair.StartAsync(server, Yaml.Replace("models:", "api_key: " + AccountsWorld.First + ", models:", StringComparison.Ordinal));
        (await pair.One.ChatAsync("mine/m")).ShouldBeServed();
        (await pair.Other.ChatAsync("mine/m")).ShouldBeServed();
        (await pair.Other.ChatAsync("mine/m")).ShouldBeServed();
        await pair.One.StopAsync();
        await pair.Other.StopAsync();

        var run = (await CommandRun.InAsync(pair.One, "quotas", "--json")).ShouldBeDone();

        run.Json.GetProperty("pools").EnumerateArray().Single(pool => pool.GetProperty("id").GetString() == "mine#1:rpd").GetProperty("used").GetInt64().ShouldBe(3);
        (await CommandRun.InAsync(pair.One, "models", "--why", "mine/m")).ShouldBeDone();
    }

    [Fact]
    public async Task Doctor_says_which_server_it_is_and_how_many_gateways_use_it()
    {
        await using var pair = await Pair.StartAsync(server, Yaml);

        var found = Findings(await CommandRun.InAsync(pair.One, "doctor", "--offline", "--json"));

        found.ShouldContain(finding => finding.Contains("used by 2 gateways", StringComparison.Ordinal));
        found.ShouldContain(finding => finding.Contains("storage.secret is not set", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Doctor_says_what_is_wrong_with_a_server_that_is_not_there()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "gratis.yaml"), Yaml, TestContext.Current.CancellationToken);
        var place = new Terminal(folder.Path) { Environment = new Dictionary<string, string> { ["GRATIS_POSTGRES"] = "postgres://u:hidden-word@127.0.0.1:1/books", ["GRATIS_DATA"] = Path.Combine(folder.Path, "data") } };

        var run = await CommandRun.RunAsync(place, "doctor", "--offline", "--json");

        run.Exit.ShouldNotBe(ExitCodes.Done);
        Findings(run).ShouldContain(finding => finding.Contains("postgres://127.0.0.1:1/books: the database cannot be reached", StringComparison.Ordinal));
        (run.Out + run.Error).ShouldNotContain("hidden-word");
    }

    [Fact]
    public async Task Who_only_reads_makes_no_books()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "gratis.yaml"), Yaml, TestContext.Current.CancellationToken);
        var address = await server.CreateDatabaseAsync();
        var place = new Terminal(folder.Path) { Environment = new Dictionary<string, string> { ["GRATIS_POSTGRES"] = address, ["GRATIS_DATA"] = Path.Combine(folder.Path, "data") } };

        (await CommandRun.RunAsync(place, "models")).ShouldBeDone().Error.ShouldContain("There are no books at postgres://");
        Findings(await CommandRun.RunAsync(place, "doctor", "--offline", "--json")).ShouldContain(finding => finding.Contains("holds no books yet", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("restore")]
    public async Task Books_in_common_are_backed_up_where_they_are(string command)
    {
        using var folder = new TemporaryFolder();
        var place = new Terminal(folder.Path) { Environment = new Dictionary<string, string> { ["GRATIS_POSTGRES"] = "postgres://u:p@127.0.0.1:1/books" } };

        var run = await CommandRun.RunAsync(place, command, "x.zip");

        run.Exit.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldContain("pg_dump --schema=gratis");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Findings(CommandRun run) =>
        [.. run.Json.GetProperty("findings").EnumerateArray().Select(static finding => finding.GetProperty("found").GetString()!)];

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("gratis-replica-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
