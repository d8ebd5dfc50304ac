using System.Text;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gratis.Gateway.Tests.Choosing;

/// <summary>A slow route and a quick one over real sockets.</summary>
public sealed class HedgingTests
{
    [Fact]
    public async Task The_quicker_stream_reaches_the_client_and_the_slow_upstream_is_hung_up_on()
    {
        await using var slow = await FakeUpstream.StartAsync(Answers.Silent);
        await using var quick = await FakeUpstream.StartAsync(Answers.Words("quick"));
        await using var gateway = await StartAsync(slow, quick, "routing: { hedge: true }");
        using var reply = await gateway.StreamAsync("auto");

        (await reply.ReadToEndAsync()).ShouldBe(Answers.Chunk("quick") + Answers.Finish + Answers.Done);
        reply["X-Gateway-Trail"].ShouldBe("slow/m=cancelled,quick/m=served");
        reply["X-Gateway-Attempts"].ShouldBe("2");
        await (await slow.NextCallAsync()).Gone.Soon();
    }

    [Fact]
    public async Task Without_it_nobody_is_asked_twice()
    {
        var answer = new TaskCompletionSource();
        await using var slow = await FakeUpstream.StartAsync(Answers.After(answer.Task, Answers.Words("slow")));
        await using var quick = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(slow, quick, "server: { port: 0 }");
        var pending = gateway.StreamAsync("auto");
        await slow.NextCallAsync();
        gateway.Time.Skip(TimeSpan.FromSeconds(5));
        answer.SetResult();
        using var reply = await pending.Soon();
        (await reply.ReadToEndAsync()).ShouldContain("slow");
        quick.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_model_that_ran_out_of_tokens_gets_more_over_the_wire()
    {
        const string Empty = """{"choices":[{"index":0,"message":{"role":"assistant","content":"","reasoning":"hm"},"finish_reason":"length"}]}""";
        await using var upstream = await FakeUpstream.StartAsync(Answers.Json(200, Empty), Answers.Chat("done"));
        await using var other = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream, other, "server: { port: 0 }");
        var reply = await gateway.PostAsync(Ask.Path, """{"model":"auto","max_tokens":64,"messages":[{"role":"user","content":"hi"}]}""");
        reply.ShouldBeServed()["X-Gateway-Trail"].ShouldBe("slow/m=invalid_answer,slow/m=served");
        Encoding.UTF8.GetString(upstream.Calls.Last().Body).ShouldContain("\"max_tokens\":1024,");
        other.Calls.ShouldBeEmpty();
    }

    private static async Task<TestGateway> StartAsync(FakeUpstream slow, FakeUpstream quick, string section)
    {
        var gateway = await TestGateway.StartAsync($$"""
            {{section}}
            providers:
              slow: { base_url: "{{slow.BaseUrl}}", api_key: s, free: all, models: [ { id: m } ] }
              quick: { base_url: "{{quick.BaseUrl}}", api_key: q, free: all, models: [ { id: m } ] }
            """);
        var engine = gateway.Services.GetRequiredService<GratisEngine>();
        for (var i = 0; i < 20; i++) engine.Measures.Route("slow/m").Served(TimeSpan.FromSeconds(0.3), engine.Time.GetUtcNow());
        return gateway;
    }
}
