using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.DataPlane;

/// <summary>What of a request reaches the upstream: every byte but those of the model, and what its route cannot take.</summary>
public sealed class RequestBytesTests : IAsyncLifetime
{
    private const string Messages = """
        "messages":[{"role":"user","content":"hi"}]
        """;

    private FakeUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    [Theory]
    [InlineData("""{"model":"§","messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("{ \t\"messages\" : [ { \"content\":\"hi\" , \"role\":\"user\" } ] ,\r\n  \"model\"  :  \"§\"\n}\n")]
    [InlineData("""{"temperature":1.0e-0,"top_p":0.10000,"seed":18446744073709551616,"model":"§","messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("""{"model":"§","x_unknown":{"deep":[1,{"b":null,"a":1E400}]},"messages":[{"role":"user","content":"hi","name":"n","x":[]}],"y":-0.0}""")]
    [InlineData("""{"model":"§","messages":[{"role":"user","content":"\u00e9 é \ud83d\ude00 😀 \/ \u002F"}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":"the \"model\":\"one/m\" is one/m"}],"metadata":{"model":"one/m"},"model":"§"}""")]
    [InlineData("""{"x":1,"x":2,"model":"§","messages":[{"role":"user","content":"hi"}]}""")]
    public async Task Every_byte_but_the_model_arrives_as_it_was_sent(string body)
    {
        (await _gateway.PostAsync(Ask.Path, body.Replace("§", "one/m", StringComparison.Ordinal))).ShouldBeServed();

        _upstream.Calls.ShouldHaveSingleItem().Text.ShouldBe(body.Replace("§", "m", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_in_escapes_is_understood_and_replaced()
    {
        (await _gateway.PostAsync(Ask.Path, $$"""{"model":"\u006fne\/m",{{Messages}}}""")).ShouldBeServed();

        _upstream.Calls.ShouldHaveSingleItem().Text.ShouldBe($$"""{"model":"m",{{Messages}}}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"model\":null,")]
    [InlineData("\"model\":\"\",")]
    [InlineData("\"model\":\" \",")]
    public async Task A_request_without_a_model_goes_where_auto_goes(string model)
    {
        var reply = (await _gateway.PostAsync(Ask.Path, $$"""{{{model}}{{Messages}}}""")).ShouldBeServed();

        reply["X-Gateway-Route"].ShouldBe("one/m");
        _upstream.Calls.ShouldHaveSingleItem().Model.ShouldBe("m");
    }

    [Fact]
    public async Task A_stream_is_asked_for_its_usage_and_the_client_that_did_not_ask_never_sees_it()
    {
        _upstream.Then(Answers.Stream(Answers.Send(Answers.Chunk("a") + Answers.Finish), Answers.Send(Answers.Usage), Answers.Send(Answers.Done)));

        using var reply = await _gateway.StreamAsync("one/m");

        (await reply.ReadToEndAsync()).ShouldBe(Answers.Chunk("a") + Answers.Finish + Answers.Done);
        _upstream.Calls.ShouldHaveSingleItem().Text.ShouldBe($$"""{"stream_options":{"include_usage":true},"model":"m","stream":true,{{Messages}}}""");
    }

    [Fact]
    public async Task A_client_that_asked_for_usage_gets_it_and_its_bytes_are_left_alone()
    {
        _upstream.Then(Answers.Stream(Answers.Send(Answers.Chunk("a") + Answers.Finish + Answers.Usage + Answers.Done)));

        using var reply = await _gateway.OpenAsync(Ask.StreamingWithUsage("one/m"));

        (await reply.ReadToEndAsync()).ShouldBe(Answers.Chunk("a") + Answers.Finish + Answers.Usage + Answers.Done);
        _upstream.Calls.ShouldHaveSingleItem().Text.ShouldBe(Ask.StreamingWithUsage("m"));
    }

    [Fact]
    public async Task A_provider_that_cannot_report_usage_is_not_asked()
    {
        _upstream.Then(Answers.Words("a"));

        using var reply = await _gateway.StreamAsync("mute/m");
        await reply.ReadToEndAsync();

        _upstream.Calls.ShouldHaveSingleItem().Text.ShouldBe(Ask.Streaming("m"));
    }

    [Fact]
    public async Task Parameters_a_route_refuses_are_dropped_and_named()
    {
        var reply = await _gateway.PostAsync(Ask.Path, $$"""{"seed":1,"model":"picky/m","logit_bias":{"1":2},{{Messages}},"user":"u","keep":1}""");

        reply.ShouldBeServed()["X-Gateway-Dropped-Params"]!.Split(',').Order().ShouldBe(["logit_bias", "seed", "user"]);
        _upstream.Calls.ShouldHaveSingleItem().Text.ShouldBe($$"""{"model":"m",{{Messages}},"keep":1}""");
    }

    [Fact]
    public async Task Nothing_is_named_where_nothing_was_dropped() =>
        (await _gateway.ChatAsync("picky/m")).ShouldBeServed()["X-Gateway-Dropped-Params"].ShouldBeNull();

    [Fact]
    public async Task A_byte_order_mark_stays_behind()
    {
        (await _gateway.PostAsync(Ask.Path, "\uFEFF" + Ask.Of("one/m"))).ShouldBeServed();

        _upstream.Calls.ShouldHaveSingleItem().Text.ShouldBe(Ask.Of("m"));
    }

    [Fact]
    public async Task The_upstream_sees_its_key_its_headers_and_what_clients_say_of_themselves_and_nothing_else()
    {
        (await _gateway.ChatAsync(
            "picky/m",
            ("User-Agent", "MyApp/2.0"), ("X-Title", "My App"), ("HTTP-Referer", "https://app.example"),
            ("Cookie", "session=1"), ("X-Forwarded-For", "203.0.113.9"), ("Accept-Language", "de"), ("X-Gateway-Max-Wait", "1"))).ShouldBeServed();

        var call = _upstream.Calls.ShouldHaveSingleItem();
        call["Authorization"].ShouldBe("Bearer picky-key");
        call["X-Org"].ShouldBe("mine");
        call["User-Agent"].ShouldBe("MyApp/2.0");
        call["X-Title"].ShouldBe("My App");
        call["HTTP-Referer"].ShouldBe("https://app.example");
        call["Content-Type"].ShouldBe("application/json");
        foreach (var own in (string[])["Cookie", "X-Forwarded-For", "Accept-Language", "X-Gateway-Max-Wait"])
            call[own].ShouldBeNull();
    }

    [Fact]
    public async Task Embeddings_and_rerank_reach_their_own_addresses_untouched()
    {
        _upstream.Then(Answers.Json(200, """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1]}],"usage":{"prompt_tokens":1}}"""));
        _upstream.Then(Answers.Json(200, """{"results":[{"index":0,"relevance_score":0.5}]}"""));

        var embedded = await _gateway.PostAsync("/v1/embeddings", """{ "input":[ "a", "b" ], "model":"one/e", "dimensions":8 }""");
        var ranked = await _gateway.PostAsync("/v1/rerank", """{"query":"q","documents":["a",{"text":"b"}],"model":"one/r","top_n":1}""");

        embedded.ShouldBeServed().Text.ShouldContain("\"embedding\":[0.1]");
        ranked.ShouldBeServed().Text.ShouldBe("""{"results":[{"index":0,"relevance_score":0.5}]}""");
        ranked["X-Gateway-Route"].ShouldBe("one/r");
        _upstream.Calls.Select(c => c.Target).ShouldBe(["/v1/embeddings", "/v1/rerank"]);
        _upstream.Calls.Select(c => c.Text).ShouldBe(
            ["""{ "input":[ "a", "b" ], "model":"e", "dimensions":8 }""", """{"query":"q","documents":["a",{"text":"b"}],"model":"r","top_n":1}"""]);
    }

    public async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync($$"""
            providers:
              one:
                base_url: "{{_upstream.BaseUrl}}"
                free: all
                models: [ { id: m }, { id: e, kind: embedding }, { id: r, kind: rerank } ]
              mute: { base_url: "{{_upstream.BaseUrl}}", stream_usage: false }
              picky: { base_url: "{{_upstream.BaseUrl}}", api_key: picky-key, headers: { X-Org: mine }, rejected_parameters: [ seed, user, logit_bias ] }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }
}
