using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Wishes;

/// <summary><c>POST /v1/chat/completions/web-search</c>: only routes that search, each asked in its own words.</summary>
public sealed class WebSearchTests : IAsyncLifetime
{
    private const string Search = "/v1/chat/completions/web-search";
    private const string Function = """{"type":"function","function":{"name":"f","parameters":{}}}""";

    private FakeUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    /// <summary>Beside these a provider may be asked for its balance.</summary>
    private UpstreamCall[] Chats => [.. _upstream.Calls.Where(call => call.Method == "POST")];

    [Theory]
    [InlineData("groq/groq/compound", """{"compound_custom":{"tools":{"enabled_tools":["web_search"]}},"model":"groq/compound",%}""")]
    [InlineData("groq/openai/gpt-oss-20b", """{"tools":[{"type":"browser_search"}],"tool_choice":"required","model":"openai/gpt-oss-20b",%}""")]
    [InlineData("openrouter/a/b:free", """{"tools":[{"type":"openrouter:web_search"}],"model":"a/b:free",%}""")]
    [InlineData("zhipu/glm-4.5-flash", """{"tools":[{"type":"web_search","web_search":{"enable":true,"search_result":true}}],"model":"glm-4.5-flash",%}""")]
    [InlineData("mine/searching", """{"tools":[{"type":"web_search_preview"}],"tool_choice":{"type":"web_search_preview"},"model":"searching",%}""")]
    public async Task Each_provider_is_asked_in_its_own_words(string route, string sent)
    {
        var served = (await _gateway.PostAsync(Search, Ask.Of(route))).ShouldBeServed();

        served["X-Gateway-Route"].ShouldBe(route);
        Chats.ShouldHaveSingleItem().Text.ShouldBe(sent.Replace("%", "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_client_s_own_tools_stay_and_its_choice_gives_way()
    {
        (await _gateway.PostAsync(Search, $$$"""
            {"model":"openrouter/a/b:free","tools":[{{{Function}}},{"type":"web_search_preview"}],"tool_choice":{"type":"function","function":{"name":"f"}},"messages":[{"role":"user","content":"hi"}],"x":{"y":[1.50]}}
            """)).ShouldBeServed();

        var sent = JsonDocument.Parse(Chats.ShouldHaveSingleItem().Body).RootElement;
        sent.GetProperty("tools").GetRawText().ShouldBe($$"""[{{Function}},{"type":"openrouter:web_search"}]""");
        sent.TryGetProperty("tool_choice", out _).ShouldBeFalse();
        sent.GetProperty("x").GetRawText().ShouldBe("""{"y":[1.50]}""");
    }

    [Fact]
    public async Task An_answer_in_words_is_no_ignored_call()
    {
        const string forced = $$"""{"model":"two","tools":[{{Function}}],"tool_choice":"required","messages":[{"role":"user","content":"hi"}]}""";

        // Told to search, prose is what a model writes; told to call a tool, it has ignored that, the next is asked, and soon nobody counts on its tools.
        (await _gateway.PostAsync(Search, forced.Replace("two", "mine/searching", StringComparison.Ordinal))).ShouldBeServed()["X-Gateway-Attempts"].ShouldBe("1");
        (await _gateway.PostAsync(Search, forced.Replace("two", "two-again", StringComparison.Ordinal))).ShouldBeServed()["X-Gateway-Attempts"].ShouldBe("1");
        (await _gateway.PostAsync(Ask.Path, forced)).ShouldBeServed()["X-Gateway-Attempts"].ShouldBe("2");
    }

    [Fact]
    public async Task Who_cannot_search_for_nothing_is_left_out_of_the_free_lanes()
    {
        var served = (await _gateway.PostAsync(Search, Ask.Of("mixed"))).ShouldBeServed();

        served["X-Gateway-Route"].ShouldBe("mine/searching", "the others cost money, or nobody knows that they search");
        served["X-Gateway-Trail"].ShouldBe("mine/searching=served");
    }

    [Theory]
    [InlineData("mine/plain")]
    [InlineData("mine/denied")]
    [InlineData("mistral/m")]
    [InlineData("unsearching")]
    public async Task Where_nobody_searches_it_says_so_and_sends_nothing(string model)
    {
        var refused = (await _gateway.PostAsync(Search, Ask.Of(model))).ShouldBeError(400, "unsupported_capabilities");

        refused.Json.GetProperty("error").GetProperty("required_capabilities").EnumerateArray().Select(name => name.GetString()).ShouldBe(["web_search"]);
        Chats.ShouldBeEmpty();
        if (model is "mine/plain" or "unsearching")
            (await _gateway.ChatAsync(model)).ShouldBeServed();
    }

    [Fact]
    public async Task A_search_that_is_paid_for_takes_no_route_its_being_free()
    {
        _upstream.Otherwise = Answers.Json(200, Answers.Completion("found").Replace("\"total_tokens\":5", "\"total_tokens\":5,\"cost\":0.02", StringComparison.Ordinal));
        var served = (await _gateway.PostAsync(Search, Ask.Of("openrouter/a/b:free"))).ShouldBeServed();
        served["X-Gateway-Cost-USD"].ShouldBe("0.02");

        _upstream.Otherwise = Answers.Error(402, "Insufficient credits for web search");
        (await _gateway.PostAsync(Search, Ask.Of("openrouter/a/b:free"))).ShouldBeError(502, "all_candidates_failed");

        _upstream.Otherwise = Answers.Chat("hello");
        (await _gateway.ChatAsync("openrouter/free")).ShouldBeServed()["X-Gateway-Route"].ShouldBe("openrouter/a/b:free");
    }

    [Fact]
    public async Task A_stream_is_searched_for_too()
    {
        _upstream.Otherwise = Answers.Words("found", "it");
        var reply = (await _gateway.PostAsync(Search, Ask.Streaming("groq/openai/gpt-oss-20b"))).ShouldBeServed();

        reply.Text.ShouldContain("found");
        reply.Text.ShouldEndWith(Answers.Done);
        var sent = JsonDocument.Parse(Chats.ShouldHaveSingleItem().Body).RootElement;
        sent.GetProperty("tools")[0].GetProperty("type").GetString().ShouldBe("browser_search");
        sent.GetProperty("stream_options").GetProperty("include_usage").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_search_in_a_plain_chat_is_put_into_the_provider_s_words_and_left_to_the_model()
    {
        const string body = """{"model":"groq/openai/gpt-oss-20b","tools":[{"type":"web_search_preview"}],"tool_choice":"auto","messages":[{"role":"user","content":"hi"}]}""";
        (await _gateway.PostAsync(Ask.Path, body)).ShouldBeServed();

        Chats.ShouldHaveSingleItem().Text.ShouldBe("""{"model":"openai/gpt-oss-20b","tools":[{"type":"browser_search"}],"tool_choice":"auto","messages":[{"role":"user","content":"hi"}]}""");
    }

    [Fact]
    public async Task The_next_provider_is_asked_in_its_words_when_the_first_fails()
    {
        _upstream.Then(Answers.Error(500, "broken"));
        var served = (await _gateway.PostAsync(Search, Ask.Of("two"))).ShouldBeServed();

        served["X-Gateway-Route"].ShouldBe("mine/searching");
        var calls = Chats;
        calls[0].Text.ShouldContain("browser_search");
        calls[1].Text.ShouldContain("web_search_preview");
        calls[1].Text.ShouldNotContain("browser_search");
    }

    [Theory]
    [InlineData("""{"model":"mine/searching"}""", "messages")]
    [InlineData("""{"model":"mine/searching","messages":[{"role":"user","content":"hi"}],"tools":5}""", "tools")]
    [InlineData("[]", "object")]
    public async Task What_is_no_chat_request_is_refused_as_ever(string body, string named) =>
        (await _gateway.PostAsync(Search, body)).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain(named);

    [Fact]
    public async Task Wishes_hold_here_too() =>
        (await _gateway.PostAsync(Search, Ask.Of("two"), ("X-Gateway-Require", "mine"))).ShouldBeServed()["X-Gateway-Provider"].ShouldBe("mine");

    public async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync($$"""
            providers:
              groq: { base_url: "{{_upstream.BaseUrl}}", api_key: k, free: all, models: [ { id: groq/compound }, { id: openai/gpt-oss-20b } ] }
              openrouter: { base_url: "{{_upstream.BaseUrl}}", api_key: k, models: [ { id: "a/b:free", free: true } ] }
              zhipu: { base_url: "{{_upstream.BaseUrl}}", api_key: k, free: all, models: [ { id: glm-4.5-flash } ] }
              mistral: { base_url: "{{_upstream.BaseUrl}}", api_key: k, free: all, models: [ { id: m } ] }
              mine: { base_url: "{{_upstream.BaseUrl}}", free: all, models: [ { id: plain }, { id: denied, web_search: false }, { id: searching, web_search: true } ] }
            pools:
              mixed: { strategy: priority, targets: [ { model: "openrouter/a/b:free" }, { model: zhipu/glm-4.5-flash }, { model: mine/plain }, { model: mine/searching } ] }
              two: { strategy: priority, targets: [ { model: groq/openai/gpt-oss-20b }, { model: mine/searching } ] }
              two-again: { strategy: priority, targets: [ { model: groq/groq/compound }, { model: groq/openai/gpt-oss-20b } ] }
              unsearching: { strategy: priority, targets: [ { model: "openrouter/a/b:free" }, { model: mine/plain } ] }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }
}
