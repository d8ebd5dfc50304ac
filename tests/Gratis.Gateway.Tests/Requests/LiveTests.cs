using System.Text.Json;
using Gratis.AspNetCore.Live;
using Gratis.Dispatch;
using Gratis.Gateway.Tests.Fixtures;
using static Gratis.Gateway.Tests.Fixtures.Answers;

namespace Gratis.Gateway.Tests.Requests;

/// <summary><c>/admin/api/live</c>: requests while they are under way.</summary>
public sealed class LiveTests : IAsyncLifetime
{
    private LogGateway _log = null!;

    [Fact]
    public async Task Steps_are_told_as_they_are_made_and_the_end_with_tokens_and_time()
    {
        var finish = new TaskCompletionSource();
        _log.Upstream.Then(Stream(Send(Chunk("hi")), After(finish.Task, Send(Finish + Usage + Done))));
        using var live = await ListenAsync();
        using var stream = await _log.Gateway.StreamAsync("one/m");
        await stream.ReadUntilAsync("hi");
        (await live.ReadUntilAsync("committed")).ShouldNotContain("\"ended\"");
        finish.SetResult();
        await stream.ReadToEndAsync();

        var events = Events(await live.ReadUntilAsync("\"ended\""));
        events.Select(one => one.GetProperty("type").GetString()).ShouldBe(["started", "attempt", "committed", "ended"]);
        events.ShouldAllBe(one => one.GetProperty("id").GetString() == stream["X-Gateway-Request-Id"]);
        events[0].GetProperty("model").GetString().ShouldBe("one/m");
        events[2].GetProperty("route").GetString().ShouldBe("one/m");
        (events[3].GetProperty("outcome").GetString(), events[3].GetProperty("output_tokens").GetInt64()).ShouldBe(("served", 2));
        events[3].GetProperty("ms").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task A_failure_is_told_with_its_verdict()
    {
        _log.Upstream.Then(Error(503, "overloaded"));
        using var live = await ListenAsync();
        (await _log.Gateway.ChatAsync("one/m")).ShouldBeError(502, "all_candidates_failed");
        var failed = Events(await live.ReadUntilAsync("\"ended\"")).Single(one => one.GetProperty("type").GetString() == "failed");
        (failed.GetProperty("verdict").GetString(), failed.GetProperty("status").GetInt32()).ShouldBe(("broken", 503));
    }

    [Fact]
    public async Task A_quiet_stream_is_kept_open_by_comments()
    {
        using var live = await ListenAsync();
        var before = live.Text.Length;
        while (live.Text.Length == before)
        {
            _log.Gateway.Time.Skip(LiveEndpoint.Heartbeat);
            await live.ReadUntilAsync(": still here\n\n: still here\n\n");
        }

        (await _log.Gateway.ChatAsync("one/m")).ShouldBeServed();
        await live.ReadUntilAsync("\"ended\"");
    }

    [Fact]
    public async Task One_too_many_is_told_to_come_back_and_whoever_leaves_makes_room()
    {
        var listeners = new List<OpenReply>();
        for (var i = 0; i < LiveRequests.MostListeners; i++)
            listeners.Add(await ListenAsync());
        (await _log.Gateway.OwnerAsync(HttpMethod.Get, LiveEndpoint.Path)).ShouldBeError(429, "too_many_listeners");

        foreach (var listener in listeners)
            listener.Dispose();
        using var patience = new CancellationTokenSource(Bounded.Patience, TimeProvider.System);
        while (true)
        {
            using var again = await OpenAsync();
            if (again.Status == 200)
                break;
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task Only_the_owner_listens() => (await _log.Gateway.GetAsync(LiveEndpoint.Path)).ShouldBeError(401, "invalid_api_key");

    public async ValueTask InitializeAsync() => _log = await LogGateway.StartAsync();

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    private async Task<OpenReply> ListenAsync()
    {
        var live = await OpenAsync();
        live.Status.ShouldBe(200);
        live["Content-Type"].ShouldBe("text/event-stream");
        await live.ReadUntilAsync("\n\n");
        return live;
    }

    private async Task<OpenReply> OpenAsync() =>
        new(await _log.Gateway.Client.SendAsync(
            _log.Gateway.Request(HttpMethod.Get, LiveEndpoint.Path, null, ("Authorization", "Bearer " + Owner.Token)), HttpCompletionOption.ResponseHeadersRead));

    private static List<JsonElement> Events(string text) =>
        [.. text.Split("\n\n").Where(frame => frame.StartsWith("event: request\ndata: ", StringComparison.Ordinal) && frame.EndsWith('}')).Select(frame => JsonDocument.Parse(frame["event: request\ndata: ".Length..]).RootElement)];
}
