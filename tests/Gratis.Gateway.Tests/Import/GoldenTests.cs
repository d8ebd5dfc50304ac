using Gratis.Gateway.Commands;
using Gratis.Gateway.Import;
using Gratis.Gateway.Tests.Commands;
using Gratis.Gateway.Tests.Configuration;

namespace Gratis.Gateway.Tests.Import;

/// <summary>Whole configs of the other systems, the config each becomes, and all that is said of it.</summary>
public sealed class GoldenTests
{
    private const string Folder = "tests/Gratis.Gateway.Tests/Import/Golden";

    [Theory]
    [InlineData("litellm", "litellm.in.yaml")]
    [InlineData("openmux", "openmux.in.yaml")]
    [InlineData("llmproxy", "llmproxy.in.json")]
    [InlineData("freerouter", "freerouter.in.json")]
    [InlineData("env", "env.in.env")]
    public async Task Each_becomes_the_config_and_the_words_that_are_kept_beside_it(string system, string file)
    {
        var run = (await CommandRun.RunAsync(new Terminal(Repository.Path(Folder)), "import", system, file)).ShouldBeDone();

        run.Out.ShouldBe(Repository.Read($"{Folder}/{system}.yaml"));
        run.Error.ShouldBe(Repository.Read($"{Folder}/{system}.txt"));
        (run.Out + run.Error).ShouldNotContain("planted", Case.Insensitive);
    }

    [Theory]
    [InlineData(nameof(ImportSystem.LiteLlm), "litellm.in.yaml")]
    [InlineData(nameof(ImportSystem.OpenMux), "openmux.in.yaml")]
    [InlineData(nameof(ImportSystem.LlmProxy), "llmproxy.in.json")]
    [InlineData(nameof(ImportSystem.FreeRouter), "freerouter.in.json")]
    [InlineData(nameof(ImportSystem.Env), "env.in.env")]
    public void Our_own_reader_takes_each_without_a_word(string system, string file)
    {
        var imported = ImportRun.Good(Enum.Parse<ImportSystem>(system), Repository.Read($"{Folder}/{file}"));

        var reading = ImportRun.Read(imported);

        reading.Errors.ShouldBeEmpty();
        reading.Warnings.ShouldBeEmpty();
        reading.Config.Providers.ShouldNotBeEmpty();
    }
}
