using System.Diagnostics;
using Gratis.Gateway.Tests.Fixtures;
using Microsoft.Extensions.Logging;
using static Gratis.Gateway.Tests.Fixtures.Answers;

namespace Gratis.Gateway.Tests.Failover;

/// <summary>A client that goes away takes its upstream call along, and nothing is held against the route.</summary>
public sealed class HangUpTests
{
    /// <summary>Ten times what is promised: the machine may be busy with other tests.</summary>
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_client_that_leaves_before_the_answer_ends_its_upstream_call()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Silent);
        using var leave = new CancellationTokenSource();
        using var request = both.Gateway.Request(HttpMethod.Post, Ask.Path, System.Text.Encoding.UTF8.GetBytes(Ask.Of("both")));

        var asked = both.Gateway.Client.SendAsync(request, leave.Token);
        var call = await both.First.NextCallAsync();
        var left = Stopwatch.GetTimestamp();
        await leave.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asked);
        await ShouldEndPromptlyAsync(both, call, left);
    }

    [Fact]
    public async Task A_client_that_leaves_before_the_first_word_ends_its_upstream_call()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Stream(Send(": ping\n\n"), Silent));
        using var leave = new CancellationTokenSource();
        using var request = both.Gateway.Request(HttpMethod.Post, Ask.Path, System.Text.Encoding.UTF8.GetBytes(Ask.Streaming("both")));

        var asked = both.Gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leave.Token);
        var call = await both.First.NextCallAsync();
        var left = Stopwatch.GetTimestamp();
        await leave.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asked);
        await ShouldEndPromptlyAsync(both, call, left);
    }

    [Fact]
    public async Task A_client_that_leaves_while_it_hears_comments_ends_its_upstream_call()
    {
        await using var both = await TwoUpstreams.StartAsync("stream_keep_alive_seconds: 0.1");
        both.First.Then(Silent);

        var reply = await both.Gateway.StreamAsync("both");
        await reply.ReadUntilAsync(": waiting");
        var call = await both.First.NextCallAsync();
        var left = Stopwatch.GetTimestamp();
        reply.Dispose();

        await ShouldEndPromptlyAsync(both, call, left);
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_of_a_stream_ends_its_upstream_call()
    {
        await using var both = await TwoUpstreams.StartAsync();
        both.First.Then(Stream(Send(Chunk("half")), Silent));

        var reply = await both.Gateway.StreamAsync("both");
        await reply.ReadUntilAsync("half");
        var call = await both.First.NextCallAsync();
        var left = Stopwatch.GetTimestamp();
        reply.Dispose();

        await ShouldEndPromptlyAsync(both, call, left);
    }

    [Fact]
    public async Task A_client_that_stops_reading_and_then_leaves_ends_its_upstream_call()
    {
        await using var both = await TwoUpstreams.StartAsync();
        var word = Send(Chunk(new string('w', 100_000)));
        both.First.Then(Stream([.. Enumerable.Repeat(word, 400)]));

        var reply = await both.Gateway.StreamAsync("both");
        await reply.ReadUntilAsync("w");
        var call = await both.First.NextCallAsync();
        var left = Stopwatch.GetTimestamp();
        reply.Dispose();

        await ShouldEndPromptlyAsync(both, call, left);
    }

    [Fact]
    public async Task A_client_that_leaves_while_it_waits_for_quota_costs_no_further_call()
    {
        await using var both = await TwoUpstreams.StartAsync("max_concurrent_requests: 1, max_queued_requests: 0");
        both.First.Then(Error(429, "slow down", ("Retry-After", "20")));
        using var leave = new CancellationTokenSource();
        using var request = both.Gateway.Request(HttpMethod.Post, Ask.Path, System.Text.Encoding.UTF8.GetBytes(Ask.Of("one/m")));

        var asked = both.Gateway.Client.SendAsync(request, leave.Token);
        await both.First.NextCallAsync();
        await leave.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asked);

        // Its place is free again.
        await both.Gateway.ServedSoonAsync("two/m");
        both.First.Calls.Count.ShouldBe(1);
    }

    private static async Task ShouldEndPromptlyAsync(TwoUpstreams both, UpstreamCall call, long left)
    {
        var gone = await call.Gone.Soon();
        gone.ShouldBeGreaterThan(left);
        Stopwatch.GetElapsedTime(left, gone).ShouldBeLessThan(Promptly);

        // Nothing was tried in its place, nothing is set aside, and nobody logged an error.
        both.Second.Calls.ShouldBeEmpty();
        (await both.Gateway.ChatAsync("both")).ShouldBeServed()["X-Gateway-Trail"].ShouldBe("one/m=served");
        both.Gateway.Log.Lines.ShouldNotContain(l => l.Level >= LogLevel.Warning);
    }
}
