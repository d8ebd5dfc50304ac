using System.Text;
using Gratis.Gateway.Tests.Fixtures;
using static Gratis.Gateway.Tests.Fixtures.Answers;

namespace Gratis.Gateway.Tests.Failover;

/// <summary>Streams before and after their commit: before it everything can be retried, after it everything is honest.</summary>
public sealed class StreamTests
{
    private const string Role = """data: {"id":"c1","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}""" + "\n\n";

    public static TheoryData<string> Openings =>
    [
        """data: {"error":{"message":"overloaded","code":503}}""" + "\n\n",
        "event: error\ndata: {\"message\":\"overloaded\"}\n\n",
        Role + """data: {"error":{"message":"overloaded","code":503}}""" + "\n\n",
        ": ping\n\n: ping\n\n",
        "",
        Done,
        Role + Finish + Done,
        Completion("json instead of a stream"),
        """{"error":{"message":"overloaded"}}""",
        "<!doctype html><html><body>Sign in</body></html>",
        "data: not json\n\n",
    ];

    [Theory]
    [MemberData(nameof(Openings))]
    public async Task A_stream_that_gives_nothing_is_replaced_by_another(string opening)
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Stream(Send(opening)));
        both.Second.Then(Words("from", "two"));

        using var reply = await both.Gateway.StreamAsync("both");

        (await reply.ReadToEndAsync()).ShouldBe(Chunk("from") + Chunk("two") + Finish + Done);
        reply.Status.ShouldBe(200);
        reply["X-Gateway-Provider"].ShouldBe("two");
        reply["X-Gateway-Attempts"].ShouldBe("2");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(401)]
    public async Task A_status_that_says_no_is_replaced_by_another(int status)
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Error(status, "no"));
        both.Second.Then(Words("two"));

        using var reply = await both.Gateway.StreamAsync("both");

        (await reply.ReadToEndAsync()).ShouldBe(Chunk("two") + Finish + Done);
    }

    [Fact]
    public async Task A_stream_nobody_begins_is_an_error_like_any_other()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Otherwise = both.Second.Otherwise = Stream(Send(": nothing\n\n"));

        var reply = await both.Gateway.PostAsync(Ask.Path, Ask.Streaming("both"));

        reply.ShouldBeError(502, "all_candidates_failed");
    }

    [Fact]
    public async Task After_its_first_word_a_stream_is_never_replaced_and_a_cut_is_told()
    {
        var seen = new TaskCompletionSource();
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Stream(Send(Chunk("half")), After(seen.Task, HangUp)));

        using var reply = await both.Gateway.StreamAsync("both");
        await reply.ReadUntilAsync("half");
        seen.SetResult();
        var text = await reply.ReadToEndAsync();

        text.ShouldStartWith(Chunk("half"));
        text.ShouldContain("data: {\"error\":{");
        text.ShouldContain("\"code\":\"stream_broken\"");
        text.ShouldNotContain("[DONE]");
        both.Second.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"cut in the mi")]
    public async Task A_stream_that_closes_before_its_finish_is_a_cut(string rest)
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Stream(Send(Chunk("half")), Send(rest)));

        using var reply = await both.Gateway.StreamAsync("both");
        var text = await reply.ReadToEndAsync();

        text.ShouldStartWith(Chunk("half") + "data: {\"error\":{");
        text.ShouldNotContain("[DONE]");
        text.ShouldEndWith("\n\n");
    }

    [Fact]
    public async Task A_last_chunk_that_is_cut_can_still_be_told_from_the_error_that_follows()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Stream(Send(Chunk("half")), Send("data: {\"id\":\"c1\",\"cho")));

        using var reply = await both.Gateway.StreamAsync("both");

        foreach (var frame in (await reply.ReadToEndAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
            Should.NotThrow(() => System.Text.Json.JsonDocument.Parse(frame["data: ".Length..]), frame);
    }

    [Fact]
    public async Task An_error_in_the_middle_of_a_stream_becomes_ours_and_ends_it()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Stream(Send(Chunk("half") + "data: {\"error\":{\"message\":\"out of memory\",\"code\":500}}\n\n" + Chunk("more") + Done)));

        using var reply = await both.Gateway.StreamAsync("both");
        var text = await reply.ReadToEndAsync();

        text.ShouldStartWith(Chunk("half") + "data: {\"error\":{");
        text.ShouldContain("out of memory");
        text.ShouldNotContain("more\"");
        text.ShouldNotContain("[DONE]");
    }

    [Fact]
    public async Task A_stream_that_stalls_after_its_first_word_ends_with_an_error_after_the_idle_time()
    {
        await using var both = await TwoUpstreams.StartAsync("idle_timeout_seconds: 0.3");
        both.First.Then(Stream(Send(Chunk("half")), Silent));

        using var reply = await both.Gateway.StreamAsync("both");
        var text = await reply.ReadToEndAsync();

        text.ShouldStartWith(Chunk("half") + "data: {\"error\":{");
        text.ShouldContain("fell silent");
        text.ShouldNotContain("[DONE]");
        await both.First.Calls.Single().Gone.Soon();
        both.Second.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_that_is_silent_before_its_first_word_is_replaced_after_the_first_token_time()
    {
        await using var both = await TwoUpstreams.StartAsync("first_token_timeout_seconds: 0.3");
        both.First.Then(Stream(Send(": ping\n\n"), Send(": ping\n\n"), Silent));
        both.Second.Then(Words("two"));

        using var reply = await both.Gateway.StreamAsync("both");

        (await reply.ReadToEndAsync()).ShouldBe(Chunk("two") + Finish + Done);
        reply["X-Gateway-Trail"].ShouldBe("one/m=timeout,two/m=served");
    }

    [Fact]
    public async Task Headers_and_comments_buy_a_silent_stream_no_time()
    {
        var headers = new TaskCompletionSource();
        await using var both = await TwoUpstreams.StartAsync("first_token_timeout_seconds: 30, stream_keep_alive_seconds: 1000");
        both.First.Then(After(headers.Task, Stream(Send(": ping\n\n"), Silent)));
        both.Second.Then(Words("two"));

        var asked = both.Gateway.StreamAsync("both");
        await both.First.NextCallAsync();
        both.Gateway.Time.Skip(TimeSpan.FromSeconds(8));
        headers.SetResult();
        await both.Gateway.GetAsync("/health");
        both.Gateway.Time.Skip(TimeSpan.FromSeconds(23));

        using var reply = await asked;
        reply["X-Gateway-Trail"].ShouldBe("one/m=timeout,two/m=served");
    }

    [Theory]
    [InlineData("")]
    [InlineData(": bye\n\n")]
    public async Task A_whole_answer_that_lacks_its_end_mark_gets_one(string tail)
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Stream(Send(Chunk("whole") + Finish + tail)));

        using var reply = await both.Gateway.StreamAsync("both");

        (await reply.ReadToEndAsync()).ShouldBe(Chunk("whole") + Finish + tail + Done);
    }

    [Fact]
    public async Task A_last_frame_without_its_blank_line_gets_one_and_the_end_mark()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Stream(Send(Chunk("whole") + Finish.TrimEnd('\n'))));

        using var reply = await both.Gateway.StreamAsync("both");

        (await reply.ReadToEndAsync()).ShouldBe(Chunk("whole") + Finish + Done);
    }

    [Fact]
    public async Task An_end_mark_without_its_blank_line_is_not_sent_twice()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Stream(Send(Chunk("whole") + Finish + "data: [DONE]")));

        using var reply = await both.Gateway.StreamAsync("both");

        (await reply.ReadToEndAsync()).ShouldBe(Chunk("whole") + Finish + Done);
    }

    [Fact]
    public async Task A_client_that_waits_long_hears_comments_and_in_the_end_who_answers()
    {
        var comment = new TaskCompletionSource();
        await using var both = await TwoUpstreams.StartAsync("stream_keep_alive_seconds: 0.1");
        both.First.Then(After(comment.Task, Error(500, "broken")));
        both.Second.Then(Words("late"));

        using var reply = await both.Gateway.StreamAsync("both");
        await reply.ReadUntilAsync(": waiting\n\n: waiting\n\n");
        comment.SetResult();
        var text = await reply.ReadToEndAsync();

        reply.Status.ShouldBe(200);
        reply["Content-Type"].ShouldBe("text/event-stream");
        reply["X-Gateway-Request-Id"].ShouldNotBeNull();
        reply["X-Gateway-Attempts"].ShouldBeNull("it was not known yet");
        text.ShouldEndWith(": gateway route=two/m attempts=2 trail=one/m=broken,two/m=served\n\n" + Chunk("late") + Finish + Done);
    }

    [Fact]
    public async Task A_failure_after_the_comments_is_an_error_event_and_no_clean_end()
    {
        var comment = new TaskCompletionSource();
        await using var both = await TwoUpstreams.StartAsync("stream_keep_alive_seconds: 0.1, max_attempts: 1");
        both.First.Then(After(comment.Task, Error(500, "broken")));

        using var reply = await both.Gateway.StreamAsync("one/m");
        await reply.ReadUntilAsync(": waiting");
        comment.SetResult();
        var text = await reply.ReadToEndAsync();

        text.ShouldContain("data: {\"error\":{");
        text.ShouldContain("all_candidates_failed");
        text.ShouldNotContain("[DONE]");
    }

    [Fact]
    public async Task An_answer_of_many_megabytes_passes_whole()
    {
        var word = new string('w', 3_000_000);
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Words(word, "end"));

        using var reply = await both.Gateway.StreamAsync("both");

        (await reply.ReadToEndAsync()).Length.ShouldBe(Encoding.UTF8.GetByteCount(Chunk(word) + Chunk("end") + Finish + Done));
    }
}
