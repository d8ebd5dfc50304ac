using Gratis.AspNetCore.Access;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Access;

/// <summary>How a client's own limits stand, told with every answer.</summary>
public sealed class RateHeaderTests : IAsyncLifetime
{
    private FakeUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(-5, "0s")]
    [InlineData(0.2, "1s")]
    [InlineData(59, "59s")]
    [InlineData(360, "6m0s")]
    [InlineData(59.5, "1m0s")]
    [InlineData(82_805, "23h0m5s")]
    public void A_reset_is_spelled_as_openai_spells_it(double seconds, string spelled) =>
        ClientRates.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(spelled);

    [Fact]
    public void What_is_whole_resets_at_once() => ClientRates.Duration(null).ShouldBe("0s");

    [Fact]
    public async Task An_answer_tells_the_tightest_limit_of_each_kind()
    {
        var first = (await _gateway.ChatAsync("one/m", Both)).ShouldBeServed();

        first["X-RateLimit-Limit-Requests"].ShouldBe("3");
        first["X-RateLimit-Remaining-Requests"].ShouldBe("2");
        first["X-RateLimit-Reset-Requests"].ShouldBeOneOf("1m0s", "59s", "58s", "57s", "56s", "55s");
        first["X-RateLimit-Limit-Tokens"].ShouldBe("5000");
        first["X-RateLimit-Remaining-Tokens"].ShouldBe("4995");
        first["X-RateLimit-Reset-Tokens"]!.ShouldEndWith("s");
    }

    [Fact]
    public async Task So_does_a_stream_and_so_does_every_error()
    {
        _upstream.Then(Answers.Words("a"));
        using (var stream = await _gateway.StreamAsync("one/m", Both))
        {
            stream["X-RateLimit-Remaining-Requests"].ShouldBe("2");
            int.Parse(stream["X-RateLimit-Remaining-Tokens"]!, null).ShouldBeLessThan(5000);
            await stream.ReadToEndAsync();
        }

        (await _gateway.PostAsync(Ask.Path, "{", Both)).ShouldBeError(400, "invalid_request")["X-RateLimit-Remaining-Requests"].ShouldBe("1");
        (await _gateway.ChatAsync("nobody/m", Both)).ShouldBeError(404, "model_not_found")["X-RateLimit-Remaining-Requests"].ShouldBe("0");
        var refused = (await _gateway.ChatAsync("one/m", Both)).ShouldBeError(429, "rate_limit_exceeded");
        refused["X-RateLimit-Limit-Requests"].ShouldBe("3");
        refused["X-RateLimit-Remaining-Requests"].ShouldBe("0");
    }

    [Fact]
    public async Task A_key_without_limits_hears_of_none_and_never_of_the_owners_at_a_provider()
    {
        _upstream.Then(Answers.Json(200, Answers.Completion("hi"), ("x-ratelimit-limit-requests", "9"), ("x-ratelimit-remaining-tokens", "8"), ("RateLimit-Remaining", "7")));

        (await _gateway.ChatAsync("one/m", ("x-api-key", "free-key"))).ShouldBeServed().Headers.Keys
            .ShouldNotContain(name => name.Contains("RateLimit", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_upstreams_own_figures_never_stand_for_the_clients()
    {
        _upstream.Then(Answers.Json(200, Answers.Completion("hi"), ("x-ratelimit-limit-requests", "9"), ("x-ratelimit-remaining-requests", "8")));

        var reply = (await _gateway.ChatAsync("one/m", Both)).ShouldBeServed();

        reply["X-RateLimit-Limit-Requests"].ShouldBe("3");
        reply["X-RateLimit-Remaining-Requests"].ShouldBe("2");
    }

    public async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync($$"""
            auth: { client_keys: [ { name: both, key: both-key, rpm: 3, rpd: 100, tpm: 5000, tpd: 90000 }, { name: free, key: free-key } ] }
            providers: { one: { base_url: "{{_upstream.BaseUrl}}", free: all, models: [ { id: m } ] } }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    private static (string, string) Both => ("x-api-key", "both-key");
}
