using System.Text.Json;
using Gratis.Catalog.Facts;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Commands;

/// <summary><c>gratis providers</c>: what is known of each, and by what it is configured.</summary>
public sealed class ProvidersCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gratis-commands-").FullName;
    private readonly Dictionary<string, string> _environment = [];

    [Fact]
    public async Task Every_known_provider_is_there_with_what_is_known_of_it()
    {
        var rows = Rows(await RunAsync("providers", "--json"));

        rows.Select(row => row.GetProperty("id").GetString()).ShouldBe(BuiltInFacts.Load().All.Select(known => known.Id));
        var groq = Row(rows, "groq");
        groq.GetProperty("configured").GetBoolean().ShouldBeFalse();
        groq.GetProperty("to_configure").GetString().ShouldBe("set GROQ_API_KEY");
        groq.GetProperty("keys_url").GetString().ShouldStartWith("https://");
        groq.GetProperty("rate_headers").GetArrayLength().ShouldBeGreaterThan(0);
        groq.GetProperty("tier").GetString().ShouldBe("standing");
        groq.GetProperty("models").GetProperty("basis").GetString().ShouldBe("shipped");
        foreach (var property in new[] { "permanence", "region", "needs", "data", "free_rule", "evidence" })
            groq.GetProperty(property).ValueKind.ShouldBe(JsonValueKind.Object, property);
    }

    [Fact]
    public async Task It_names_the_variable_and_never_the_key()
    {
        _environment["GOOGLE_API_KEY"] = "planted-key-of-google";
        File.WriteAllText(Path.Combine(_folder, ".env"), "# mine\nGROQ_API_KEY=planted-key-of-groq\n");
        File.WriteAllText(Path.Combine(_folder, "gratis.yaml"), "providers:\n  cerebras:\n    api_key: planted-key-of-cerebras\n  ollama: {}\n");

        var run = await RunAsync("providers", "--json");
        var rows = Rows(run);

        Row(rows, "gemini").GetProperty("configured_by").GetString().ShouldBe("GOOGLE_API_KEY");
        Row(rows, "groq").GetProperty("configured_by").GetString().ShouldBe("GROQ_API_KEY (.env:2:1)");
        Row(rows, "cerebras").GetProperty("configured_by").GetString()!.ShouldStartWith("providers.cerebras.api_key (gratis.yaml:3:");
        Row(rows, "ollama").GetProperty("configured_by").GetString()!.ShouldStartWith("providers.ollama (gratis.yaml:4:");
        foreach (var command in new string[][] { ["providers"], ["providers", "groq"], ["providers", "--json"], ["models"] })
        {
            var text = await RunAsync(command);
            (text.Out + text.Error).ShouldNotContain("planted-key", Case.Insensitive, string.Join(' ', command));
        }
    }

    [Fact]
    public async Task Only_those_that_can_be_called_are_listed_with_the_switch()
    {
        _environment["GROQ_API_KEY"] = "planted-key-of-groq";
        File.WriteAllText(Path.Combine(_folder, "gratis.yaml"), "providers:\n  openrouter: {}\n");

        Rows(await RunAsync("providers", "--configured", "--json")).Select(row => row.GetProperty("id").GetString()).ShouldBe(["groq"]);
    }

    [Fact]
    public async Task A_variable_of_the_address_that_is_missing_is_named()
    {
        _environment["CLOUDFLARE_API_KEY"] = "planted-key-of-cloudflare";

        Row(Rows(await RunAsync("providers", "--json")), "cloudflare").GetProperty("to_configure").GetString().ShouldBe("set CLOUDFLARE_ACCOUNT_ID");
    }

    [Fact]
    public async Task A_provider_of_the_owners_own_is_there_with_what_its_list_says()
    {
        await using var world = await ListedWorld.StartAsync();
        await world.Gateway.StopAsync();

        var mine = Row(Rows(await world.RunAsync("providers", "--json")), "mine");

        mine.GetProperty("configured").GetBoolean().ShouldBeTrue();
        mine.GetProperty("models").GetProperty("known").GetInt32().ShouldBe(2);
        mine.GetProperty("models").GetProperty("free").GetInt32().ShouldBe(1);
        mine.GetProperty("models").GetProperty("basis").GetString().ShouldBe("catalogue");
        mine.GetProperty("listed_at").GetDateTimeOffset().ShouldBeInRange(DateTimeOffset.UnixEpoch.AddYears(50), world.Gateway.Time.GetUtcNow());
        (await world.RunAsync("providers", "--configured")).Out.ShouldContain("mine");
    }

    [Fact]
    public async Task The_owners_rule_of_what_is_free_takes_the_place_of_the_shipped_one()
    {
        _environment["GROQ_API_KEY"] = "planted-key-of-groq";
        File.WriteAllText(Path.Combine(_folder, "gratis.yaml"), "providers:\n  groq: { free: none }\n");

        var groq = Row(Rows(await RunAsync("providers", "--json")), "groq");

        groq.GetProperty("free_models").GetString().ShouldBe("your rule: none");
        groq.GetProperty("models").GetProperty("free").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task One_provider_is_told_whole_by_id_or_alias()
    {
        var run = (await RunAsync("providers", "google")).ShouldBeDone();

        run.Lines[0].ShouldStartWith("gemini: ");
        foreach (var head in new[] { "configured", "free models", "tier", "lasts", "region", "needs", "trains", "variables", "sign up", "source" })
            run.Out.ShouldContain($"\n  {head} ");
    }

    [Fact]
    public async Task An_unknown_provider_is_refused_with_the_nearest_one()
    {
        var run = await RunAsync("providers", "cerebrs");

        run.Exit.ShouldBe(ExitCodes.Unknown);
        run.Error.ShouldContain("Did you mean cerebras?");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static List<JsonElement> Rows(CommandRun run) => [.. run.ShouldBeDone().Json.GetProperty("providers").EnumerateArray()];

    private static JsonElement Row(IEnumerable<JsonElement> rows, string id) => rows.Single(row => row.GetProperty("id").GetString() == id);

    private Task<CommandRun> RunAsync(params string[] arguments) =>
        CommandRun.RunAsync(new Terminal(_folder) { Environment = _environment }, [.. arguments, "--data", Path.Combine(_folder, "data")]);
}
