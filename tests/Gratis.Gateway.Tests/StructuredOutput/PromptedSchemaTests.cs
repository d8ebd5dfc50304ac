using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.StructuredOutput;

/// <summary><c>response_format: json_schema</c> where nobody has structured output, through real sockets.</summary>
public sealed class PromptedSchemaTests : IAsyncLifetime
{
    private const string Header = "X-Gateway-Structured-Output";
    private const string Format = """ "response_format":{"type":"json_schema","json_schema":{"name":"point","strict":true,"schema":{"type":"object","properties":{"x":{"type":"integer"}},"required":["x"],"additionalProperties":false}}} """;
    private const string Fenced = "```json\\n{\\\"x\\\": 1}\\n```";

    private FakeUpstream _first = null!;
    private FakeUpstream _second = null!;
    private TestGateway _gateway = null!;

    [Fact]
    public async Task Fenced_JSON_reaches_the_client_bare_and_a_header_says_how_it_came_about()
    {
        _first.Then(Answers.Chat(Fenced));
        var served = (await AskAsync("both")).ShouldBeServed();

        (served[Header], served["X-Gateway-Trail"], served["X-Gateway-Dropped-Params"]).ShouldBe(("prompted", "one/plain=served", null));
        served.Json.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString().ShouldBe("""{"x": 1}""");
        served.Json.GetProperty("usage").GetProperty("total_tokens").GetInt32().ShouldBe(5);
        var sent = JsonDocument.Parse(_first.Calls.ShouldHaveSingleItem().Body).RootElement;
        sent.TryGetProperty("response_format", out _).ShouldBeFalse();
        sent.GetProperty("model").GetString().ShouldBe("plain");
        sent.GetProperty("messages")[0].GetProperty("role").GetString().ShouldBe("system");
        sent.GetProperty("messages")[0].GetProperty("content").GetString()!.ShouldContain("\"required\":[\"x\"]");
        sent.GetProperty("messages")[1].GetRawText().ShouldBe("""{"role":"user","content":"hi"}""");
    }

    [Fact]
    public async Task Who_has_structured_output_gets_the_request_as_it_is_and_no_header_tells_of_anything()
    {
        _second.Then(Answers.Chat("""{\"x\":1}"""));
        var served = (await AskAsync("all")).ShouldBeServed();

        (served[Header], served["X-Gateway-Route"]).ShouldBe((null, "two/able"));
        _second.Calls.ShouldHaveSingleItem().Text.ShouldContain("\"response_format\"");
        _first.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_those_that_have_it_fail_the_others_are_told_in_words()
    {
        _second.Then(Answers.Error(500, "no"));
        _first.Then(Answers.Chat("""{\"x\":1}"""));
        var served = (await AskAsync("all")).ShouldBeServed();

        (served[Header], served["X-Gateway-Trail"]).ShouldBe(("prompted", "two/able=broken,one/plain=served"));
    }

    [Fact]
    public async Task An_answer_that_does_not_follow_it_goes_to_the_next_route()
    {
        _first.Then(Answers.Chat("""{\"x\":\"one\"}"""));
        _second.Then(Answers.Chat(Fenced));
        var served = (await AskAsync("both")).ShouldBeServed();

        (served[Header], served["X-Gateway-Trail"]).ShouldBe(("prompted", "one/plain=invalid_answer,two/plain=served"));
    }

    [Fact]
    public async Task When_nobody_follows_it_the_client_is_told_so()
    {
        _first.Otherwise = _second.Otherwise = Answers.Chat("It is one.");
        var failed = (await AskAsync("both")).ShouldBeError(502, "all_candidates_failed");

        failed["X-Gateway-Trail"]!.ShouldStartWith("one/plain=invalid_answer,two/plain=invalid_answer");
        failed[Header].ShouldBeNull();
        failed.ErrorMessage.ShouldContain("it is no JSON");
        failed.ErrorMessage.ShouldNotContain("It is one.");
    }

    [Fact]
    public async Task A_stream_is_well_formed_and_holds_nothing_that_was_not_checked()
    {
        _first.Then(Answers.Chat("Sorry."));
        _second.Then(Answers.Chat(Fenced));
        using var open = await _gateway.OpenAsync($$$"""{"model":"both","stream":true,"stream_options":{"include_usage":true},{{{Format}}},"messages":[{"role":"user","content":"hi"}]}""");
        (open.Status, open[Header], open["X-Gateway-Trail"], open["Content-Type"]).ShouldBe((200, "prompted", "one/plain=invalid_answer,two/plain=served", "text/event-stream"));
        var text = await open.ReadToEndAsync();

        text.ShouldEndWith("\n\ndata: [DONE]\n\n");
        var chunks = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[..^1].Select(frame => JsonDocument.Parse(frame["data: ".Length..]).RootElement).ToList();
        chunks.Select(chunk => chunk.GetProperty("object").GetString()).ShouldAllBe(kind => kind == "chat.completion.chunk");
        string.Concat(chunks.Where(chunk => chunk.GetProperty("choices").GetArrayLength() > 0)
            .Select(chunk => chunk.GetProperty("choices")[0].GetProperty("delta").TryGetProperty("content", out var content) ? content.GetString() : ""))
            .ShouldBe("""{"x": 1}""");
        chunks[1].GetProperty("choices")[0].GetProperty("finish_reason").GetString().ShouldBe("stop");
        chunks[2].GetProperty("usage").GetProperty("total_tokens").GetInt32().ShouldBe(5);
        _second.Calls.ShouldHaveSingleItem().Text.ShouldNotContain("stream");
        _second.Calls.Single()["Accept"].ShouldBe("application/json");
    }

    [Fact]
    public async Task A_stream_without_a_wish_for_usage_has_none()
    {
        _first.Then(Answers.Chat(Fenced));
        using var open = await _gateway.OpenAsync($$$"""{"model":"both","stream":true,{{{Format}}},"messages":[{"role":"user","content":"hi"}]}""");
        (await open.ReadToEndAsync()).ShouldNotContain("usage");
    }

    [Fact]
    public async Task A_stream_that_had_to_begin_before_says_it_in_its_comment()
    {
        var waited = new TaskCompletionSource();
        _first.Then(Answers.After(waited.Task, Answers.Chat(Fenced)));
        await using var hasty = await StartAsync("stream_keep_alive_seconds: 0.1");
        using var open = await hasty.OpenAsync($$$"""{"model":"both","stream":true,{{{Format}}},"messages":[{"role":"user","content":"hi"}]}""");
        await open.ReadUntilAsync(": waiting");
        waited.SetResult();

        var text = await open.ReadToEndAsync();
        text.ShouldContain(": gateway route=one/plain attempts=1 trail=one/plain=served structured-output=prompted\n\n");
        text.ShouldEndWith("data: [DONE]\n\n");
    }

    [Fact]
    public async Task A_stream_of_its_way_ends_with_the_checked_answer()
    {
        _first.Then(Answers.Chat(Fenced));
        var told = (await _gateway.PostAsync("/v1/chat/completions/stream-route", $$$"""{"model":"both","stream":true,{{{Format}}},"messages":[{"role":"user","content":"hi"}]}""")).ShouldBeServed().Text;

        told.ShouldContain("event: route");
        told.ShouldContain("""
            "content":"{\"x\": 1}"
            """);
        told.ShouldEndWith("data: [DONE]\n\n");
    }

    [Fact]
    public async Task Whom_the_client_will_not_have_is_not_told_anything()
    {
        _second.Then(Answers.Chat(Fenced));
        (await AskAsync("both", ("X-Gateway-Avoid", "one"))).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("two/plain=served");
        (await AskAsync("both", ("X-Gateway-Require", "no_training"))).ShouldBeError(400, "unsupported_capabilities");
        _first.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Explain_says_who_would_be_told_in_words()
    {
        var plan = (await _gateway.PostAsync("/v1/gateway/explain", Body("all"))).ShouldBeServed().Json;

        plan.GetProperty("candidates").EnumerateArray().Select(row => row.GetProperty("route").GetString()).ShouldBe(["two/able", "one/plain", "two/plain"]);
        var reasons = plan.GetProperty("candidates").EnumerateArray().Select(row => row.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!).ToList()).ToList();
        reasons[0].ShouldNotContain(reason => reason.Contains("structured output", StringComparison.Ordinal));
        reasons[1].ShouldContain("lacks structured output, so it is asked after all that do not: it gets the schema in its prompt, and its answer is checked");
        plan.GetProperty("rejected").GetArrayLength().ShouldBe(0);
    }

    public async ValueTask InitializeAsync()
    {
        (_first, _second) = (await FakeUpstream.StartAsync(), await FakeUpstream.StartAsync());
        _gateway = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    private Task<TestGateway> StartAsync(string server = "port: 0") => TestGateway.StartAsync($$"""
        server: { {{server}} }
        providers:
          one: { base_url: "{{_first.BaseUrl}}", free: all, models: [ { id: plain, structured_output: false } ] }
          two: { base_url: "{{_second.BaseUrl}}", free: all, models: [ { id: plain, structured_output: false }, { id: able, structured_output: true } ] }
        pools:
          both: { strategy: priority, targets: [ { model: one/plain }, { model: two/plain } ] }
          all: { strategy: priority, targets: [ { model: one/plain }, { model: two/plain }, { model: two/able } ] }
        """);

    private static string Body(string model) => $$$"""{"model":"{{{model}}}",{{{Format}}},"messages":[{"role":"user","content":"hi"}]}""";

    private Task<Reply> AskAsync(string model, params (string Name, string Value)[] headers) => _gateway.PostAsync(Ask.Path, Body(model), headers);
}
