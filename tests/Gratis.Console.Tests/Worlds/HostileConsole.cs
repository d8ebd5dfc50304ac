using System.Text.Json;

namespace Gratis.Console.Tests.Worlds;

/// <summary>A gateway in which everything that others may name or say is markup: models, pools, clients, accounts, prompts, answers, errors.</summary>
public sealed class HostileConsole : IAsyncLifetime
{
    internal const string Markup = "<img src=x onerror=window.hacked=1>";

    private FakeUpstream _upstream = null!;

    internal ConsoleWorld World { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        World = await ConsoleWorld.StartAsync(JsonSerializer.Serialize(new
        {
            server = new { max_wait_seconds = 0 },
            log = new { bodies = true },
            providers = new
            {
                hostile = new { base_url = _upstream.BaseUrl, api_keys = (string[])["key"], free = "all", models = ((string[])["gone", "limited", "serving"]).Select(name => new { id = Markup + name }) },
            },
            pools = new Dictionary<string, object> { [Markup] = new { strategy = "priority", targets = (object[])[new { model = $"hostile/{Markup}serving" }] } },
        }));

        _upstream.Then(Answers.Error(404, Markup)).Then(Answers.Error(429, Markup)).Then(Answers.Chat(Markup)).Then(Answers.Chat(Markup));
        (await AskAsync($"hostile/{Markup}gone")).Text.ShouldContain(Markup);
        await AskAsync($"hostile/{Markup}limited");
        (await AskAsync($"hostile/{Markup}serving")).ShouldBeServed();
        (await AskAsync(Markup)).ShouldBeServed();
        (await AskAsync($"no such {Markup}")).ShouldBeError(404, "model_not_found");
        (await World.Gateway.OwnerAsync(HttpMethod.Post, "/admin/api/accounts", $$"""{"provider":"groq","key":"never-used","label":"{{Markup}}"}""")).Status.ShouldBe(201);
        await World.Gateway.IssueAsync($$"""{"name":"{{Markup}}"}""");
    }

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    private Task<Reply> AskAsync(string model) =>
        World.Gateway.PostAsync(Ask.Path, $$"""{"model":"{{model}}","messages":[{"role":"user","content":"{{Markup}}"}]}""");
}
