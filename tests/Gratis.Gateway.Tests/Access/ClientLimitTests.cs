using Gratis.Gateway.Tests.Fixtures;
using static Gratis.Gateway.Tests.Fixtures.Answers;

namespace Gratis.Gateway.Tests.Access;

/// <summary>A client's own limits: exact, whatever happens around them.</summary>
public sealed class ClientLimitTests : IAsyncLifetime
{
    private const string Bounded2 = """{"model":"one/m","max_tokens":2,"messages":[{"role":"user","content":"hi"}]}""";

    private FakeUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    [Fact]
    public async Task Of_many_at_once_exactly_as_many_are_let_in_as_the_minute_holds()
    {
        await StartAsync("rpm: 10");

        var replies = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => AskAsync()));

        replies.Count(reply => reply.Status == 200).ShouldBe(10);
        replies.Count(reply => reply.Status == 429).ShouldBe(22);
        replies.Where(reply => reply.Status == 429).ShouldAllBe(reply => reply.ErrorCode == "rate_limit_exceeded" && int.Parse(reply["Retry-After"]!, null) > 30);
        _upstream.Calls.Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_day_is_a_day_of_utc()
    {
        await StartAsync("rpd: 2");
        SkipToNoon();
        (await AskAsync()).ShouldBeServed();
        (await AskAsync()).ShouldBeServed();

        var refused = (await AskAsync()).ShouldBeError(429, "rate_limit_exceeded");

        refused.ErrorMessage.ShouldContain("2 requests a day (rpd)");
        int.Parse(refused["Retry-After"]!, null).ShouldBeInRange(43_100, 43_200);
        _gateway.Time.Skip(TimeSpan.FromHours(12));
        (await AskAsync()).ShouldBeServed();
    }

    [Fact]
    public async Task What_it_spent_survives_a_reload_a_changed_limit_and_a_restart()
    {
        await StartAsync("rpm: 3");
        (await AskAsync()).ShouldBeServed();
        (await AskAsync()).ShouldBeServed();

        await _gateway.ReloadAsync(Config("rpm: 4"));
        (await AskAsync()).ShouldBeServed();
        await _gateway.RestartAsync();

        (await AskAsync()).ShouldBeServed();
        (await AskAsync()).ShouldBeError(429, "rate_limit_exceeded");
        _upstream.Calls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_request_counts_whether_it_is_valid_or_not_and_one_that_is_over_the_limit_does_not()
    {
        await StartAsync("rpm: 3");
        (await _gateway.PostAsync(Ask.Path, "{", Key)).ShouldBeError(400, "invalid_request");
        (await _gateway.PostAsync(Ask.Path, Ask.Of("nobody/m"), Key)).ShouldBeError(404, "model_not_found");
        (await _gateway.PostAsync("/v1/embeddings", "[]", Key)).ShouldBeError(400, "invalid_request");
        for (var i = 0; i < 5; i++)
            (await AskAsync()).ShouldBeError(429, "rate_limit_exceeded");
        (await _gateway.GetAsync("/v1/models", Key)).ShouldBeServed();

        (await _gateway.PoolAsync("client laptop:rpm")).GetProperty("used").GetInt64().ShouldBe(3);
        _gateway.Time.Skip(TimeSpan.FromSeconds(61));
        (await AskAsync()).ShouldBeServed();
    }

    [Fact]
    public async Task Tokens_are_settled_to_what_the_answer_says()
    {
        await StartAsync("tpm: 1000");

        (await _gateway.PostAsync(Ask.Path, Bounded2, Key)).ShouldBeServed()["X-RateLimit-Remaining-Tokens"].ShouldBe("995");
        _upstream.Then(Stream(Send(Chunk("a")), Send(Finish), Send(Answers.Usage), Send(Done)));
        using (var stream = await _gateway.StreamAsync("one/m", Key))
            await stream.ReadToEndAsync();

        ShouldStand(await _gateway.PoolAsync("client laptop:tpm"), used: 10, reserved: 0);
    }

    [Fact]
    public async Task Tokens_are_never_spent_beyond_the_limit_and_the_refusal_says_when_there_is_room()
    {
        await StartAsync("tpm: 20");
        var served = 0;
        Reply reply;
        while ((reply = await _gateway.PostAsync(Ask.Path, Bounded2, Key)).Status == 200)
            served++;

        served.ShouldBeInRange(3, 4);
        reply.ShouldBeError(429, "rate_limit_exceeded").ErrorMessage.ShouldContain("20 tokens a minute (tpm)");
        var wait = int.Parse(reply["Retry-After"]!, null);
        wait.ShouldBeInRange(1, 60);
        _gateway.Time.Skip(TimeSpan.FromSeconds(wait));
        (await _gateway.PostAsync(Ask.Path, Bounded2, Key)).ShouldBeServed();
        _upstream.Calls.Count.ShouldBe(served + 1);
    }

    [Fact]
    public async Task An_answer_of_unknown_length_does_not_keep_a_small_limit_from_being_spent()
    {
        await StartAsync("tpd: 100");
        SkipToNoon();
        var served = 0;
        while ((await AskAsync()).Status == 200)
            served++;

        served.ShouldBeInRange(19, 20);
        ShouldStand(await _gateway.PoolAsync("client laptop:tpd"), used: served * 5, reserved: 0);
    }

    [Fact]
    public async Task Of_many_at_once_none_takes_tokens_that_another_may_need()
    {
        await StartAsync("tpm: 100");

        var replies = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => AskAsync()));

        var served = replies.Count(reply => reply.Status == 200);
        served.ShouldBeInRange(1, 20);
        replies.Where(reply => reply.Status != 200).ShouldAllBe(reply => reply.ErrorCode == "rate_limit_exceeded");
        ShouldStand(await _gateway.PoolAsync("client laptop:tpm"), used: served * 5, reserved: 0);
    }

    [Fact]
    public async Task A_request_larger_than_the_whole_limit_is_told_so_and_not_sent()
    {
        await StartAsync("tpm: 50, tpd: 100000");

        var refused = (await _gateway.PostAsync(Ask.Path, Ask.Of("one/m").Replace("hi", new string('x', 1000), StringComparison.Ordinal), Key))
            .ShouldBeError(413, "context_length_exceeded");

        refused.ErrorMessage.ShouldContain("50 tokens a minute (tpm)");
        refused["Retry-After"].ShouldBeNull();
        _upstream.Calls.ShouldBeEmpty();
        ShouldStand(await _gateway.PoolAsync("client laptop:tpm"), used: 0, reserved: 0);
    }

    [Fact]
    public async Task A_request_refused_for_its_tokens_takes_none_of_the_requests()
    {
        await StartAsync("rpm: 50, tpm: 20");
        var served = 0;
        Reply reply;
        while ((reply = await AskAsync()).Status == 200)
            served++;

        reply.ErrorMessage.ShouldContain("(tpm)");
        (await _gateway.PoolAsync("client laptop:rpm")).GetProperty("used").GetInt64().ShouldBe(served);
    }

    [Fact]
    public async Task An_upstream_that_fails_costs_a_request_and_no_tokens()
    {
        await StartAsync("rpm: 5, tpm: 5000, concurrency: 1");
        _upstream.Otherwise = Error(500, "broken");

        (await AskAsync()).ShouldBeError(502, "all_candidates_failed");

        ShouldStand(await _gateway.PoolAsync("client laptop:tpm"), used: 0, reserved: 0);
        ShouldStand(await _gateway.PoolAsync("client laptop:rpm"), used: 1, reserved: 0);
        ShouldStand(await _gateway.PoolAsync("client laptop:concurrency"), used: 0, reserved: 0);
    }

    [Fact]
    public async Task No_more_are_under_way_than_may_be_and_a_place_is_free_the_moment_its_request_has_ended()
    {
        await StartAsync("concurrency: 1");
        var finish = new TaskCompletionSource();
        _upstream.Then(After(finish.Task, Chat("slow")));
        var slow = AskAsync();
        await _upstream.NextCallAsync();

        var refused = (await AskAsync()).ShouldBeError(429, "rate_limit_exceeded");
        refused.ErrorMessage.ShouldContain("1 at once (concurrency)");
        refused["Retry-After"].ShouldBe("1");
        finish.SetResult();
        (await slow).ShouldBeServed();

        // One after the other: each finds the place of the one before it free, however that one ended.
        for (var i = 0; i < 5; i++)
        {
            _upstream.Then(Words("a", "b"));
            using (var stream = await _gateway.StreamAsync("one/m", Key))
            {
                stream.Status.ShouldBe(200);
                await stream.ReadUntilAsync("[DONE]");
            }

            (await AskAsync()).ShouldBeServed();
            (await _gateway.PostAsync(Ask.Path, "{", Key)).ShouldBeError(400, "invalid_request");
        }
    }

    [Fact]
    public async Task Of_many_at_once_no_more_are_under_way_than_may_be()
    {
        await StartAsync("concurrency: 4");
        var finish = new TaskCompletionSource();
        _upstream.Otherwise = After(finish.Task, Chat("slow"));

        var asked = Enumerable.Range(0, 32).Select(_ => AskAsync()).ToArray();
        for (var i = 0; i < 4; i++)
            await _upstream.NextCallAsync();
        var refused = 0;
        await foreach (var _ in Task.WhenEach(asked))
        {
            // The rest is under way, and stays so until it is let go.
            if (++refused == 28)
                break;
        }

        finish.SetResult();

        var replies = await Task.WhenAll(asked);
        replies.Count(reply => reply.Status == 200).ShouldBe(4);
        _upstream.Calls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Who_hangs_up_frees_the_place_and_pays_what_was_expected()
    {
        await StartAsync("concurrency: 1, tpm: 5000");
        _upstream.Then(Stream(Send(Chunk("half")), Silent)).Then(Silent);

        var stream = await _gateway.StreamAsync("one/m", Key);
        await stream.ReadUntilAsync("half");
        (await _gateway.PoolAsync("client laptop:concurrency")).GetProperty("reserved").GetInt64().ShouldBe(1);
        stream.Dispose();
        await _gateway.PoolSoonAsync("client laptop:concurrency", pool => pool.GetProperty("reserved").GetInt64() == 0);
        var left = (await _gateway.PoolSoonAsync("client laptop:tpm", pool => pool.GetProperty("reserved").GetInt64() == 0)).GetProperty("used").GetInt64();
        left.ShouldBeGreaterThan(500);

        using var leave = new CancellationTokenSource();
        using var request = _gateway.Request(HttpMethod.Post, Ask.Path, System.Text.Encoding.UTF8.GetBytes(Ask.Of("one/m")), Key);
        var asked = _gateway.Client.SendAsync(request, leave.Token);
        await _upstream.NextCallAsync();
        await _upstream.NextCallAsync();
        await leave.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asked);
        await _gateway.PoolSoonAsync("client laptop:concurrency", pool => pool.GetProperty("reserved").GetInt64() == 0);
        (await _gateway.PoolSoonAsync("client laptop:tpm", pool => pool.GetProperty("reserved").GetInt64() == 0)).GetProperty("used").GetInt64().ShouldBeGreaterThan(left);
    }

    [Fact]
    public async Task Who_hangs_up_in_the_middle_of_a_body_frees_the_place_too()
    {
        await StartAsync("concurrency: 1");
        await using (var client = await _gateway.ConnectAsync())
        {
            await client.SendAsync($"POST {Ask.Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nx-api-key: laptop-key\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{{\"model\"");
            await _gateway.PoolSoonAsync("client laptop:concurrency", pool => pool.GetProperty("reserved").GetInt64() == 1);
        }

        await _gateway.PoolSoonAsync("client laptop:concurrency", pool => pool.GetProperty("reserved").GetInt64() == 0);
        (await AskAsync()).ShouldBeServed();
    }

    [Fact]
    public async Task Who_gives_up_waiting_for_quota_before_anything_was_sent_pays_no_tokens()
    {
        await StartAsync("tpm: 5000");
        _upstream.Then(Error(429, "slow down", ("Retry-After", "20")));
        (await _gateway.ChatAsync("one/m", Key, ("X-Gateway-Max-Wait", "0"))).ShouldBeError(429, "quota_exhausted");

        using var leave = new CancellationTokenSource();
        using var request = _gateway.Request(HttpMethod.Post, Ask.Path, System.Text.Encoding.UTF8.GetBytes(Ask.Of("one/m")), Key);
        var asked = _gateway.Client.SendAsync(request, leave.Token);
        await _gateway.PoolSoonAsync("client laptop:tpm", pool => pool.GetProperty("reserved").GetInt64() > 0);
        await leave.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asked);

        var pool = await _gateway.PoolSoonAsync("client laptop:tpm", pool => pool.GetProperty("reserved").GetInt64() == 0);
        ShouldStand(pool, used: 0, reserved: 0);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    private static (string, string) Key => ("x-api-key", "laptop-key");

    private async Task StartAsync(string limits)
    {
        _upstream = await FakeUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync(Config(limits));
    }

    private Task<Reply> AskAsync() => _gateway.ChatAsync("one/m", Key);

    private void SkipToNoon()
    {
        var now = _gateway.Time.GetUtcNow();
        _gateway.Time.Skip(new DateTimeOffset(now.UtcDateTime.Date.AddDays(1).AddHours(12), TimeSpan.Zero) - now);
    }

    private static void ShouldStand(System.Text.Json.JsonElement pool, long used, long reserved)
    {
        pool.GetProperty("used").GetInt64().ShouldBe(used, pool.ToString());
        pool.GetProperty("reserved").GetInt64().ShouldBe(reserved, pool.ToString());
    }

    private string Config(string limits) => $$"""
        auth: { admin_token: {{Owner.Token}}, client_keys: [ { name: laptop, key: laptop-key, {{limits}} }, { name: other, key: other-key } ] }
        server: { max_concurrent_requests: 64 }
        providers: { one: { base_url: "{{_upstream.BaseUrl}}", free: all, models: [ { id: m } ] } }
        """;
}
