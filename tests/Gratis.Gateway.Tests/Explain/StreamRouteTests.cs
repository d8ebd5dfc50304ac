using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Gratis.Gateway.Tests.Failover;
using Gratis.Gateway.Tests.Fixtures;
using static Gratis.Gateway.Tests.Fixtures.Answers;

namespace Gratis.Gateway.Tests.Explain;

/// <summary><c>stream-route</c>: the way of a request as it is made, then its answer.</summary>
public sealed class StreamRouteTests
{
    private const string Path = "/v1/chat/completions/stream-route";

    [Fact]
    public async Task The_way_comes_first_then_the_chunks_then_the_end_mark()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Error(503, "overloaded"));
        both.Second.Then(Words("from", "two"));

        var reply = (await both.Gateway.PostAsync(Path, Ask.Streaming("both"))).ShouldBeServed();

        reply["Content-Type"].ShouldBe("text/event-stream");
        reply["X-Gateway-Request-Id"].ShouldNotBeNullOrEmpty();
        Steps(reply).ShouldBe(["planned ", "attempt one/m", "failed one/m", "attempt two/m", "committed two/m"]);
        var events = Events(reply);
        var failed = events[2].Json;
        (failed.GetProperty("verdict").GetString(), failed.GetProperty("status").GetInt32()).ShouldBe(("broken", 503));
        failed.GetProperty("ms").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
        events[0].Json.GetProperty("candidates").EnumerateArray().Select(route => route.GetString()).ShouldBe(["one/m", "two/m"]);
        reply.Text.ShouldEndWith(Chunk("from") + Chunk("two") + Finish + Done);
    }

    [Fact]
    public async Task A_whole_answer_is_one_event_and_is_what_the_upstream_said()
    {
        const string pretty = "{\r\n  \"id\": \"c1\",\n  \"choices\": [ { \"index\": 0, \"message\": { \"role\": \"assistant\", \"content\": \"a\\nb\" }, \"finish_reason\": \"stop\" } ]\n}\n";
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Json(200, pretty));

        var reply = (await both.Gateway.PostAsync(Path, Ask.Of("both"))).ShouldBeServed();

        Steps(reply).ShouldBe(["planned ", "attempt one/m", "committed one/m"]);
        var rest = Events(reply)[3..];
        rest.Length.ShouldBe(2);
        rest[0].Json.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString().ShouldBe("a\nb");
        rest[1].Data.ShouldBe("[DONE]");
        JsonDocument.Parse(both.First.Calls.Single().Body).RootElement.TryGetProperty("stream", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_step_is_told_while_the_next_is_still_to_come()
    {
        var answer = new TaskCompletionSource();
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Error(503, "overloaded"));
        both.Second.Then(After(answer.Task, Chat("late")));

        using var reply = await OpenAsync(both.Gateway, Ask.Of("both"));
        (await reply.ReadUntilAsync("\"type\":\"attempt\",\"route\":\"two/m\"")).ShouldNotContain("late");
        answer.SetResult();

        (await reply.ReadToEndAsync()).ShouldEndWith("data: " + Completion("late") + "\n\n" + Done);
    }

    [Fact]
    public async Task When_everything_fails_the_last_event_is_the_error_and_no_end_mark_hides_it()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Otherwise = both.Second.Otherwise = Error(503, "overloaded");

        var reply = (await both.Gateway.PostAsync(Path, Ask.Of("both"))).ShouldBeServed();

        var error = Events(reply)[^1].Json.GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("all_candidates_failed");
        error.GetProperty("attempts").GetArrayLength().ShouldBeGreaterThanOrEqualTo(2);
        reply.Text.ShouldNotContain("[DONE]");
    }

    [Fact]
    public async Task What_is_refused_before_any_step_is_an_error_like_any_other()
    {
        await using var both = await TwoUpstreams.StartAsync();

        (await both.Gateway.PostAsync(Path, Ask.Of("nobody/knows"))).ShouldBeError(404, "model_not_found");
        (await both.Gateway.PostAsync(Path, "not json")).ShouldBeError(400, "invalid_request");
    }

    [Fact]
    public async Task Who_hangs_up_in_the_middle_of_the_way_cancels_the_call()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Silent);

        UpstreamCall call;
        using (var reply = await OpenAsync(both.Gateway, Ask.Of("both")))
        {
            await reply.ReadUntilAsync("\"attempt\"");
            call = await both.First.NextCallAsync();
        }

        await call.Gone.Soon();
        both.Second.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wait_for_quota_is_told_with_its_end()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync($$"""
            providers:
              one: { base_url: "{{upstream.BaseUrl}}", api_key: some-key, free: all, limits: { rpm: 1 }, models: [ { id: m } ] }
            """);
        (await gateway.ChatAsync("one/m")).ShouldBeServed();

        using var reply = await OpenAsync(gateway, Ask.Of("one/m"), ("X-Gateway-Max-Wait", "90"));
        await reply.ReadUntilAsync("\"waiting\"");
        gateway.Time.Skip(TimeSpan.FromSeconds(61));

        var text = await reply.ReadToEndAsync();
        text.ShouldContain("\"type\":\"waiting\",\"until\":\"2");
        text.ShouldContain("\"type\":\"committed\",\"route\":\"one/m\"");
        text.ShouldEndWith(Done);
    }

    private static async Task<OpenReply> OpenAsync(TestGateway gateway, string json, params (string Name, string Value)[] headers)
    {
        var request = gateway.Request(HttpMethod.Post, Path, Encoding.UTF8.GetBytes(json), headers);
        return new OpenReply(await gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Soon());
    }

    private static IEnumerable<string> Steps(Reply reply) => Events(reply).Where(one => one.Type == "route")
        .Select(one => one.Json.GetProperty("type").GetString() + " " + (one.Json.TryGetProperty("route", out var route) ? route.GetString() : ""));

    private static Event[] Events(Reply reply) =>
        [.. SseParser.Create(new MemoryStream(reply.Body)).Enumerate().Select(item => new Event(item.EventType, item.Data))];

    private sealed record Event(string Type, string Data)
    {
        public JsonElement Json => JsonDocument.Parse(Data).RootElement;
    }
}
