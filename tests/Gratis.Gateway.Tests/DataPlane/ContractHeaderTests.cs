using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.DataPlane;

public sealed class ContractHeaderTests : IAsyncLifetime
{
    private FakeUpstream _first = null!;
    private FakeUpstream _second = null!;
    private TestGateway _gateway = null!;

    [Fact]
    public async Task An_answer_names_who_gave_it()
    {
        var reply = (await _gateway.ChatAsync("two/vendor/m:free")).ShouldBeServed();

        reply["X-Gateway-Provider"].ShouldBe("two");
        reply["X-Gateway-Route"].ShouldBe("two/vendor/m:free");
        reply["X-Gateway-Model"].ShouldBe("vendor/m:free");
        reply["X-freerouter-Model"].ShouldBe("vendor/m:free");
        reply["X-Gateway-Attempts"].ShouldBe("1");
        reply["X-Gateway-Trail"].ShouldBe("two/vendor/m:free=served");
        reply["X-Gateway-Request-Id"].ShouldStartWith("req-");
        reply["X-Gateway-Cost-USD"].ShouldBe("0");
        reply["X-Gateway-Spill"].ShouldBeNull();
        reply["X-Gateway-Demo"].ShouldBeNull();
    }

    [Fact]
    public async Task A_stream_names_who_gives_it_before_its_first_byte()
    {
        _first.Then(Answers.Error(500, "broken"));
        _second.Then(Answers.Words("a"));

        using var reply = await _gateway.StreamAsync("auto");

        reply.Status.ShouldBe(200);
        reply["X-Gateway-Cost-USD"].ShouldBe("0");
        reply["X-Gateway-Provider"].ShouldBe("two");
        reply["X-Gateway-Route"].ShouldBe("two/vendor/m:free");
        reply["X-Gateway-Model"].ShouldBe("vendor/m:free");
        reply["X-freerouter-Model"].ShouldBe("vendor/m:free");
        reply["X-Gateway-Attempts"].ShouldBe("2");
        reply["X-Gateway-Trail"].ShouldBe("one/m=broken,two/vendor/m:free=served");
        reply["X-Gateway-Request-Id"].ShouldStartWith("req-");
    }

    [Fact]
    public async Task An_error_names_the_attempts_that_were_made()
    {
        _first.Otherwise = Answers.Error(500, "it broke");
        _second.Otherwise = Answers.Error(503, "it is down");

        var reply = (await _gateway.ChatAsync("auto")).ShouldBeError(502, "all_candidates_failed");

        var attempts = reply.Json.GetProperty("error").GetProperty("attempts").EnumerateArray().ToList();
        reply["X-Gateway-Attempts"].ShouldBe(attempts.Count.ToString(null, null));
        reply["X-Gateway-Trail"].ShouldBe(string.Join(',', attempts.Select(a => $"{a.GetProperty("route").GetString()}={a.GetProperty("verdict").GetString()}")));
        attempts.Count.ShouldBe(_first.Calls.Count + _second.Calls.Count);
        attempts[0].GetProperty("route").GetString().ShouldBe("one/m");
        attempts[0].GetProperty("verdict").GetString().ShouldBe("broken");
        attempts[0].GetProperty("status").GetInt32().ShouldBe(500);
        attempts[0].GetProperty("ms").GetInt64().ShouldBeInRange(0, 20_000);
        reply.Json.GetProperty("error").GetProperty("request_id").GetString().ShouldBe(reply["X-Gateway-Request-Id"]);
    }

    [Fact]
    public async Task An_error_before_any_attempt_says_that_there_was_none()
    {
        var reply = (await _gateway.ChatAsync("nobody-has-this")).ShouldBeError(404, "model_not_found");

        reply["X-Gateway-Attempts"].ShouldBe("0");
        reply["X-Gateway-Trail"].ShouldBeNull();
        reply["X-Gateway-Request-Id"].ShouldStartWith("req-");
    }

    [Fact]
    public async Task A_cost_the_provider_reports_is_passed_on()
    {
        _first.Then(Answers.Json(200, Answers.Completion("hi").Replace("\"total_tokens\":5", "\"total_tokens\":5,\"cost\":0.00042", StringComparison.Ordinal)));

        (await _gateway.ChatAsync("one/m")).ShouldBeServed()["X-Gateway-Cost-USD"].ShouldBe("0.00042");
    }

    [Fact]
    public async Task A_free_stream_that_is_charged_for_says_so_at_its_end()
    {
        _first.Then(Answers.Stream(
            Answers.Send(Answers.Chunk("hi")), Answers.Send(Answers.Finish),
            Answers.Send(Answers.Usage.Replace("\"usage\":{", "\"usage\":{\"cost\":0.00042,", StringComparison.Ordinal)), Answers.Send(Answers.Done)));

        using var reply = await _gateway.StreamAsync("one/m");

        (await reply.ReadToEndAsync()).ShouldEndWith(": x-gateway-cost-usd=0.00042\n\n" + Answers.Done);
    }

    [Fact]
    public async Task Requests_have_ids_of_their_own()
    {
        var ids = new HashSet<string?>();
        for (var i = 0; i < 20; i++)
            ids.Add((await _gateway.ChatAsync("one/m"))["X-Gateway-Request-Id"]);

        ids.Count.ShouldBe(20);
    }

    public async ValueTask InitializeAsync()
    {
        _first = await FakeUpstream.StartAsync();
        _second = await FakeUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync($$"""
            providers:
              one: { base_url: "{{_first.BaseUrl}}", free: all, models: [ { id: m } ] }
              two: { base_url: "{{_second.BaseUrl}}", free: all, models: [ { id: "vendor/m:free" } ] }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }
}
