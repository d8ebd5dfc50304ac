using System.Text;
using System.Text.Json;
using Gratis.Simulator.Faults;

namespace Gratis.Tests.Simulator;

/// <summary>What can go wrong within a stream.</summary>
public sealed class StreamFaultTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

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
