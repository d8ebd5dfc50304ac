using Gratis.Catalog.Claims;
using Gratis.Catalog.Learned;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Tests.Configuration;
using Gratis.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Gateway.Tests.Pool;

/// <summary>What the generator does not do, and how it says so.</summary>
public sealed class GenerateRefusalTests : IDisposable
{
    private readonly PoolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("litellm", "model_list:\n- a\n", "c.yaml: It has no markers. Add these two lines below 'model_list:', indented as its entries are:\n  # BEGIN GENERATED OPENROUTER POOL\n  # END GENERATED OPENROUTER POOL\n")]
    [InlineData("gratis", "pools:\n", "c.yaml: It has no markers. Add these two lines below 'pools:', ")]
    [InlineData("litellm", "# BEGIN GENERATED OPENROUTER POOL\n", "c.yaml: Line 1 is '# BEGIN GENERATED OPENROUTER POOL', and no '# END GENERATED OPENROUTER POOL' follows.")]
    [InlineData("litellm", "a: 1\n# BEGIN GENERATED OPENROUTER POOL\n# END GENERATED OPENROUTER POOL\n", "c.yaml: With the pool between its markers it would no longer be YAML. They belong below 'model_list:'")]
    [InlineData("json", "[]", "c.yaml: It is no pool: ")]
    public async Task A_file_with_no_place_for_the_pool_is_left_alone(string format, string text, string expected)
    {
        _folder.Write("c.yaml", text);

        var refused = await _folder.RunAsync("generate", "--format", format, "--into", "c.yaml", "--apply");

        refused.Exit.ShouldBe(ExitCodes.Unknown);
        refused.Error.ShouldStartWith(expected);
        _folder.Read("c.yaml").ShouldBe(text);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_not_made_up()
    {
        var refused = await _folder.RunAsync("generate", "--into", "none.yaml", "--apply");

        refused.Exit.ShouldBe(ExitCodes.Unknown);
        refused.Error.ShouldBe("none.yaml: There is no such file. Make it with: gratis pool generate --format litellm > none.yaml\n");
        File.Exists(_folder.At("none.yaml")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_is_no_text_or_no_file_is_refused()
    {
        File.WriteAllBytes(_folder.At("latin.yaml"), [0x61, 0xE9, 0x0A]);
        Directory.CreateDirectory(_folder.At("folder"));

        (await _folder.RunAsync("generate", "--into", "latin.yaml")).Error.ShouldBe("latin.yaml: It is not UTF-8 text. Save it as UTF-8.\n");
        (await _folder.RunAsync("generate", "--into", "folder")).Error.ShouldBe("folder: This is a folder. Name the file.\n");
    }

    [Fact]
    public async Task A_list_without_one_that_may_be_in_it_makes_no_pool()
    {
        _folder.List([new("a/paid") { Prompt = "0.1", Completion = "0.1" }]);

        var refused = await _folder.RunAsync("generate");

        (refused.Exit, refused.Out).ShouldBe((ExitCodes.Unknown, ""));
        refused.Error.ShouldStartWith("None of the 1 models may be in the pool: ");
    }

    [Theory]
    [InlineData("--blocklist none.txt", ExitCodes.Unknown, "none.txt: There is no such blocklist. Make the file; it may be empty.")]
    [InlineData("--config none.yaml", ExitCodes.BadConfig, "none.yaml: There is no such config.")]
    [InlineData("--input none.json", ExitCodes.Unknown, "none.json: This file cannot be read: ")]
    public async Task What_is_named_must_be_there(string arguments, int exit, string expected)
    {
        var refused = await _folder.RunAsync(["generate", .. arguments.Split(' ')]);

        refused.Exit.ShouldBe(exit);
        refused.Error.ShouldStartWith(expected);
    }

    [Theory]
    [InlineData("generate --apply")]
    [InlineData("generate --apply --dry-run --into x")]
    [InlineData("generate --size 0")]
    [InlineData("generate --size 101")]
    [InlineData("generate --format toml")]
    [InlineData("generate --profile theirs")]
    [InlineData("generate --summary html")]
    [InlineData("generate --url ftp://x/y")]
    [InlineData("generate --url http://x/y --input z")]
    [InlineData("generate --paid m --format gratis")]
    [InlineData("generate --paid m --into x")]
    [InlineData("table --apply")]
    public void A_command_line_that_contradicts_itself_does_not_parse(string line) =>
        GratisCommand.Create(() => throw new InvalidOperationException()).Parse("pool " + line).Errors.ShouldNotBeEmpty();

    [Fact]
    public async Task The_configs_own_blocklist_counts_where_the_config_is_named()
    {
        _folder.Write("gratis.yaml", "discovery: { primary_blocklist: [ swift-coder-480b ] }\n");

        (await _folder.RunAsync("generate")).Out.ShouldContain("swift-coder-480b");
        (await _folder.RunAsync("generate", "--config", "gratis.yaml")).ShouldBeDone().Out.ShouldNotContain("swift-coder-480b");
    }

    [Fact]
    public async Task A_model_that_a_gateway_was_charged_for_is_out_where_its_data_folder_is_named()
    {
        var time = new ManualTime();
        Directory.CreateDirectory(_folder.At("data"));
        await using (var database = SqliteDatabase.Open(new SqliteOptions(_folder.At("data")), time, NullLogger<SqliteDatabase>.Instance))
        {
            new SqliteEvidenceStore(database, NullLogger<SqliteEvidenceStore>.Instance).Keep(new LearnedFact(
                "openrouter/acme/swift-coder-480b:free", LearnedTopics.Cost, "0.01", new Evidence(ClaimSource.Observed, "an answer", time.GetUtcNow(), 1)));
        }

        (await _folder.RunAsync("generate")).ShouldBeDone().Out.ShouldContain("swift-coder-480b");
        (await _folder.RunAsync("generate", "--data", "data")).ShouldBeDone().Out.ShouldNotContain("swift-coder-480b");
    }

    [Fact]
    public async Task Through_a_link_the_file_is_replaced_with_its_mode_and_the_link_stays()
    {
        if (OperatingSystem.IsWindows())
            return; // Links and modes are of Unix.

        Directory.CreateDirectory(_folder.At("real"));
        _folder.Write("real/c.yaml", (await _folder.RunAsync("generate", "--size", "2")).Out);
        File.SetUnixFileMode(_folder.At("real/c.yaml"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(_folder.At("c.yaml"), "real/c.yaml");

        (await _folder.RunAsync("generate", "--into", "c.yaml", "--apply")).ShouldBeDone();

        new FileInfo(_folder.At("c.yaml")).LinkTarget.ShouldBe("real/c.yaml");
        File.GetUnixFileMode(_folder.At("real/c.yaml")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        _folder.Read("real/c.yaml").ShouldContain("agent-120b");
        Directory.GetFiles(_folder.At("real")).Length.ShouldBe(1);
    }
}
