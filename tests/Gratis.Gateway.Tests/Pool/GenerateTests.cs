using Gratis.Gateway.Commands;
using Gratis.Gateway.Tests.Configuration;
using Gratis.Gateway.Tests.Fixtures;
using YamlDotNet.RepresentationModel;

namespace Gratis.Gateway.Tests.Pool;

public sealed class GenerateTests : IDisposable
{
    private const string Begin = "# BEGIN GENERATED OPENROUTER POOL";
    private const string End = "# END GENERATED OPENROUTER POOL";

    private readonly PoolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_litellm_config_has_what_litellm_reads()
    {
        var made = (await _folder.RunAsync("generate")).ShouldBeDone();

        var root = Yaml(made.Out);
        var deployments = ((YamlSequenceNode)root["model_list"]).Children.Cast<YamlMappingNode>().ToArray();
        deployments.Length.ShouldBe(10);
        deployments.ShouldAllBe(entry => entry["model_name"].ToString() == "primary");
        var first = (YamlMappingNode)deployments[0]["litellm_params"];
        first.ToString().ShouldBe("{ { model, openrouter/acme/swift-coder-480b:free }, { api_key, os.environ/OPENROUTER_API_KEY }, { drop_params, true }, { weight, 6 } }");
        deployments.Select(entry => int.Parse(entry["litellm_params"]["weight"].ToString(), null)).ShouldBe([6, 6, 3, 3, 3, 1, 1, 1, 1, 1]);
        root["router_settings"].ToString().ShouldBe("{ { routing_strategy, simple-shuffle }, { num_retries, 3 }, { timeout, 120 }, { allowed_fails, 2 }, { cooldown_time, 120 } }");
    }

    [Fact]
    public async Task A_paid_model_is_fallen_back_on_only_where_it_is_asked_for()
    {
        var root = Yaml((await _folder.RunAsync("generate", "--paid", "openrouter/openai/gpt-5-mini")).ShouldBeDone().Out);

        root["router_settings"]["fallbacks"].ToString().ShouldBe("[ { { primary, [ paid-tools ] } } ]");
        root["model_list"][10]["model_name"].ToString().ShouldBe("paid-tools");
        root["model_list"][10]["litellm_params"]["model"].ToString().ShouldBe("openrouter/openai/gpt-5-mini");
    }

    [Fact]
    public async Task The_gratis_format_passes_the_gateways_own_reader_and_weighs_as_wanted()
    {
        var yaml = (await _folder.RunAsync("generate", "--format", "gratis")).ShouldBeDone().Out;

        var pool = Reading.Valid(yaml).Pools["primary"];
        pool.Targets.Select(target => target.Weight).ShouldBe([6, 6, 3, 3, 3, 1, 1, 1, 1, 1]);
        pool.Targets[0].Model.ShouldBe("openrouter/acme/swift-coder-480b:free");
        pool.Fallback.ShouldBe(["paid-tools"]);
    }

    [Theory]
    [InlineData("litellm", "model_list:\r\n    - model_name: mine # é\r\n      litellm_params: { model: x/y }\r\n    # BEGIN GENERATED OPENROUTER POOL\r\n    # END GENERATED OPENROUTER POOL\r\nrest: [ 1,2 ]")]
    [InlineData("litellm", "\uFEFFmodel_list:\n# BEGIN GENERATED OPENROUTER POOL\nold junk: [\n# END GENERATED OPENROUTER POOL\n\n\n")]
    [InlineData("gratis", "pools:\n  mine: { targets: [ { model: groq/m } ] }\n  # BEGIN GENERATED OPENROUTER POOL\n  # END GENERATED OPENROUTER POOL\nserver: { port: 1 }")]
    public async Task Into_a_file_only_what_stands_between_the_markers_changes(string format, string before)
    {
        _folder.Write("config.yaml", before);

        (await _folder.RunAsync("generate", "--format", format, "--into", "config.yaml", "--apply")).ShouldBeDone();

        var after = _folder.Read("config.yaml");
        var begin = before.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        after[..begin].ShouldBe(before[..begin]);
        after[after.IndexOf(End, StringComparison.Ordinal)..].ShouldBe(before[before.IndexOf(End, StringComparison.Ordinal)..]);
        after.Contains('\r').ShouldBe(before.Contains('\r'));
        after.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain('\r');
        Yaml(after).Children.Count.ShouldBe(before.Contains("rest", StringComparison.Ordinal) || before.Contains("server", StringComparison.Ordinal) ? 2 : 1);
        if (format == "gratis")
            Reading.Valid(after).Pools.Keys.ShouldBe(["mine", "primary"], ignoreOrder: true);
    }

    [Fact]
    public async Task Looking_writes_nothing_and_says_with_ten_that_something_would_change()
    {
        var before = await WithConfigAsync();
        _folder.List([.. ListSketch.Dozen.Skip(1), new("acme/brand-new-coder-500b:free")]);

        var looked = await _folder.RunAsync("generate", "--into", "litellm.yaml");

        looked.Exit.ShouldBe(ExitCodes.WouldChange);
        looked.Out.ShouldStartWith("--- litellm.yaml\n+++ litellm.yaml\n@@ -");
        looked.Out.ShouldContain("-      model: openrouter/acme/swift-coder-480b:free\n");
        looked.Out.ShouldContain("+      model: openrouter/acme/brand-new-coder-500b:free\n");
        looked.Error.ShouldBe("litellm.yaml: would change: 1 added, 1 removed, 0 moved. --apply writes it.\n");
        _folder.Read("litellm.yaml").ShouldBe(before);

        (await _folder.RunAsync("generate", "--into", "litellm.yaml", "--dry-run")).Exit.ShouldBe(ExitCodes.WouldChange);
        (await _folder.RunAsync("generate", "--into", "litellm.yaml", "--apply")).ShouldBeDone().Error.ShouldBe("litellm.yaml: written: 1 added, 1 removed, 0 moved.\n");
        _folder.Read("litellm.yaml").ShouldNotBe(before);
    }

    [Fact]
    public async Task The_same_list_again_changes_nothing()
    {
        var before = await WithConfigAsync();
        _folder.List(ListSketch.Dozen.Reverse());

        foreach (var mode in (string[])["--dry-run", "--apply"])
        {
            var again = (await _folder.RunAsync("generate", "--into", "litellm.yaml", mode)).ShouldBeDone();
            (again.Out, again.Error).ShouldBe(("", "litellm.yaml: unchanged.\n"));
        }

        _folder.Read("litellm.yaml").ShouldBe(before);
    }

    [Theory]
    [InlineData("litellm")]
    [InlineData("gratis")]
    [InlineData("json")]
    public async Task Who_was_in_the_file_keeps_its_place_in_every_format(string format)
    {
        _folder.List([new("a/first-70b:free") { Context = 65_536 }]);
        _folder.Write("pool.txt", (await _folder.RunAsync("generate", "--format", format, "--size", "1")).ShouldBeDone().Out);
        _folder.List([new("a/first-70b:free") { Context = 65_536 }, new("a/better-70b:free")]);

        (await _folder.RunAsync("generate", "--format", format, "--size", "1")).ShouldBeDone().Out.ShouldContain("openrouter/a/better-70b:free");
        (await _folder.RunAsync("generate", "--format", format, "--size", "1", "--into", "pool.txt", "--apply")).ShouldBeDone().Error.ShouldBe("pool.txt: unchanged.\n");
    }

    [Fact]
    public async Task A_json_file_is_made_where_there_is_none_and_holds_what_the_points_are_made_of()
    {
        (await _folder.RunAsync("generate", "--format", "json", "--into", "pool.json", "--apply", "--profile", "script")).ShouldBeDone();

        var pool = System.Text.Json.JsonDocument.Parse(_folder.Read("pool.json")).RootElement;
        pool.GetProperty("profile").GetString().ShouldBe("script");
        var first = pool.GetProperty("models")[0];
        first.ToString().ShouldBe("""
            {
                  "rank": 1,
                  "model": "openrouter/acme/swift-coder-480b:free",
                  "weight": 6,
                  "context": 262144,
                  "points": 200,
                  "parts": {
                    "context": 180,
                    "word": 20
                  }
                }
            """);
    }

    [Fact]
    public async Task The_summary_says_who_came_who_left_why_and_how_to_block_one()
    {
        await WithConfigAsync();
        _folder.Write("veto.txt", "# trouble with tool calls\nagent-120b   # its bare name will do\nacme/tiny-*\n");
        _folder.List([.. ListSketch.Dozen, new("acme/brand-new-coder-500b:free") { Context = 1_048_576 }]);

        var summary = (await _folder.RunAsync("generate", "--into", "litellm.yaml", "--apply", "--summary", "markdown", "--blocklist", "veto.txt")).ShouldBeDone().Out;

        summary.ShouldContain("## OpenRouter free pool: 1 added, 1 removed, ");
        summary.ShouldContain("### Added\n\n- `openrouter/acme/brand-new-coder-500b:free`: rank 1, ");
        summary.ShouldContain("### Removed\n\n- `openrouter/acme/agent-120b:free`: blocked\n");
        summary.ShouldContain("### Moved\n\n");
        summary.ShouldContain("| 1 | `openrouter/acme/brand-new-coder-500b:free` | 6 | ");
        summary.ShouldContain("Write its id on a line of `veto.txt`.");
        _folder.Read("litellm.yaml").ShouldNotContain("agent-120b");
    }

    [Fact]
    public async Task The_report_says_the_same_to_programs()
    {
        await WithConfigAsync();
        _folder.List([.. ListSketch.Dozen.Skip(1), new("acme/brand-new-coder-500b:free")]);

        var looked = await _folder.RunAsync("generate", "--into", "litellm.yaml", "--json");

        looked.Exit.ShouldBe(ExitCodes.WouldChange);
        var report = looked.Json;
        (report.GetProperty("changed").GetBoolean(), report.GetProperty("written").GetBoolean()).ShouldBe((true, false));
        report.GetProperty("added")[0].GetString().ShouldBe("openrouter/acme/brand-new-coder-500b:free");
        report.GetProperty("removed")[0].GetProperty("why").GetString().ShouldBe("no longer listed");
        report.GetProperty("models").GetArrayLength().ShouldBe(10);
    }

    [Fact]
    public async Task The_live_list_is_asked_for_over_the_engines_own_connections()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        upstream.Otherwise = Answers.Json(200, ListSketch.Json(ListSketch.Dozen));

        var live = (await _folder.TypeAsync("generate", "--url", upstream.BaseUrl + "/models")).ShouldBeDone();

        live.Out.ShouldBe((await _folder.RunAsync("generate")).Out);
        upstream.Calls.Single().Target.ShouldBe("/v1/models");
        upstream.Calls.Single().Headers.ContainsKey("Authorization").ShouldBeFalse();
    }

    [Theory]
    [InlineData(503, "{}", "Answered 503: the provider has a fault. Try again later, or give a stored list with --input.")]
    [InlineData(200, "{\"data\":[]}", "The answer lists no models.")]
    [InlineData(200, "<html>", "")]
    public async Task A_list_that_is_none_leaves_the_file_as_it_is(int status, string body, string expected)
    {
        var before = await WithConfigAsync();
        await using var upstream = await FakeUpstream.StartAsync();
        upstream.Otherwise = Answers.Json(status, body);

        var failed = await _folder.TypeAsync("generate", "--url", upstream.BaseUrl + "/models", "--into", "litellm.yaml", "--apply");

        (failed.Exit, failed.Out).ShouldBe((ExitCodes.Unknown, ""));
        failed.Error.ShouldStartWith($"{upstream.BaseUrl}/models: {expected}");
        _folder.Read("litellm.yaml").ShouldBe(before);
    }

    private async Task<string> WithConfigAsync()
    {
        _folder.Write("litellm.yaml", (await _folder.RunAsync("generate")).ShouldBeDone().Out);
        return _folder.Read("litellm.yaml");
    }

    private static YamlMappingNode Yaml(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }
}
