using System.Text;
using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Secrets;

/// <summary>Plants a secret in every place, lets upstreams shout what they were sent, and looks for it in everything that came out.</summary>
public sealed class SecretTests
{
    private static readonly string[] Models = ["one/m", "query/m", "header/m", "groq/m", "mistral/m", "auto", "all"];

    [Fact]
    public async Task No_secret_ever_leaves_whatever_upstreams_shout_back()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Config(upstream), new GatewaySetup
        {
            DotEnv = $"GROQ_API_KEY={PlantedSecrets.DotEnvKey}\n",
            Environment = new Dictionary<string, string> { ["MISTRAL_API_KEY"] = PlantedSecrets.EnvironmentKey },
        });
        var said = new List<(string Where, string What)>();

        foreach (var shout in (Script[])[
            Shout(400), Shout(402), Shout(404), Shout(413), Shout(422), Shout(429), Shout(500), Shout(503), Shout(200),
            ShoutFrame(0), ShoutFrame(1), ShoutText, Answers.HangUp, Answers.Chat("fine"), Shout(403), Shout(401),
        ])
        {
            upstream.Otherwise = shout;
            var asked = Models.SelectMany(model => (Task<Reply>[])
            [
                gateway.ChatAsync(model, ("Authorization", "Bearer " + PlantedSecrets.ClientKey), ("X-Gateway-Max-Wait", "0")),
                gateway.PostAsync(Ask.Path, Ask.Streaming(model), ("x-api-key", PlantedSecrets.ClientKey), ("X-Gateway-Max-Wait", "0")),
            ]);
            foreach (var reply in await Task.WhenAll(asked))
                Add(said, "answer", reply);

            // Far enough for every cooldown but those of refused keys, which come last.
            gateway.Time.Skip(TimeSpan.FromDays(40));
        }

        foreach (var path in (string[])["/", "/health", "/health/ready", "/v1/models", "/v1/models/one/m", "/v1/models/all", "/nothing"])
        {
            Add(said, path, await gateway.GetAsync(path, ("x-api-key", PlantedSecrets.ClientKey)));
            Add(said, path, await gateway.GetAsync(path, ("x-api-key", PlantedSecrets.WrongKey)));
            Add(said, path, await gateway.GetAsync(path, ("Authorization", "Bearer " + PlantedSecrets.AdminToken)));
        }

        await gateway.RestartAsync(Config(upstream).Replace("port: 0", "port: 0, cooldown_seconds: 30", StringComparison.Ordinal));
        await gateway.StopAsync();
        said.Add(("log", string.Join('\n', gateway.Log.Lines.Select(l => $"{l.Message} {l.Exception}"))));
        said.Add(("terminal", gateway.Terminal));
        foreach (var file in Directory.EnumerateFiles(gateway.DataFolder, "*", SearchOption.AllDirectories))
            said.Add((Path.GetFileName(file), Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))));

        // The upstreams had them all, and were asked often, so there was something to shout.
        upstream.Calls.Count.ShouldBeGreaterThan(100);
        var received = upstream.Calls.Select(c => c.Target + " " + string.Join(' ', c.Headers.Values)).ToList();
        PlantedSecrets.OfUpstreams.ShouldAllBe(secret => received.Any(r => r.Contains(secret, StringComparison.Ordinal)));
        said.ShouldContain(s => s.Where == "gratis.db" && s.What.Length > 0);
        foreach (var (where, what) in said)
            PlantedSecrets.All.Where(secret => what.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty($"in {where}: {Shortened(what)}");
    }

    [Theory]
    [InlineData("auth: { admin_token: [ planted.admin.token.a7e38 ] }")]
    [InlineData("auth: { client_keys: [ { name: a, key: planted.client.key.4d9f1 }, { name: b, key: planted.client.key.4d9f1 } ] }")]
    [InlineData("providers: { one: { api_key: planted.api.key.1f83a } }")]
    [InlineData("providers: { one: { base_url: \"http://user:planted.api.key.1f83a@127.0.0.1/v1\" } }")]
    [InlineData("providers: { one: { base_url: \"http://127.0.0.1/v1\", headers: { X-A: \"planted.provider.header.b6f21\\nX-B: 1\" } } }")]
    [InlineData("api_key: planted.api.key.1f83a")]
    public async Task A_config_that_is_refused_does_not_show_what_is_secret_in_it(string yaml)
    {
        var said = await TestGateway.RefusesToStartAsync(yaml);

        said.ShouldNotBeEmpty();
        PlantedSecrets.All.ShouldAllBe(secret => !said.Contains(secret, StringComparison.Ordinal));
    }

    private static void Add(List<(string Where, string What)> said, string where, Reply reply) =>
        said.Add(($"{where} {reply.Status}", string.Join('\n', reply.Headers.Select(h => $"{h.Key}: {h.Value}")) + "\n" + reply.Text));

    private static string Shortened(string text) => text.Length > 600 ? text[..600] : text;

    /// <summary>Everything the call carried, as bare as a provider might quote it: no word beside it says that it is a key.</summary>
    private static string Quote(UpstreamCall call) =>
        string.Join(' ', call.Headers.Where(h => h.Key is "Authorization" or "X-Org-Token" or "X-Goog-Key").Select(h => h.Value.Replace("Bearer ", "", StringComparison.Ordinal)))
        + " is not welcome at " + call.Target;

    private static Script Shout(int status) => async (call, response) =>
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        if (status != 200)
            response.Headers["X-Echo"] = Quote(call);
        response.Headers.RetryAfter = "3600";
        await JsonSerializer.SerializeAsync(response.Body, new { error = new { message = Quote(call), type = Quote(call), code = status } });
    };

    private static Script ShoutText => async (call, response) =>
    {
        response.StatusCode = 502;
        response.ContentType = "text/html";
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes($"<html><title>{Quote(call)}</title><body>{Quote(call)}</body></html>"));
    };

    /// <summary>An error frame after so many words.</summary>
    private static Script ShoutFrame(int words) => (call, response) =>
        Answers.Stream(
            [.. Enumerable.Repeat(Answers.Send(Answers.Chunk("word")), words),
            Answers.Send($"data: {JsonSerializer.Serialize(new { error = new { message = Quote(call), code = 500 } })}\n\n")])(call, response);

    private static string Config(FakeUpstream upstream) => $$"""
        server: { port: 0 }
        auth:
          admin_token: {{PlantedSecrets.AdminToken}}
          client_keys: [ { name: laptop, key: {{PlantedSecrets.ClientKey}} } ]
        providers:
          one:
            base_url: "{{upstream.BaseUrl}}"
            api_key: {{PlantedSecrets.ApiKey}}
            api_keys: [ {{PlantedSecrets.SecondKey}}, {{PlantedSecrets.ThirdKey}} ]
            headers: { X-Org-Token: {{PlantedSecrets.ProviderHeader}} }
            free: all
            models: [ { id: m } ]
          query: { base_url: "{{upstream.BaseUrl}}", api_key: "{{PlantedSecrets.QueryKey}}", auth: query, auth_name: key, free: all, models: [ { id: m } ] }
          header: { base_url: "{{upstream.BaseUrl}}", api_key: {{PlantedSecrets.HeaderKey}}, auth: header, auth_name: X-Goog-Key, free: all, models: [ { id: m } ] }
          groq: { base_url: "{{upstream.BaseUrl}}", free: all, models: [ { id: m } ] }
          mistral: { base_url: "{{upstream.BaseUrl}}", free: all, models: [ { id: m } ] }
        pools:
          all: { targets: [ { model: one/m }, { model: query/m }, { model: header/m }, { model: groq/m }, { model: mistral/m } ] }
        """;
}
