using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Wishes;

/// <summary>Whom a key's requests may go to; what its client says can only narrow that.</summary>
public sealed class KeyPolicyTests
{
    private const string Keys = "/admin/api/client-keys";

    private const string Configured = """
        auth:
          client_keys:
            - { name: anyone, key: anyone-key }
            - { name: two, key: two-key, providers: [ google, mistral, Groq ] }
            - { name: not-mine, key: not-mine-key, avoid_providers: [ mine ] }
            - { name: european, key: european-key, regions: [ EU ] }
            - { name: not-european, key: not-european-key, avoid_regions: [ eu ] }
            - { name: private, key: private-key, privacy: no_training }
        """;

    [Theory]
    [InlineData("anyone", null, "mine")]
    [InlineData("two", null, "mistral")]
    [InlineData("two", "groq", "groq")]
    [InlineData("two", "no_training", "groq")]
    [InlineData("two", "mine", null)]
    [InlineData("not-mine", null, "mistral")]
    [InlineData("not-mine", "mine", null)]
    [InlineData("not-mine", "groq", "groq")]
    [InlineData("european", null, "mistral")]
    [InlineData("european", "region:global", null)]
    [InlineData("european", "region:global, region:eu", "mistral")]
    [InlineData("european", "groq", null)]
    [InlineData("not-european", null, "groq")]
    [InlineData("not-european", "region:eu", null)]
    [InlineData("private", null, "groq")]
    [InlineData("private", "mistral", null)]
    public async Task A_client_narrows_what_its_key_allows_and_never_widens_it(string client, string? require, string? provider)
    {
        await using var world = await ThreeProviders.StartAsync(Configured);
        (string, string)[] headers = require is null ? [("x-api-key", client + "-key")] : [("x-api-key", client + "-key"), ("X-Gateway-Require", require)];

        var reply = await world.Gateway.ChatAsync("all", headers);

        if (provider is null)
            reply.ShouldBeError(400, "unsupported_capabilities");
        else
            reply.ShouldBeServed()["X-Gateway-Provider"].ShouldBe(provider);
    }

    [Fact]
    public async Task An_issued_key_keeps_its_policy_over_a_restart_until_it_is_changed()
    {
        await using var world = await ThreeProviders.StartAsync();
        var (id, secret) = await world.Gateway.IssueAsync("""
            { "name": "phone", "providers": [ "google", "Mistral", "groq" ], "avoid_providers": [ "zhipu" ], "regions": [ "EU" ], "avoid_regions": [ "cn" ], "privacy": "any" }
            """);
        (await AskAsync()).ShouldBeServed()["X-Gateway-Provider"].ShouldBe("mistral");

        await world.Gateway.RestartAsync();
        (await AskAsync()).ShouldBeServed()["X-Gateway-Provider"].ShouldBe("mistral");
        var listed = (await world.Gateway.OwnerAsync(HttpMethod.Get, Keys)).ShouldBeServed().Json.GetProperty("client_keys")[0];
        Names(listed, "providers").ShouldBe("gemini mistral groq", "an alias is kept as the id it stands for");
        Names(listed, "avoid_providers").ShouldBe("zhipu");
        Names(listed, "regions").ShouldBe("eu");
        Names(listed, "avoid_regions").ShouldBe("cn");
        listed.GetProperty("privacy").GetString().ShouldBe("any");

        (await world.Gateway.OwnerAsync(HttpMethod.Put, $"{Keys}/{id}", """{ "name": "phone", "privacy": "no_training" }""")).ShouldBeServed()
            .Json.GetProperty("privacy").GetString().ShouldBe("no_training");
        (await AskAsync()).ShouldBeServed()["X-Gateway-Provider"].ShouldBe("groq");

        Task<Reply> AskAsync() => world.Gateway.ChatAsync("all", ("x-api-key", secret));
    }

    [Theory]
    [InlineData("""{ "name": "x", "providers": [ "nobody" ] }""", "'nobody'")]
    [InlineData("""{ "name": "x", "avoid_providers": "groq" }""", "avoid_providers must be an array")]
    [InlineData("""{ "name": "x", "regions": [ "europe" ] }""", "'europe'")]
    [InlineData("""{ "name": "x", "avoid_regions": [ 1 ] }""", "avoid_regions must be an array")]
    [InlineData("""{ "name": "x", "privacy": "none" }""", "'any' or 'no_training'")]
    [InlineData("""{ "name": "x", "privacy": true }""", "'any' or 'no_training'")]
    public async Task A_policy_that_names_nothing_known_issues_no_key(string body, string says)
    {
        await using var world = await ThreeProviders.StartAsync();

        (await world.Gateway.OwnerAsync(HttpMethod.Post, Keys, body)).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain(says);
        (await world.Gateway.OwnerAsync(HttpMethod.Get, Keys)).ShouldBeServed().Json.GetProperty("client_keys").GetArrayLength().ShouldBe(0);
    }

    private static string Names(JsonElement key, string member) => string.Join(' ', key.GetProperty(member).EnumerateArray().Select(name => name.GetString()));
}
