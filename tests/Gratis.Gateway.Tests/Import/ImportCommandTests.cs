using Gratis.Gateway.Commands;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Environments;
using Gratis.Gateway.Import;
using Gratis.Gateway.Tests.Commands;

namespace Gratis.Gateway.Tests.Import;

public sealed class ImportCommandTests : IDisposable
{
    private const string Config = """
        model_list:
          - { model_name: g, litellm_params: { model: groq/a, api_key: "gsk planted \"one\"" } }
          - { model_name: g, litellm_params: { model: mistral/b, api_key: "${MISTRAL_API_KEY}" } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("gratis-import-").FullName;

    public ImportCommandTests() => File.WriteAllText(At("litellm.yaml"), Config);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_secret_in_clear_is_told_by_its_variable_and_goes_nowhere()
    {
        var run = (await RunAsync("litellm", "litellm.yaml")).ShouldBeDone();

        run.Out.ShouldContain("  groq:\n    api_key: \"${GROQ_API_KEY}\"\n");
        run.Error.ShouldBe("set GROQ_API_KEY: a key of provider groq (in clear in the source)\nset MISTRAL_API_KEY: a key of provider mistral\n");
        Directory.GetFiles(_folder).Length.ShouldBe(1);
    }

    [Fact]
    public async Task An_environment_file_takes_the_secrets_and_keeps_what_it_had()
    {
        File.WriteAllText(At(".env"), "OTHER=1");

        (await RunAsync("litellm", "litellm.yaml", "--env-file", ".env")).ShouldBeDone().Error.ShouldStartWith(".env has GROQ_API_KEY: a key of provider groq\n");
        (await RunAsync("litellm", "litellm.yaml", "--env-file", ".env")).ShouldBeDone();

        var values = DotEnv.Parse(File.ReadAllText(At(".env")), ".env", new Problems());
        values.Select(value => (value.Key, value.Value.Text)).ShouldBe([("OTHER", "1"), ("GROQ_API_KEY", "gsk planted \"one\"")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_new_environment_file_is_its_owners_alone()
    {
        if (OperatingSystem.IsWindows())
            return; // Modes are of Unix.

        (await RunAsync("litellm", "litellm.yaml", "--env-file", ".env")).ShouldBeDone();

        File.GetUnixFileMode(At(".env")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Another_secret_of_that_name_is_not_overwritten()
    {
        File.WriteAllText(At(".env"), "GROQ_API_KEY=mine\n");

        var refused = await RunAsync("litellm", "litellm.yaml", "--env-file", ".env", "--into", "gratis.yaml");

        refused.Exit.ShouldBe(ExitCodes.Unknown);
        refused.Error.ShouldBe(".env: It has another GROQ_API_KEY already. Nothing was written; give that one another name, or another file.\n");
        File.ReadAllText(At(".env")).ShouldBe("GROQ_API_KEY=mine\n");
        File.Exists(At("gratis.yaml")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_config_that_is_there_is_never_touched()
    {
        (await RunAsync("litellm", "litellm.yaml", "--into", "gratis.yaml")).ShouldBeDone().Out.ShouldBe("");
        File.ReadAllText(At("gratis.yaml")).ShouldContain("pools:\n  g:\n");

        var refused = await RunAsync("litellm", "litellm.yaml", "--into", "gratis.yaml");

        refused.Exit.ShouldBe(ExitCodes.Unknown);
        refused.Error.ShouldStartWith("gratis.yaml: It is there already, ");
    }

    [Fact]
    public async Task For_programs_it_is_json_without_a_secret()
    {
        var run = (await RunAsync("litellm", "litellm.yaml", "--json")).ShouldBeDone();

        run.Json.GetProperty("yaml").GetString()!.ShouldContain("pools:");
        run.Json.GetProperty("variables")[0].ToString().ShouldContain("\"in_clear\": true");
        run.Out.ShouldNotContain("planted");
    }

    [Theory]
    [InlineData("litellm", "none.yaml", "", "none.yaml: There is no such file.")]
    [InlineData("litellm", "x", "- a\n", "x:1:1: This is no config of litellm: a mapping of its sections was expected.")]
    [InlineData("litellm", "x", "a: [ 1\nb: 2\n", "x:")]
    [InlineData("llmproxy", "x", "{ \"providers\": sk-planted-key }", "x:1:16: This is not valid JSON here.")]
    [InlineData("llmproxy", "x", "[]", "x:1:1: This is no config of llmproxy: a mapping of its sections was expected.")]
    [InlineData("openmux", "x", "providers: { a: { base_url: \"https://user:sk-planted-key@host.example/v1\" } }", "the result:")]
    public async Task What_cannot_be_read_is_told_with_its_place_and_without_its_secrets(string system, string file, string text, string expected)
    {
        if (text.Length > 0)
            File.WriteAllText(At(file), text);

        var refused = await RunAsync(system, file);

        (refused.Exit, refused.Out).ShouldBe((ExitCodes.Unknown, ""));
        refused.Error.ShouldStartWith(expected);
        refused.Error.ShouldNotContain("planted");
    }

    [Fact]
    public void Nothing_that_holds_a_secret_prints_it()
    {
        var imported = ImportRun.Good(ImportSystem.LiteLlm, Config);

        imported.Variables.ShouldContain(variable => variable.Secret == "gsk planted \"one\"");
        string.Concat(imported.Variables.Select(variable => variable.ToString())).ShouldNotContain("planted");
        imported.ToString().ShouldNotContain("planted");
    }

    [Theory]
    [InlineData("""{"routes":[]}""")]
    [InlineData("[]")]
    [InlineData("""{"data":[{"provider":"groq","model":"m","enabled":false}]}""")]
    public void An_empty_catalogue_is_an_empty_config_with_a_remark(string json) =>
        ImportRun.Good(ImportSystem.FreeRouter, json).Remarks.ShouldContain(new Remark(0, "freerouter", "no route of a known provider is enabled, so there is no pool."));

    [Fact]
    public void A_bare_catalogue_is_read_too() =>
        ImportRun.Read(ImportRun.Good(ImportSystem.FreeRouter, """[{"provider":"groq","model":"b","rank":2},{"provider":"groq","model":"a","rank":1}]"""))
            .Config.Pools["freerouter"].Targets.Select(target => target.Model).ShouldBe(["groq/a", "groq/b"]);

    [Fact]
    public void Keys_that_are_none_and_keys_that_are_examples_are_no_secrets()
    {
        var imported = ImportRun.Good(ImportSystem.LlmProxy, """{"providers":{"openai":{"base_url":"https://api.openai.com/v1","api_key":"sk-..."},"box":{"base_url":"http://box:1/v1","api_key":"none"}}}""");

        imported.Variables.ShouldBe([new NeededVariable("OPENAI_API_KEY", "a key of provider openai")]);
        ImportRun.Read(imported).Config.Providers["box"].ApiKey.ShouldBeNull();
    }

    [Fact]
    public void A_text_that_only_looks_like_a_reference_or_a_number_stays_a_text()
    {
        var imported = ImportRun.Good(ImportSystem.LlmProxy, """{"favorite_free_models":["123","a$b","true","- x","a: b","é","tab\there"]}""");

        ImportRun.Read(imported).Config.FavoriteFreeModels.ShouldBe(["123", "a$b", "true", "- x", "a: b", "é", "tab\there"], Case.Sensitive);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.RunAsync(new Terminal(_folder), ["import", .. arguments]);

    private string At(string name) => Path.Combine(_folder, name);
}
