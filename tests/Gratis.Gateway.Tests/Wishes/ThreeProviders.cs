using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Wishes;

/// <summary>
/// Three providers that differ in what is known of them: groq serves from anywhere and trains on nothing, mistral serves from the EU and may
/// train, and of mine nobody knows anything.
/// </summary>
internal sealed class ThreeProviders : IAsyncDisposable
{
    private ThreeProviders(FakeUpstream groq, FakeUpstream mistral, FakeUpstream mine, TestGateway gateway) =>
        (Groq, Mistral, Mine, Gateway) = (groq, mistral, mine, gateway);

    public FakeUpstream Groq { get; }

    public FakeUpstream Mistral { get; }

    public FakeUpstream Mine { get; }

    public TestGateway Gateway { get; }

    /// <param name="also">More of the config.</param>
    /// <param name="ofMine">What its owner says of the third.</param>
    public static async Task<ThreeProviders> StartAsync(string also = "", string ofMine = "")
    {
        var (groq, mistral, mine) = (await FakeUpstream.StartAsync(), await FakeUpstream.StartAsync(), await FakeUpstream.StartAsync());
        foreach (var upstream in (FakeUpstream[])[groq, mistral, mine])
            upstream.Otherwise = AnswerAsync;
        var models = "[ { id: m }, { id: e, kind: embedding }, { id: r, kind: rerank } ]";
        var gateway = await TestGateway.StartAsync($$"""
            providers:
              mine: { base_url: "{{mine.BaseUrl}}", free: all, models: {{models}} {{ofMine}} }
              mistral: { base_url: "{{mistral.BaseUrl}}", api_key: k, free: all, models: {{models}} }
              groq: { base_url: "{{groq.BaseUrl}}", api_key: k, free: all, models: {{models}} }
            pools:
              all: { strategy: priority, targets: [ { model: mine/m }, { model: mistral/m }, { model: groq/m } ] }
              vectors: { strategy: priority, targets: [ { model: mine/e }, { model: mistral/e } ] }
            {{also}}
            """, new GatewaySetup { Environment = new Dictionary<string, string> { ["GRATIS_ADMIN_TOKEN"] = Owner.Token } });
        return new ThreeProviders(groq, mistral, mine, gateway);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Groq.DisposeAsync();
        await Mistral.DisposeAsync();
        await Mine.DisposeAsync();
    }

    private static Task AnswerAsync(UpstreamCall call, Microsoft.AspNetCore.Http.HttpResponse response) =>
        (call.Target switch
        {
            "/v1/embeddings" => Answers.Json(200, """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1]}],"model":"e","usage":{"prompt_tokens":1,"total_tokens":1}}"""),
            "/v1/rerank" => Answers.Json(200, """{"results":[{"index":0,"relevance_score":0.5}]}"""),
            _ when call.Text.Contains("\"stream\":true", StringComparison.Ordinal) => Answers.Words("hello"),
            _ => Answers.Chat("hello"),
        })(call, response);
}
