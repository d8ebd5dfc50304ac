using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Gratis.Tests.Hosting.Client;

public sealed class ToolTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private const string Call = """
        {"id":"c-1","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_7","type":"function",
        "extra_content":{"google":{"thought_signature":"c2ln"}},"function":{"name":"weather","arguments":"{\"city\":\"Rome\",\"days\":2}"}}]},"finish_reason":"tool_calls"}]}
        """;

    private static readonly AIFunction Weather = AIFunctionFactory.Create((string city, int days) => new[] { $"{city} {days}", "sunny" }, "weather", "The weather of a city");

    [Fact]
    public void A_function_that_a_model_calls_is_invoked_and_its_result_sent_back()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Json(Call), Reply.Json(Reply.Answer));
        using var client = new InvokingClient(world.Client);

        var response = world.Run(() => client.GetResponseAsync("Weather?", new ChatOptions { ModelId = "a/m", Tools = [Weather] }, cancellationToken: Cancel));

        response.Text.ShouldBe("hello");
        var messages = world.Sent.GetProperty("messages");
        messages[1].ToString().ShouldBe("""
            {"role":"assistant","tool_calls":[{"id":"call_7","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Rome\",\"days\":2}"},"extra_content":{"google":{"thought_signature":"c2ln"}}}],"content":null}
            """.Trim());
        messages[2].ToString().ShouldBe("""{"role":"tool","tool_call_id":"call_7","content":"[\"Rome 2\",\"sunny\"]"}""");
        var offered = world.Sent.GetProperty("tools")[0].GetProperty("function");
        (offered.GetProperty("name").GetString(), offered.GetProperty("description").GetString()).ShouldBe(("weather", "The weather of a city"));
        offered.GetProperty("parameters").GetProperty("properties").GetProperty("days").GetProperty("type").GetString().ShouldBe("integer");
    }

    [Fact]
    public void A_function_that_a_stream_calls_piece_by_piece_is_invoked_the_same_way()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Sse(
            Step.Text(Tool("""{"index":0,"id":"call_1","type":"function","function":{"name":"weather","arguments":""}}""")),
            Step.Text(Tool("""{"index":0,"function":{"arguments":"{\"city\":\"Ro"}}""")),
            Step.Text(Tool("""{"index":1,"id":"call_2","function":{"name":"weather","arguments":"{\"city\":\"Oslo\",\"days\":1}"}}""")),
            Step.Text(Tool("""{"index":0,"function":{"arguments":"me\",\"days\":3}"}}""")),
            Step.Text("""data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""" + "\n\n"),
            Step.Text(Reply.Done)), Reply.Stream);
        using var client = new InvokingClient(world.Client);

        var updates = world.Run(() => client.GetStreamingResponseAsync("Weather?", new ChatOptions { ModelId = "a/m", Tools = [Weather] }, cancellationToken: Cancel).ToListAsync(cancellationToken: Cancel).AsTask());

        updates[^1].FinishReason.ShouldBe(ChatFinishReason.Stop);
        string.Concat(updates).ShouldBe("hi");
        var results = world.Sent.GetProperty("messages").EnumerateArray().Where(message => message.GetProperty("role").GetString() == "tool").ToArray();
        results.Select(result => result.GetProperty("content").GetString()).ShouldBe(["[\"Rome 3\",\"sunny\"]", "[\"Oslo 1\",\"sunny\"]"]);
    }

    [Fact]
    public void Calls_that_share_a_number_are_told_apart_by_their_ids_and_those_without_either_follow_one_another()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Sse(
            Step.Text(Tool("""{"index":0,"id":"x","function":{"name":"weather","arguments":"{\"city\":\"A\",\"days\":1}"}},{"index":0,"id":"y","function":{"name":"weather","arguments":"{\"city\":\"B\",\"days\":1}"}}""")),
            Step.Text(Reply.Finish), Step.Text(Reply.Done)));
        var response = world.Run(() => world.Client.GetStreamingResponseAsync("Hi", new ChatOptions { ModelId = "a/m", Tools = [Weather] }, cancellationToken: Cancel).ToChatResponseAsync(cancellationToken: Cancel));
        response.Messages[0].Contents.OfType<FunctionCallContent>().Select(call => (call.CallId, call.Arguments!["city"]!.ToString())).ShouldBe([("x", "A"), ("y", "B")]);
    }

    [Fact]
    public void Arguments_that_are_no_JSON_are_told_as_such()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Sse(Step.Text(Tool("""{"index":0,"id":"x","function":{"name":"weather","arguments":"{\"city\":"}}""")), Step.Text(Reply.Finish), Step.Text(Reply.Done)));
        var response = world.Run(() => world.Client.GetStreamingResponseAsync("Hi", new ChatOptions { ModelId = "a/m", Tools = [Weather] }, cancellationToken: Cancel).ToChatResponseAsync(cancellationToken: Cancel));
        response.Messages[0].Contents.OfType<FunctionCallContent>().ShouldHaveSingleItem().Exception.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("auto", "\"auto\"")]
    [InlineData("none", "\"none\"")]
    [InlineData("required", "\"required\"")]
    [InlineData("weather", """{"type":"function","function":{"name":"weather"}}""")]
    public void Whether_a_tool_must_be_used_is_said(string mode, string expected)
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", mode is "auto" or "none" ? Reply.Ok : Reply.Json(Call));
        var options = new ChatOptions
        {
            ModelId = "a/m",
            Tools = [Weather],
            AllowMultipleToolCalls = false,
            ToolMode = mode switch { "auto" => ChatToolMode.Auto, "none" => ChatToolMode.None, "required" => ChatToolMode.RequireAny, _ => ChatToolMode.RequireSpecific(mode) },
        };
        world.Run(() => world.Client.GetResponseAsync("Hi", options, cancellationToken: Cancel));
        world.Sent.GetProperty("tool_choice").GetRawText().ShouldBe(expected);
        world.Sent.GetProperty("parallel_tool_calls").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void Without_tools_nothing_is_said_of_choosing_one()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Ok);
        world.Run(() => world.Client.GetResponseAsync("Hi", new ChatOptions { ModelId = "a/m", ToolMode = ChatToolMode.Auto }, cancellationToken: Cancel));
        world.Sent.TryGetProperty("tool_choice", out _).ShouldBeFalse();
    }

    [Fact]
    public void Results_are_text_whatever_they_were()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Ok);
        ChatMessage[] messages =
        [
            new(ChatRole.User, "Go"),
            new(ChatRole.Assistant, [new TextContent("Wait."), .. Enumerable.Range(0, 5).Select(i => new FunctionCallContent($"c{i}", "f", new Dictionary<string, object?> { ["i"] = i }))]),
            new(ChatRole.Tool,
            [
                new FunctionResultContent("c0", "plain"),
                new FunctionResultContent("c1", JsonElement.Parse("""{"a":1}""")),
                new FunctionResultContent("c2", null) { Exception = new InvalidOperationException("password=hunter2") },
                new FunctionResultContent("c3", new List<AIContent> { new TextContent("one "), new TextContent("two") }),
                new FunctionResultContent("c4", true),
            ]),
        ];
        world.Run(() => world.Client.GetResponseAsync(messages, new ChatOptions { ModelId = "a/m" }, cancellationToken: Cancel));

        var sent = world.Sent.GetProperty("messages").EnumerateArray().ToArray();
        sent[2..].Select(message => message.GetProperty("content").GetString()).ShouldBe(["plain", "{\"a\":1}", "Error: the function failed.", "one two", "true"]);
        sent[1].GetProperty("content").GetString().ShouldBe("Wait.");
        world.Network.Calls[0].Body.ShouldNotContain("hunter2");
    }

    private static string Tool(string calls) => """data: {"choices":[{"index":0,"delta":{"tool_calls":[""" + calls + "]}}]}\n\n";
}
