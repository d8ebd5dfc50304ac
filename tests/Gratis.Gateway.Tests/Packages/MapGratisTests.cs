using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gratis.AspNetCore;
using Gratis.Catalog;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Hosting;
using Gratis.Hosting.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gratis.Gateway.Tests.Packages;

/// <summary>The endpoints in an app that is not the gateway.</summary>
public sealed class MapGratisTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_app_of_one_s_own_serves_chats_streams_and_lists()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        upstream.Then(Answers.Chat("hello")).Then(Answers.Words("one ", "two"));
        await using var app = await StartAsync(upstream);
        using var http = Client(app);

        using var whole = await http.PostAsync("/v1/chat/completions", Json("""{"model":"auto","messages":[{"role":"user","content":"hi"}]}"""), cancellationToken: Cancel);
        whole.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await whole.Content.ReadAsStringAsync(cancellationToken: Cancel)).ShouldBe(Answers.Completion("hello"));
        whole.Headers.GetValues("X-Gateway-Trail").ShouldBe(["mine/m=served"]);
        whole.Headers.GetValues("X-Gateway-Request-Id").ShouldHaveSingleItem().ShouldStartWith("req-");

        using var stream = await http.PostAsync("/v1/chat/completions", Json("""{"model":"m","stream":true,"messages":[{"role":"user","content":"hi"}]}"""), cancellationToken: Cancel);
        (await stream.Content.ReadAsStringAsync(cancellationToken: Cancel)).ShouldBe(Answers.Chunk("one ") + Answers.Chunk("two") + Answers.Finish + Answers.Done);

        var models = await http.GetFromJsonAsync<JsonElement>("/v1/models", cancellationToken: Cancel);
        models.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()).ShouldContain("mine/m");
        (await http.GetFromJsonAsync<JsonElement>("/v1/models/mine/m", cancellationToken: Cancel)).GetProperty("id").GetString().ShouldBe("mine/m");
    }

    [Fact]
    public async Task Who_may_call_is_the_app_s_to_say()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var app = await StartAsync(upstream, mapped => mapped.RequireHost("llm.example"));
        using var http = Client(app);
        using var refused = await http.GetAsync("/v1/models", cancellationToken: Cancel);
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<WebApplication> StartAsync(FakeUpstream upstream, Action<IEndpointConventionBuilder>? guard = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddGratis(options =>
        {
            options.Providers["mine"] = new ProviderOptions { BaseUrl = upstream.BaseUrl, ApiKey = "k", Free = FreeRule.All, Models = { new ModelOptions { Id = "m" } } };
            options.Discovery.Enabled = false;
            options.Edges.Environment = _ => null;
        });
        var app = builder.Build();
        var mapped = app.MapGratis();
        guard?.Invoke(mapped);
        await app.StartAsync(cancellationToken: Cancel);
        return app;
    }

    private static HttpClient Client(WebApplication app) => new(new SocketsHttpHandler()) { BaseAddress = new Uri(app.Urls.First()) };

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");
}
