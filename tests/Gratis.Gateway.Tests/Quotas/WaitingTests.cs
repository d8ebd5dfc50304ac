using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Quotas;

/// <summary>Limits the owner wrote down, through the real door: what they say is spent gets no call.</summary>
public sealed class WaitingTests
{
    [Fact]
    public async Task A_stream_that_waits_for_quota_hears_comments_and_goes_the_moment_it_opens()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Config(upstream, "rpm: 1"));
        (await gateway.ChatAsync("one/m")).ShouldBeServed();
        upstream.Then(Answers.Words("late"));

        using var reply = await gateway.StreamAsync("one/m", ("X-Gateway-Max-Wait", "120"));
        await reply.ReadUntilAsync(": waiting\n\n: waiting\n\n");
        upstream.Calls.Count.ShouldBe(1);
        gateway.Time.Skip(TimeSpan.FromSeconds(61));

        (await reply.ReadToEndAsync()).ShouldContain(Answers.Chunk("late"));
        upstream.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_spent_limit_is_told_with_the_exact_time_and_costs_no_call()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Config(upstream, "rpm: 1"));
        (await gateway.ChatAsync("one/m")).ShouldBeServed();

        var refused = (await gateway.ChatAsync("one/m", ("X-Gateway-Max-Wait", "0"))).ShouldBeError(429, "quota_exhausted");

        int.Parse(refused["Retry-After"]!, null).ShouldBeInRange(59, 61);
        refused["X-Gateway-Attempts"].ShouldBe("0");
        upstream.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Many_at_once_get_exactly_what_the_day_holds()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Config(upstream, "rpd: 5, reset: rolling"));

        var replies = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => gateway.ChatAsync("one/m", ("X-Gateway-Max-Wait", "0"))));

        replies.Count(reply => reply.Status == 200).ShouldBe(5);
        replies.Where(reply => reply.Status != 200).ShouldAllBe(reply => reply.Status == 429);
        upstream.Calls.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_restart_continues_the_day()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Config(upstream, "rpd: 2, reset: rolling"));
        (await gateway.ChatAsync("one/m")).ShouldBeServed();
        await gateway.RestartAsync();
        (await gateway.ChatAsync("one/m")).ShouldBeServed();
        await gateway.RestartAsync();

        (await gateway.ChatAsync("one/m", ("X-Gateway-Max-Wait", "0"))).ShouldBeError(429, "quota_exhausted");
        upstream.Calls.Count.ShouldBe(2);
    }

    private static string Config(FakeUpstream upstream, string limits) => $$"""
        server: { stream_keep_alive_seconds: 0.1, request_timeout_seconds: 300, max_concurrent_requests: 100 }
        providers:
          one: { base_url: "{{upstream.BaseUrl}}", api_key: first-key, free: all, limits: { {{limits}} }, models: [ { id: m } ] }
        """;
}
