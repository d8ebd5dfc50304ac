using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Upkeep;

/// <summary>The config of another system over HTTP: shown first, saved only where nobody wrote one.</summary>
public sealed class ImportEndpointTests
{
    private const string Secret = "sk-or-v1-0123456789abcdef";

    [Theory]
    [InlineData("litellm", """{"model_list":[{"model_name":"team","litellm_params":{"model":"groq/llama-3.3-70b-versatile","api_key":"os.environ/GROQ_API_KEY"}}]}""", "groq/llama-3.3-70b-versatile")]
    [InlineData("openmux", """{"server":{"port":9001}}""", "9001")]
    [InlineData("llmproxy", """{"server":{"port":9002}}""", "9002")]
    [InlineData("env", "OPENROUTER_API_KEY=" + Secret, "OPENROUTER_API_KEY")]
    public async Task Each_system_is_translated_and_nothing_is_changed(string system, string text, string expected)
    {
        await using var gateway = await StartAsync();
        var before = Directory.GetFileSystemEntries(gateway.Folder);

        var answer = (await ImportAsync(gateway, system, text, save: false)).ShouldBeServed();

        (answer.Json.GetProperty("config").GetString() + answer.Json.GetProperty("variables")).ShouldContain(expected);
        answer.Text.ShouldNotContain(Secret);
        Directory.GetFileSystemEntries(gateway.Folder).ShouldBe(before);
    }

    [Fact]
    public async Task Where_there_is_no_config_yet_the_result_becomes_it_with_its_secrets_beside_it()
    {
        await using var gateway = await StartAsync();
        (await ImportAsync(gateway, "env", "OPENROUTER_API_KEY=" + Secret, save: true)).ShouldBeError(409, "config_exists");
        File.Delete(Path.Combine(gateway.Folder, "gratis.yaml"));

        var answer = (await ImportAsync(gateway, "env", "OPENROUTER_API_KEY=" + Secret, save: true)).ShouldBeServed();

        answer.Text.ShouldNotContain(Secret);
        (await File.ReadAllTextAsync(Path.Combine(gateway.Folder, "gratis.yaml"), TestContext.Current.CancellationToken)).ShouldBe(answer.Json.GetProperty("config").GetString());
        (await File.ReadAllTextAsync(Path.Combine(gateway.Folder, ".env"), TestContext.Current.CancellationToken)).ShouldContain($"OPENROUTER_API_KEY={Secret}");
        (await gateway.OwnerAsync(HttpMethod.Get, "/admin/api/audit")).Text.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_the_place()
    {
        await using var gateway = await StartAsync();

        (await ImportAsync(gateway, "litellm", "model_list: [ {", save: false)).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain("config.txt:");
        (await ImportAsync(gateway, "other", "x", save: false)).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain("litellm, openmux, llmproxy, freerouter, env");
        (await gateway.OwnerAsync(HttpMethod.Post, "/admin/api/import", """{"text":"x"}""")).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain("system is missing");
    }

    private static Task<TestGateway> StartAsync() =>
        TestGateway.StartAsync("", new GatewaySetup { IsDemo = true, Environment = new Dictionary<string, string> { ["GRATIS_ADMIN_TOKEN"] = Owner.Token } });

    private static Task<Reply> ImportAsync(TestGateway gateway, string system, string text, bool save) => gateway.OwnerAsync(
        HttpMethod.Post, "/admin/api/import", System.Text.Json.JsonSerializer.Serialize(new { system, name = "config.txt", text, save }));
}
