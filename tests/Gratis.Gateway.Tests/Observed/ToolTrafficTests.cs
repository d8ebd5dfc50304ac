using System.Text.Json;
using Gratis.Gateway.Tests.Failover;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Observed;

/// <summary>What answers to clients teach, through real sockets: tools, JSON and parameters.</summary>
public sealed class ToolTrafficTests : IAsyncLifetime
{
    private const string Tools = """ "tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object"}}}], """;
    private const string Forced = Tools + """ "tool_choice":"required", """;

    private const string Call =
        """{"id":"c1","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"t1","type":"function","function":{"name":"weather","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}""";

    private const string CallChunk =
        """data: {"id":"c1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"t1","type":"function","function":{"name":"weather","arguments":"{}"}}]},"finish_reason":null}]}""" + "\n\n";

    private const string CallEnd = """data: {"id":"c1","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""" + "\n\n";

    private TwoUpstreams _both = null!;

    [Fact]
    public async Task Prose_where_a_call_was_owed_is_kept_from_the_client_and_the_route_gets_no_tools_again()
    {
        _both.Second.Otherwise = Answers.Json(200, Call);

        var first = (await AskAsync(Forced)).ShouldBeServed();
        first["X-Gateway-Trail"].ShouldBe("one/m=invalid_answer,two/m=served");
        first.Json.GetProperty("choices")[0].GetProperty("message").GetProperty("tool_calls").GetArrayLength().ShouldBe(1);

        Rebuild();
        (await AskAsync(Forced))["X-Gateway-Trail"].ShouldBe("two/m=served");
        (await _both.Gateway.ChatAsync("both"))["X-Gateway-Trail"].ShouldBe("one/m=served", "for text it is as good as before");
    }

    [Fact]
    public async Task A_stream_of_prose_reaches_no_client_that_must_have_a_call()
    {
        _both.First.Otherwise = Answers.Words("It", " is", " sunny");
        _both.Second.Otherwise = Answers.Stream(Answers.Send(CallChunk), Answers.Send(CallEnd), Answers.Send(Answers.Done));

        using var open = await _both.Gateway.OpenAsync(Body("\"stream\":true," + Forced));

        open["X-Gateway-Trail"].ShouldBe("one/m=invalid_answer,two/m=served");
        (await open.ReadToEndAsync()).ShouldBe(CallChunk + CallEnd + Answers.Done);
    }

    [Fact]
    public async Task The_last_route_s_prose_is_served()
    {
        var reply = (await _both.Gateway.PostAsync(Ask.Path, Body(Forced, "one/m"))).ShouldBeServed();
        reply["X-Gateway-Trail"].ShouldBe("one/m=served");
        reply.Text.ShouldContain("hello");
    }

    [Fact]
    public async Task Text_where_a_schema_was_given_moves_on_and_the_route_gets_no_schema_again()
    {
        const string Schema = """ "response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{"type":"object"}}}, """;
        _both.Second.Otherwise = Answers.Chat("{}");
        (await AskAsync(Schema))["X-Gateway-Trail"].ShouldBe("one/m=invalid_answer,two/m=served");

        Rebuild();
        (await AskAsync(Schema))["X-Gateway-Trail"].ShouldBe("two/m=served");
    }

    [Fact]
    public async Task A_refused_parameter_is_left_out_from_then_on()
    {
        _both.First.Then(Answers.Error(400, "Unsupported parameter: 'logit_bias' is not supported with this model."));
        (await AskAsync("\"logit_bias\":{},"))["X-Gateway-Trail"].ShouldBe("one/m=refused,two/m=served");

        Rebuild();
        (await AskAsync("\"logit_bias\":{},"))["X-Gateway-Trail"].ShouldBe("one/m=served");
        _both.First.Calls.First().Text.ShouldContain("logit_bias");
        _both.First.Calls.Last().Text.ShouldNotContain("logit_bias");
    }

    public async ValueTask InitializeAsync() => _both = await TwoUpstreams.StartAsync();

    public ValueTask DisposeAsync() => _both.DisposeAsync();

    private static string Body(string members, string model = "both")
    {
        var body = $$"""{"model":"{{model}}",{{members}}"messages":[{"role":"user","content":"hi"}]}""";
        JsonDocument.Parse(body).Dispose();
        return body;
    }

    private Task<Reply> AskAsync(string members) => _both.Gateway.PostAsync(Ask.Path, Body(members));

    /// <summary>What was learned is gathered for a moment before a catalogue is made of it.</summary>
    private void Rebuild() => _both.Gateway.Time.Skip(TimeSpan.FromSeconds(1));
}
