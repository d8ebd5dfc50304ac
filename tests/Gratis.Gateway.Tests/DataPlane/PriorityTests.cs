using System.Text;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static Gratis.Gateway.Tests.Fixtures.Answers;

namespace Gratis.Gateway.Tests.DataPlane;

/// <summary>Who goes first when quota is short, and how long who waits.</summary>
public sealed class PriorityTests : IAsyncLifetime
{
    private FakeUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    [Theory]
    [InlineData("urgent")]
    [InlineData("")]
    [InlineData("interactive, background")]
    public async Task A_priority_nobody_knows_is_refused(string priority) =>
        (await AskAsync("person", "x", priority)).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain("X-Gateway-Priority");

    [Theory]
    [InlineData("person", "background", "person", null)]
    [InlineData("robot", null, "person", null)]
    [InlineData("robot", "interactive", "person", "interactive")]
    public async Task Background_waits_until_interactive_was_served(string first, string? firstPriority, string second, string? secondPriority)
    {
        var finish = new TaskCompletionSource();
        _upstream.Then(After(finish.Task, Chat("slow")));
        var running = AskAsync("person", "running");
        await _upstream.NextCallAsync();

        var behind = AskAsync(first, "behind", firstPriority);
        await WaitingAsync(1);
        var ahead = AskAsync(second, "ahead", secondPriority);
        await WaitingAsync(2);
        finish.SetResult();

        foreach (var reply in await Task.WhenAll(running, behind, ahead))
            reply.ShouldBeServed();
        _upstream.Calls.Select(call => Said(call)).ShouldBe(["running", "ahead", "behind"]);
    }

    [Fact]
    public async Task A_key_has_a_patience_of_its_own_and_the_request_may_say_otherwise()
    {
        _upstream.Then(Error(429, "slow down", ("Retry-After", "5")));
        (await AskAsync("hasty", "x")).ShouldBeError(429, "quota_exhausted");

        var patient = _gateway.ChatAsync("one/m", ("x-api-key", "hasty-key"), ("X-Gateway-Max-Wait", "20"));
        await WaitingAsync(1);
        _gateway.Time.Skip(TimeSpan.FromSeconds(6));
        (await patient).ShouldBeServed();
    }

    public async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync($$"""
            auth: { client_keys: [ { name: person, key: person-key }, { name: robot, key: robot-key, priority: background }, { name: hasty, key: hasty-key, max_wait_seconds: 0 } ] }
            providers: { one: { base_url: "{{_upstream.BaseUrl}}", free: all, models: [ { id: m } ], limits: { concurrency: 1 } } }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    private static string Said(UpstreamCall call) =>
        System.Text.Json.JsonDocument.Parse(call.Body).RootElement.GetProperty("messages")[0].GetProperty("content").GetString()!;

    private async Task<Reply> AskAsync(string client, string words, string? priority = null)
    {
        var body = Encoding.UTF8.GetBytes(Ask.Of("one/m").Replace("hi", words, StringComparison.Ordinal));
        (string, string)[] headers = priority is null ? [("x-api-key", client + "-key")] : [("x-api-key", client + "-key"), ("X-Gateway-Priority", priority)];
        return await _gateway.SendAsync(HttpMethod.Post, Ask.Path, body, headers);
    }

    private async Task WaitingAsync(int count)
    {
        var engine = _gateway.Services.GetRequiredService<GratisEngine>();
        var began = TimeProvider.System.GetTimestamp();
        while (engine.Waiting != count)
        {
            (await _gateway.GetAsync("/health")).ShouldBeServed();
            (TimeProvider.System.GetElapsedTime(began) < Bounded.Patience).ShouldBeTrue($"{engine.Waiting} wait, not {count}");
        }
    }
}
