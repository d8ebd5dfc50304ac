using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Gratis.Simulator.Faults;
using Gratis.Simulator.Providers;

namespace Gratis.Tests.Simulator;

/// <summary>Every fault does what its name says, and nothing else happens without one.</summary>
public sealed class FaultTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Latency_holds_back_the_headers()
    {
        using var caller = With(new FaultSpec(FaultKind.Latency) { Delay = Second });

        var answer = caller.ChatAsync("m1");
        answer.IsCompleted.ShouldBeFalse();
        caller.Time.Advance(Second);

        (await answer).Status.ShouldBe(200);
    }

    [Fact]
    public async Task First_token_latency_lets_a_streams_headers_through_and_holds_its_body()
    {
        using var caller = With(new FaultSpec(FaultKind.FirstTokenLatency) { Delay = Second });

        using var response = await caller.SendAsync(HttpMethod.Post, "/chat/completions", Streaming, TestContext.Current.CancellationToken);
        var read = Answered.ReadAsync(response, TestContext.Current.CancellationToken);
        read.IsCompleted.ShouldBeFalse();
        caller.Time.Advance(Second);

        (await read).Data[^1].ShouldBe("[DONE]");
    }

    [Fact]
    public async Task A_drip_gives_one_byte_a_read_and_time_between()
    {
        using var caller = With(new FaultSpec(FaultKind.Drip) { Delay = TimeSpan.FromMilliseconds(1) });
        using var response = await caller.SendAsync(HttpMethod.Post, "/chat/completions", Streaming, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[64];

        for (var i = 0; i < 10; i++)
        {
            var read = body.ReadAsync(buffer, TestContext.Current.CancellationToken);
            read.IsCompleted.ShouldBeFalse();
            caller.Time.Advance(TimeSpan.FromMilliseconds(1));
            (await read).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_split_cuts_inside_characters_and_line_ends_but_loses_nothing()
    {
        using var plain = Caller.Plain();
        using var caller = With(new FaultSpec(FaultKind.Split), new FaultSpec(FaultKind.Crlf));

        var whole = await plain.StreamAsync("m1");
        using var response = await caller.SendAsync(HttpMethod.Post, "/chat/completions", Streaming, TestContext.Current.CancellationToken);
        var pieces = await PiecesAsync(response);

        Encoding.UTF8.GetString([.. pieces.SelectMany(piece => piece)]).ShouldBe(whole.Text.Replace("\n", "\r\n", StringComparison.Ordinal));
        pieces.ShouldContain(piece => (piece.First() & 0xC0) == 0x80);
        pieces.ShouldContain(piece => piece.Last() == 13);
    }

    [Fact]
    public async Task A_stall_sends_so_many_chunks_and_then_nothing_until_the_client_leaves()
    {
        using var caller = With(new FaultSpec(FaultKind.Stall) { Count = 2 });
        using var response = await caller.SendAsync(HttpMethod.Post, "/chat/completions", Streaming, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[4096];
        for (var i = 0; i < 3; i++)
            (await body.ReadAsync(buffer, TestContext.Current.CancellationToken)).ShouldBeGreaterThan(0);

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5), caller.Time);
        var read = body.ReadAsync(buffer, patience.Token).AsTask();
        caller.Time.Advance(TimeSpan.FromMinutes(5));

        await Should.ThrowAsync<OperationCanceledException>(read);
        var truth = caller.World.Truth["p"].Total;
        truth.Cancelled.ShouldBe(1);
        truth.CancelledAfterMs.ShouldBe([300_000]);
        truth.InFlight.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cut_breaks_the_connection_at_its_byte(bool stream)
    {
        using var caller = With(new FaultSpec(FaultKind.Cut) { Bytes = 100 });
        using var response = await caller.SendAsync(HttpMethod.Post, "/chat/completions", stream ? Streaming : Plain, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        var read = new MemoryStream();
        var cut = await Should.ThrowAsync<HttpIOException>(body.CopyToAsync(read, TestContext.Current.CancellationToken));

        cut.HttpRequestError.ShouldBe(HttpRequestError.ResponseEnded);
        read.Length.ShouldBe(100);
        caller.World.Truth["p"].Total.Broken.ShouldBe(1);
    }

    [Fact]
    public async Task A_silent_end_has_content_but_neither_reason_nor_done()
    {
        using var caller = With(new FaultSpec(FaultKind.SilentEnd) { Count = 1 });

        var answer = await caller.StreamAsync("m1");

        answer.Content.ShouldBe("p/m1");
        answer.Data.ShouldNotContain("[DONE]");
        answer.Chunks.ShouldAllBe(chunk => chunk.GetProperty("choices")[0].GetProperty("finish_reason").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task A_stream_without_done_still_has_its_reason()
    {
        using var caller = With(new FaultSpec(FaultKind.NoDone));

        var answer = await caller.StreamAsync("m1");

        answer.Data.ShouldNotContain("[DONE]");
        answer.Chunks[^1].GetProperty("choices")[0].GetProperty("finish_reason").GetString().ShouldBe("stop");
    }

    [Theory]
    [InlineData("openrouter", "\"finish_reason\":\"error\"", true)]
    [InlineData("groq", "event: error\ndata: {\"error\":", false)]
    [InlineData("openai", "data: {\"error\":", false)]
    [InlineData("zhipu", "data: {\"error\":{\"code\":\"500\"", false)]
    public async Task An_error_in_the_stream_has_the_providers_shape(string kind, string shape, bool done)
    {
        using var caller = Caller.Of(kind);
        caller.World.Faults.Add(new FaultSpec(FaultKind.ErrorFrame) { Count = 3 });

        var answer = await caller.StreamAsync(caller.Entry.Models[0].Id);

        answer.Text.ShouldContain(shape);
        answer.Data.Contains("[DONE]").ShouldBe(done);
    }

    [Fact]
    public async Task An_error_can_come_with_200()
    {
        using var caller = Caller.Of("openrouter");
        caller.World.Faults.Add(new FaultSpec(FaultKind.ErrorInOk));

        var answer = await caller.ChatAsync("qwen/qwen3-coder:free");

        answer.Status.ShouldBe(200);
        answer.Json.GetProperty("error").GetProperty("message").GetString().ShouldBe("Provider returned error");
    }

    [Theory]
    [InlineData(FaultKind.EmptyContent, "")]
    [InlineData(FaultKind.BlankContent, " \n\t ")]
    [InlineData(FaultKind.ReasoningOnly, "")]
    public async Task Content_can_be_missing_in_both_ways(FaultKind kind, string content)
    {
        using var caller = With(new FaultSpec(kind));

        var whole = await caller.ChatAsync("m1");
        var stream = await caller.StreamAsync("m1");

        whole.Json.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString().ShouldBe(content);
        stream.Content.ShouldBe(content);
        whole.Text.Contains("reasoning_content", StringComparison.Ordinal).ShouldBe(kind is FaultKind.ReasoningOnly);
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(502, 502)]
    [InlineData(522, 522)]
    public async Task A_page_comes_as_html(int wanted, int status)
    {
        using var caller = With(new FaultSpec(FaultKind.Html) { Status = wanted });

        var answer = await caller.ChatAsync("m1");

        answer.Status.ShouldBe(status);
        answer.Header("Content-Type").ShouldBe("text/html; charset=UTF-8");
        answer.Text.ShouldStartWith("<!DOCTYPE html>");
    }

    [Fact]
    public async Task A_wrong_content_type_leaves_the_body_as_it_is()
    {
        using var caller = With(new FaultSpec(FaultKind.ContentType));

        var whole = await caller.ChatAsync("m1");
        var stream = await caller.StreamAsync("m1");

        whole.Header("Content-Type").ShouldBe("text/html");
        whole.Json.GetProperty("object").GetString().ShouldBe("chat.completion");
        stream.Header("Content-Type").ShouldBe("application/json");
        stream.Data[^1].ShouldBe("[DONE]");
    }

    [Theory]
    [InlineData(FaultKind.Gzip, "gzip", true)]
    [InlineData(FaultKind.Gzip, "gzip", false)]
    [InlineData(FaultKind.Brotli, "br", true)]
    [InlineData(FaultKind.Brotli, "br", false)]
    public async Task An_encoded_body_decodes_to_the_plain_one(FaultKind kind, string encoding, bool stream)
    {
        using var plain = Caller.Plain();
        using var caller = With(new FaultSpec(kind));

        var expected = stream ? await plain.StreamAsync("m1") : await plain.ChatAsync("m1");
        var encoded = stream ? await caller.StreamAsync("m1") : await caller.ChatAsync("m1");

        encoded.Header("Content-Encoding").ShouldBe(encoding);
        var packed = new MemoryStream(encoded.Bytes);
        await using Stream decoder = kind is FaultKind.Gzip ? new GZipStream(packed, CompressionMode.Decompress) : new BrotliStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(decoder);
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe(expected.Text);
    }

    [Fact]
    public async Task A_truncated_body_ends_cleanly_in_the_middle_of_its_json()
    {
        using var plain = Caller.Plain();
        using var caller = With(new FaultSpec(FaultKind.TruncatedBody));

        var whole = await plain.ChatAsync("m1");
        var half = await caller.ChatAsync("m1");

        half.Status.ShouldBe(200);
        half.Text.ShouldBe(Encoding.UTF8.GetString(whole.Bytes.AsSpan(0, whole.Bytes.Length / 2)));
    }

    [Fact]
    public async Task A_huge_body_is_as_large_as_asked_and_still_json()
    {
        using var caller = With(new FaultSpec(FaultKind.HugeBody) { Bytes = 3_000_000 });

        var answer = await caller.ChatAsync("m1");

        answer.Bytes.Length.ShouldBe(3_000_000);
        answer.Json.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!.Length.ShouldBeGreaterThan(2_990_000);
    }

    [Fact]
    public async Task A_given_answer_is_given_to_the_letter()
    {
        using var caller = With(new FaultSpec(FaultKind.Status)
        {
            Status = 418, Body = "short and stout", ContentType = "text/plain", Headers = new Dictionary<string, string> { ["X-Pot"] = "tea", ["Retry-After"] = "3" },
        });

        var answer = await caller.ChatAsync("m1");

        (answer.Status, answer.Text, answer.Header("X-Pot"), answer.Header("Retry-After"), answer.Header("Content-Type"))
            .ShouldBe((418, "short and stout", "tea", "3", "text/plain"));
    }

    [Fact]
    public async Task A_refused_and_a_reset_connection_look_like_the_real_ones()
    {
        using var refusing = With(new FaultSpec(FaultKind.RefuseConnection));
        using var resetting = With(new FaultSpec(FaultKind.ResetConnection));

        var refused = await Should.ThrowAsync<HttpRequestException>(refusing.ChatAsync("m1"));
        var reset = await Should.ThrowAsync<HttpRequestException>(resetting.ChatAsync("m1"));

        refused.HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
        refused.InnerException.ShouldBeOfType<SocketException>().SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
        reset.InnerException.ShouldBeOfType<IOException>().InnerException.ShouldBeOfType<SocketException>().SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
    }

    [Fact]
    public async Task A_redirect_is_handed_out_and_not_followed()
    {
        using var caller = With(new FaultSpec(FaultKind.Redirect) { Location = "http://169.254.169.254/" });

        var answer = await caller.ChatAsync("m1");

        (answer.Status, answer.Header("Location")).ShouldBe((302, "http://169.254.169.254/"));
    }

    [Fact]
    public async Task A_model_turned_paid_bills_who_is_not_refused_and_says_so_in_usage_and_list()
    {
        using var caller = Caller.Of("openrouter");
        caller.World.Faults.Add(new FaultSpec(FaultKind.ModelPaid) { Model = "qwen/*", InputPrice = 2, OutputPrice = 8, Refuses = false });

        var answer = await caller.ChatAsync("qwen/qwen3-coder:free");

        var usage = answer.Json.GetProperty("usage");
        var cost = ((usage.GetProperty("prompt_tokens").GetInt32() * 2m) + (usage.GetProperty("completion_tokens").GetInt32() * 8m)) / 1_000_000m;
        cost.ShouldBeGreaterThan(0);
        usage.GetProperty("cost").GetDecimal().ShouldBe(cost);
        caller.World.Truth.Usd.ShouldBe(cost);
        var listed = (await caller.GetAsync("/models")).Json.GetProperty("data").EnumerateArray().Single(model => model.GetProperty("id").GetString() == "qwen/qwen3-coder:free");
        listed.GetProperty("pricing").GetProperty("prompt").GetString().ShouldBe("0.000002");
    }

    [Fact]
    public async Task A_changed_limit_and_a_revoked_key_last_as_long_as_their_fault()
    {
        using var caller = new Caller(new ProviderSpec("p", "openai")
        {
            Accounts = [new AccountSpec("secret-1")], Models = [new ModelSpec("m1")], Limits = [Gratis.Simulator.Limits.LimitSpec.Rpm(10)],
        });
        var tighter = caller.World.Faults.Add(new FaultSpec(FaultKind.LimitChanged) { Limit = "rpm", Amount = 1 });
        (await caller.ChatAsync("m1")).Status.ShouldBe(200);
        (await caller.ChatAsync("m1")).Status.ShouldBe(429);
        caller.World.Faults.Remove(tighter).ShouldBeTrue();
        (await caller.ChatAsync("m1")).Status.ShouldBe(200);

        caller.World.Faults.Add(new FaultSpec(FaultKind.KeyRevoked) { Key = "key-1", For = Second });
        (await caller.ChatAsync("m1")).Status.ShouldBe(401);
        caller.Time.Advance(Second);
        (await caller.ChatAsync("m1")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Bad_framing_fails_the_read_after_its_writes()
    {
        using var caller = With(new FaultSpec(FaultKind.BadFraming) { Count = 2 });
        using var response = await caller.SendAsync(HttpMethod.Post, "/chat/completions", Streaming, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        var read = new MemoryStream();
        (await Should.ThrowAsync<HttpIOException>(body.CopyToAsync(read, TestContext.Current.CancellationToken))).HttpRequestError.ShouldBe(HttpRequestError.InvalidResponse);
        Encoding.UTF8.GetString(read.ToArray()).Split("data: ").Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_giant_frame_is_one_line_of_its_size()
    {
        using var caller = With(new FaultSpec(FaultKind.GiantFrame) { Count = 1, Bytes = 200_000 });

        var answer = await caller.StreamAsync("m1");

        answer.Data.Max(data => data.Length).ShouldBeGreaterThan(200_000);
        answer.Data[^1].ShouldBe("[DONE]");
    }

    [Fact]
    public async Task Done_can_come_twice_or_first()
    {
        using var twice = With(new FaultSpec(FaultKind.DuplicateDone));
        using var early = With(new FaultSpec(FaultKind.EarlyDone));

        (await twice.StreamAsync("m1")).Data[^2..].ShouldBe(["[DONE]", "[DONE]"]);
        var data = (await early.StreamAsync("m1")).Data;
        data[1].ShouldBe("[DONE]");
        data.Length.ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task Lines_can_be_written_in_every_way_that_the_standard_allows()
    {
        using var plain = Caller.Plain();
        using var crlf = With(new FaultSpec(FaultKind.Crlf));
        using var noSpace = With(new FaultSpec(FaultKind.NoSpace));
        using var multi = With(new FaultSpec(FaultKind.MultiLine));

        var expected = await plain.StreamAsync("m1");
        (await crlf.StreamAsync("m1")).Text.ShouldBe(expected.Text.Replace("\n", "\r\n", StringComparison.Ordinal));
        (await noSpace.StreamAsync("m1")).Text.ShouldBe(expected.Text.Replace("data: ", "data:", StringComparison.Ordinal));
        var lines = (await multi.StreamAsync("m1")).Text;
        lines.ShouldBe(expected.Text.Replace("data: {", "data: {\ndata: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Comments_only_is_a_stream_of_nothing()
    {
        using var caller = With(new FaultSpec(FaultKind.CommentsOnly));

        var answer = await caller.StreamAsync("m1");

        answer.Text.ShouldBe(": keep-alive\n\n: keep-alive\n\n: keep-alive\n\n");
    }

    [Fact]
    public async Task Usage_can_come_after_every_chunk_and_only_grows()
    {
        using var caller = With(new FaultSpec(FaultKind.MidStreamUsage));

        var counts = (await caller.StreamAsync("m1")).Chunks.Where(chunk => chunk.TryGetProperty("usage", out _))
            .Select(chunk => chunk.GetProperty("usage").GetProperty("completion_tokens").GetInt32()).ToArray();

        counts.Length.ShouldBeGreaterThan(2);
        counts.ShouldBeInOrder();
    }

    [Fact]
    public async Task A_fault_keeps_to_its_time_its_number_and_its_model()
    {
        using var caller = Caller.Plain(new ModelSpec("m1"), new ModelSpec("m2"));
        caller.World.Faults.Add(new FaultSpec(FaultKind.Status) { Model = "m1", After = Second, Skip = 1, Requests = 2, Status = 500 });
        (await caller.ChatAsync("m1")).Status.ShouldBe(200);

        caller.Time.Advance(Second);

        var statuses = new List<int>();
        foreach (var model in new[] { "m1", "m2", "m1", "m1", "m1" })
            statuses.Add((await caller.ChatAsync(model)).Status);
        statuses.ShouldBe([200, 200, 500, 500, 200]);
    }

    [Fact]
    public async Task Chance_follows_the_seed()
    {
        var first = await DrawAsync();
        var second = await DrawAsync();

        first.ShouldBe(second);
        first.Count(status => status == 500).ShouldBeInRange(30, 70);

        static async Task<List<int>> DrawAsync()
        {
            using var caller = With(new FaultSpec(FaultKind.Status) { Status = 500, Probability = 0.25 });
            var statuses = new List<int>();
            for (var i = 0; i < 200; i++)
                statuses.Add((await caller.ChatAsync("m1")).Status);
            return statuses;
        }
    }

    [Fact]
    public async Task Lists_fail_only_when_lists_are_meant()
    {
        using var caller = With(new FaultSpec(FaultKind.Status) { Status = 500 }, new FaultSpec(FaultKind.Html) { Status = 503, On = FaultTarget.Lists, Requests = 1 });

        (await caller.GetAsync("/models")).Status.ShouldBe(503);
        (await caller.GetAsync("/models")).Status.ShouldBe(200);
    }

    private const string Plain = """{"model":"m1","messages":[{"role":"user","content":"hello"}]}""";
    private const string Streaming = """{"model":"m1","stream":true,"messages":[{"role":"user","content":"hello"}]}""";

    private static Caller With(params FaultSpec[] faults)
    {
        var caller = Caller.Plain();
        foreach (var fault in faults)
            caller.World.Faults.Add(fault);
        return caller;
    }

    private static async Task<List<byte[]>> PiecesAsync(HttpResponseMessage response)
    {
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var pieces = new List<byte[]>();
        var buffer = new byte[8192];
        while (await body.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var count)
            pieces.Add(buffer[..count]);
        return pieces;
    }
}
