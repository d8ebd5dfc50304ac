using Gratis.Gateway.Tests.Fixtures;
using static Gratis.Gateway.Tests.Fixtures.Answers;

namespace Gratis.Gateway.Tests.Failover;

public sealed class AdmissionTests
{
    [Fact]
    public async Task One_is_served_one_waits_and_the_third_is_sent_away()
    {
        var finish = new TaskCompletionSource();
        await using var both = await TwoUpstreams.StartAsync("max_concurrent_requests: 1, max_queued_requests: 1");
        both.First.Then(After(finish.Task, Chat("first")));

        var first = both.Gateway.ChatAsync("one/m");
        await both.First.NextCallAsync();

        // Of two that come now, one finds the last place in the queue and the other none.
        var second = both.Gateway.ChatAsync("one/m");
        var third = both.Gateway.ChatAsync("one/m");
        var refused = await await Task.WhenAny(second, third).Soon();
        refused.ShouldBeError(429, "request_queue_timeout")["Retry-After"].ShouldBe("1");
        both.First.Calls.Count.ShouldBe(1);
        finish.SetResult();

        (await first).ShouldBeServed();
        new[] { await second, await third }.Count(r => r.Status == 200).ShouldBe(1);
    }

    [Fact]
    public async Task A_wait_in_the_queue_ends_with_the_same_refusal()
    {
        await using var both = await TwoUpstreams.StartAsync("max_concurrent_requests: 1, max_queued_requests: 5, request_queue_timeout_seconds: 0.3");
        both.First.Then(Silent);

        var first = both.Gateway.ChatAsync("one/m");
        await both.First.NextCallAsync();

        (await both.Gateway.ChatAsync("one/m")).ShouldBeError(429, "request_queue_timeout")["Retry-After"].ShouldBe("1");
        first.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_stream_gives_its_place_back_with_its_first_word()
    {
        await using var both = await TwoUpstreams.StartAsync("max_concurrent_requests: 1, max_queued_requests: 0");
        both.First.Then(Stream(Send(Chunk("long")), Silent));

        using var stream = await both.Gateway.StreamAsync("one/m");
        await stream.ReadUntilAsync("long");

        (await both.Gateway.ChatAsync("one/m")).ShouldBeServed();
    }

    [Fact]
    public async Task Unless_the_owner_wants_it_kept()
    {
        var finish = new TaskCompletionSource();
        await using var both = await TwoUpstreams.StartAsync("max_concurrent_requests: 1, max_queued_requests: 0, release_slot_at_commit: false");
        both.First.Then(Stream(Send(Chunk("long")), After(finish.Task, Send(Finish + Done))));

        using var stream = await both.Gateway.StreamAsync("one/m");
        await stream.ReadUntilAsync("long");
        (await both.Gateway.ChatAsync("one/m")).ShouldBeError(429, "request_queue_timeout");
        finish.SetResult();
        await stream.ReadToEndAsync();

        await both.Gateway.ServedSoonAsync("one/m");
    }

    [Fact]
    public async Task Places_are_given_back_after_every_kind_of_end()
    {
        await using var both = await TwoUpstreams.StartAsync("max_concurrent_requests: 1, max_queued_requests: 0, max_attempts: 1, max_wait_seconds: 0");
        both.First.Then(Error(500, "broken")).Then(HangUp).Then(Stream(Send(Chunk("half")))).Then(Error(400, "no"));

        await both.Gateway.ChatAsync("one/m");
        await both.Gateway.ChatAsync("one/m");
        using (var cut = await both.Gateway.StreamAsync("one/m"))
            await cut.ReadToEndAsync();
        (await both.Gateway.ChatAsync("one/m")).ShouldBeError(400, "invalid_request");
        (await both.Gateway.ChatAsync("nobody/m")).ShouldBeError(404, "model_not_found");

        (await both.Gateway.ChatAsync("one/m")).ShouldBeServed();
    }
}
