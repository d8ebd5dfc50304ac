using System.Text;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Failover;

/// <summary>Answers that are not streams, and what happens before the client sees anything of them.</summary>
public sealed class WholeAnswerTests
{
    public static TheoryData<int, string, string> Failures => new()
    {
        { 500, """{"error":{"message":"internal"}}""", "broken" },
        { 502, "<html>bad gateway</html>", "broken" },
        { 503, "", "broken" },
        { 401, """{"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}}""", "key_refused" },
        { 404, """{"error":{"message":"The model does not exist","code":"model_not_found"}}""", "model_gone" },
        { 402, """{"error":{"message":"Insufficient credits"}}""", "payment_wanted" },
        { 429, """{"error":{"message":"Rate limit reached"}}""", "rate_limited" },
        { 200, """{"error":{"message":"upstream failed","code":500}}""", "broken" },
        { 200, "<html>login</html>", "invalid_answer" },
        { 200, "", "invalid_answer" },
        { 200, """{"choices":[{"message":{"role":"assistant","content":"cut""", "invalid_answer" },
        { 200, """{"choices":[]}""", "invalid_answer" },
        { 200, """{"choices":[{"index":0,"message":{"role":"assistant","content":""},"finish_reason":"stop"}]}""", "invalid_answer" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Whatever_the_first_route_says_instead_of_an_answer_the_second_one_answers(int status, string body, string verdict)
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Answers.Json(status, body));

        var reply = (await both.Gateway.ChatAsync("both")).ShouldBeServed();

        reply["X-Gateway-Trail"].ShouldBe($"one/m={verdict},two/m=served");
        reply["X-Gateway-Attempts"].ShouldBe("2");
        both.First.Calls.Count.ShouldBe(1);
        both.Second.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_that_breaks_without_a_word_moves_on()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Answers.HangUp);

        (await both.Gateway.ChatAsync("both")).ShouldBeServed()["X-Gateway-Trail"]!.ShouldEndWith(",two/m=served");
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"choices\":[")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: nine\r\n\r\n")]
    [InlineData("HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:9/v1\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd")]
    [InlineData("HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData("")]
    public async Task Broken_HTTP_moves_on(string answer)
    {
        await using var raw = new RawUpstream(Encoding.Latin1.GetBytes(answer));
        await using var both = await TwoUpstreams.StartAsync(firstAt: raw.BaseUrl);

        var reply = (await both.Gateway.ChatAsync("both")).ShouldBeServed();

        reply["X-Gateway-Provider"].ShouldBe("two");
        reply["X-Gateway-Attempts"].ShouldBe("2");
    }

    [Fact]
    public async Task A_provider_that_nobody_answers_for_is_unreachable_and_tried_last_from_then_on()
    {
        using var closed = new ClosedPort();
        await using var both = await TwoUpstreams.StartAsync(firstAt: closed.BaseUrl);

        (await both.Gateway.ChatAsync("both")).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("one/m=unreachable,two/m=served");
        (await both.Gateway.ChatAsync("both")).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("two/m=served");
    }

    [Fact]
    public async Task A_silent_route_may_use_half_of_the_time_while_others_remain()
    {
        await using var both = await TwoUpstreams.StartAsync("request_timeout_seconds: 100");
        both.First.Then(Answers.Silent);

        var asked = both.Gateway.ChatAsync("both");
        var call = await both.First.NextCallAsync();
        both.Gateway.Time.Skip(TimeSpan.FromSeconds(49));
        call.Gone.IsCompleted.ShouldBeFalse();
        both.Gateway.Time.Skip(TimeSpan.FromSeconds(2));

        (await asked).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("one/m=timeout,two/m=served");
        await call.Gone.Soon();
    }

    [Fact]
    public async Task Headers_without_a_body_are_silence_too()
    {
        await using var both = await TwoUpstreams.StartAsync("request_timeout_seconds: 100");
        both.First.Then(async (call, response) =>
        {
            response.ContentLength = 100;
            await response.StartAsync();
            await call.Gone;
        });

        var asked = both.Gateway.ChatAsync("both");
        var call = await both.First.NextCallAsync();
        await both.Gateway.GetAsync("/health");
        both.Gateway.Time.Skip(TimeSpan.FromSeconds(51));

        (await asked).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("one/m=timeout,two/m=served");
        await call.Gone.Soon();
    }

    [Fact]
    public async Task The_last_route_may_use_all_of_the_time_and_then_the_request_ends()
    {
        await using var both = await TwoUpstreams.StartAsync("request_timeout_seconds: 100");
        both.First.Then(Answers.Silent);

        var asked = both.Gateway.ChatAsync("one/m");
        var call = await both.First.NextCallAsync();
        both.Gateway.Time.Skip(TimeSpan.FromSeconds(98));
        asked.IsCompleted.ShouldBeFalse();
        both.Gateway.Time.Skip(TimeSpan.FromSeconds(3));

        (await asked).ShouldBeError(502, "all_candidates_failed")["X-Gateway-Trail"].ShouldBe("one/m=timeout");
        await call.Gone.Soon();
    }

    [Fact]
    public async Task A_small_timeout_is_kept_in_real_time_too()
    {
        await using var both = await TwoUpstreams.StartAsync("request_timeout_seconds: 0.6");
        both.First.Then(Answers.Silent);

        (await both.Gateway.ChatAsync("both"))["X-Gateway-Trail"].ShouldStartWith("one/m=timeout");
    }

    [Fact]
    public async Task A_single_route_gets_one_more_call_when_its_fault_looks_passing()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Answers.Error(500, "a hiccup"));

        var reply = (await both.Gateway.ChatAsync("one/m")).ShouldBeServed();

        reply["X-Gateway-Trail"].ShouldBe("one/m=broken,one/m=served");
        both.First.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task And_no_third_one()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Otherwise = Answers.Error(500, "not passing at all");

        (await both.Gateway.ChatAsync("one/m")).ShouldBeError(502, "all_candidates_failed")["X-Gateway-Attempts"].ShouldBe("2");
        both.First.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task No_more_calls_are_made_than_the_config_allows()
    {
        await using var both = await TwoUpstreams.StartAsync("max_attempts: 1");
        both.First.Otherwise = Answers.Error(500, "broken");

        (await both.Gateway.ChatAsync("both")).ShouldBeError(502, "all_candidates_failed");
        both.Calls.ShouldBe(1);
    }
}
