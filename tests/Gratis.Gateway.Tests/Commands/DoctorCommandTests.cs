using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Storage;
using Microsoft.Data.Sqlite;

namespace Gratis.Gateway.Tests.Commands;

/// <summary><c>gratis doctor</c> on real folders, ports and upstreams.</summary>
public sealed class DoctorCommandTests : IDisposable
{
    private const string Key = "planted-key-of-mine";

    private readonly string _folder = Directory.CreateTempSubdirectory("gratis-doctor-").FullName;

    private string Data => Path.Combine(_folder, "data");

    [Fact]
    public async Task A_key_that_is_refused_and_a_clock_that_is_off_are_found_and_no_key_is_told()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        upstream.Otherwise = Answers.Json(401, "{}");
        Config($"mine: {{ base_url: \"{upstream.BaseUrl}\", api_key: {Key} }}");
        var time = new SkippingTime();
        time.Skip(TimeSpan.FromMinutes(2));

        var run = await RunAsync(time, "--json");

        run.Exit.ShouldBe(ExitCodes.Unknown);
        Severity(run, "key mine#1").ShouldBe("error");
        Found(run, "clock").ShouldContain("ahead of");
        Severity(run, "clock").ShouldBe("warning");
        Severity(run, "provider mine").ShouldBe("ok");
        (run.Out + run.Error).ShouldNotContain(Key);
    }

    [Fact]
    public async Task A_key_is_proven_only_by_a_list_that_strangers_do_not_get()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        var list = Answers.Json(200, """{"data":[{"id":"m","pricing":{"prompt":"0","completion":"0"}}]}""");
        Config($"mine: {{ base_url: \"{upstream.BaseUrl}\", api_key: {Key} }}");

        upstream.Otherwise = list;
        Found(await RunAsync(null, "--json"), "key mine#1").ShouldContain("not proven");

        upstream.Otherwise = (call, response) => (call["Authorization"] == $"Bearer {Key}" ? list : Answers.Json(401, "{}"))(call, response);
        var proven = await RunAsync(null, "--json");
        Found(proven, "key mine#1").ShouldBe("accepted");
        proven.Exit.ShouldBe(ExitCodes.Done, proven.Out);
        upstream.Calls.ShouldAllBe(call => call.Method == "GET");
    }

    [Fact]
    public async Task Offline_nobody_is_asked()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        Config($"mine: {{ base_url: \"{upstream.BaseUrl}\", api_key: {Key} }}");

        var run = await RunAsync(null, "--offline", "--json");

        upstream.Calls.ShouldBeEmpty();
        Checks(run).ShouldNotContain("provider mine");
        Severity(run, "keys").ShouldBe("ok");
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_told_with_the_step_that_failed()
    {
        Config($"""
            gone: {"{"} base_url: "http://127.0.0.1:{FreePort()}/v1", api_key: {Key} {"}"}
              own: {"{"} base_url: "http://127.0.0.1:{FreePort()}/v1", local: true {"}"}
            """);

        var run = await RunAsync(null, "--json");

        Found(run, "provider gone").ShouldContain("nobody listens there");
        Severity(run, "provider gone").ShouldBe("error");
        Severity(run, "provider own").ShouldBe("note");
    }

    [Fact]
    public async Task A_broken_config_is_told_line_by_line_and_the_folder_is_looked_at_all_the_same()
    {
        File.WriteAllText(Path.Combine(_folder, "gratis.yaml"), "server:\n  prot: 1\n  port: many\n");

        var run = await RunAsync(null);

        run.Exit.ShouldBe(ExitCodes.Unknown);
        run.Lines.ShouldContain(line => line.StartsWith("error") && line.Contains("gratis.yaml:2:") && line.Contains("port"));
        run.Lines.ShouldContain(line => line.StartsWith("error") && line.Contains("gratis.yaml:3:"));
        run.Lines.ShouldContain(line => line.Contains("data folder:"));
        run.Lines[^1].ShouldBe("2 errors, 0 warnings.");
    }

    [Fact]
    public async Task A_running_gateway_is_known_by_its_port_and_its_hold_on_the_database()
    {
        await using var world = await ListedWorld.StartAsync();
        await File.AppendAllTextAsync(Path.Combine(world.Gateway.Folder, "gratis.yaml"), $"\nserver: {{ port: {world.Gateway.Address.Port} }}\n", TestContext.Current.CancellationToken);

        var running = (await world.RunAsync("doctor", "--offline", "--json")).ShouldBeDone();
        await world.Gateway.StopAsync();
        var stopped = (await world.RunAsync("doctor", "--offline", "--json")).ShouldBeDone();

        Found(running, "port").ShouldStartWith("a gateway runs at");
        Found(running, "database").ShouldContain("in use by another process");
        Found(stopped, "port").ShouldEndWith("is free");
        Found(stopped, "database").ShouldNotContain("in use");
        Found(running, "admin token").ShouldContain("generated");
    }

    [Fact]
    public async Task A_port_of_another_program_is_an_error()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        File.WriteAllText(Path.Combine(_folder, "gratis.yaml"), $"server: {{ port: {((IPEndPoint)other.LocalEndpoint).Port} }}\n");
        var time = new SkippingTime();

        var asked = RunAsync(time, "--offline", "--json");

        // It takes the connection and never says a word.
        using var connection = await other.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask().Soon();
        time.Skip(TimeSpan.FromSeconds(10));
        var run = await asked;
        Severity(run, "port").ShouldBe("error");
        Found(run, "port").ShouldContain("another program");
    }

    [Fact]
    public async Task Damage_in_the_database_is_found()
    {
        Directory.CreateDirectory(Data);
        var database = Path.Combine(Data, "gratis.db");
        SqliteNative.Use();
        using (var connection = new SqliteConnection($"Data Source={database};Pooling=False"))
        {
            connection.Open();
            SqliteSchema.Upgrade(connection, database, Migration.BuiltIn, DateTimeOffset.UnixEpoch);
            using var fill = connection.CreateCommand();
            fill.CommandText = "CREATE TABLE filling (x TEXT); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO filling SELECT hex(randomblob(50)) FROM n";
            fill.ExecuteNonQuery();
        }

        await using (var file = File.OpenWrite(database))
        {
            file.Position = file.Length - 20_000;
            await file.WriteAsync(Enumerable.Repeat((byte)0x55, 12_000).ToArray(), TestContext.Current.CancellationToken);
        }

        var run = await RunAsync(null, "--offline", "--json");

        Severity(run, "database").ShouldBe("error");
        run.Exit.ShouldBe(ExitCodes.Unknown);
    }

    [Fact]
    public async Task Without_anything_it_says_how_to_begin()
    {
        var run = (await RunAsync(null, "--offline")).ShouldBeDone();

        run.Out.ShouldContain("no provider can be called");
        run.Out.ShouldContain("OPENROUTER_API_KEY");
        run.Lines[^1].ShouldBe("1 warning, no error.");
    }

    [Fact]
    public async Task A_pool_that_leads_nowhere_and_secrets_that_anybody_may_read_are_warned_of()
    {
        File.WriteAllText(Path.Combine(_folder, "gratis.yaml"), $$"""
            server: { port: 0 }
            providers:
              mine: { base_url: "http://127.0.0.1:9/v1", api_key: {{Key}}, models: [ { id: m, free: true } ] }
            pools:
              far: { targets: [ { model: groq/llama-3.3-70b-versatile } ] }
              near: { targets: [ { model: mine/m } ], fallback: [ far ] }
            spill: { enabled: true, monthly_budget_usd: 5 }
            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(_folder, "gratis.yaml"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var run = (await RunAsync(null, "--offline", "--json")).ShouldBeDone();

        Found(run, "pools.far.targets[0]").ShouldContain("groq/llama-3.3-70b-versatile");
        Found(run, "pools.far").ShouldContain("nothing backs it");
        Found(run, "spill").ShouldContain("no paid route");
        Checks(run).ShouldNotContain("pools.near");
        if (!OperatingSystem.IsWindows())
            run.Out.ShouldContain("holds secrets, and other users of this machine may read it");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Config(string providers) => File.WriteAllText(Path.Combine(_folder, "gratis.yaml"), $"server: {{ port: 0 }}\nproviders:\n  {providers}\n");

    private Task<CommandRun> RunAsync(TimeProvider? time, params string[] arguments) =>
        CommandRun.RunAsync(new Terminal(_folder) { Time = time ?? TimeProvider.System }, ["doctor", .. arguments, "--data", Data]);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static IReadOnlyList<JsonElement> Findings(CommandRun run) => [.. run.Json.GetProperty("findings").EnumerateArray()];

    private static IReadOnlyList<string?> Checks(CommandRun run) => [.. Findings(run).Select(finding => finding.GetProperty("check").GetString())];

    private static JsonElement Worst(CommandRun run, string check) => Findings(run)
        .Where(finding => finding.GetProperty("check").GetString() == check)
        .MaxBy(finding => Array.IndexOf(["ok", "note", "warning", "error"], finding.GetProperty("severity").GetString()));

    private static string Severity(CommandRun run, string check) => Worst(run, check).GetProperty("severity").GetString()!;

    private static string Found(CommandRun run, string check) => Worst(run, check).GetProperty("found").GetString()!;
}
