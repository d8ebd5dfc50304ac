using Gratis.Simulator.Faults;
using static Gratis.Simulator.Faults.FaultKind;

namespace Gratis.Gateway.Tests.Faults;

/// <summary>The rows of the matrix.</summary>
internal static class FaultTable
{
    public const int GiantBytes = 1_000_000;

    // Twice what the gateway bears, so that no lucky read brings it whole.
    private const int MeasurelessBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    public static IReadOnlyList<UpstreamFault> All { get; } = [.. Statuses(), .. Limits(), .. States(), .. Pages(), .. Contents(), .. Encodings(), .. Connections(), .. Silences(), .. Frames()];

    public static IReadOnlyList<FaultCell> Cells { get; } = [.. All.SelectMany(fault => fault.Cells())];

    private static IEnumerable<UpstreamFault> Statuses()
    {
        yield return Fails("204", Of(204), "invalid_answer");
        yield return Fails("400", Of(400), "refused");
        yield return Fails("400 for an unknown model", Of(400, """{"error":{"message":"unknown model: m","type":"invalid_request_error"}}"""), "model_gone");
        yield return Fails("400 for a filter", Of(400, """{"error":{"message":"The response was filtered.","code":"content_filter"}}"""), "filtered");
        yield return Fails("401", Of(401), "key_refused");
        yield return Fails("401 without a word", Of(401, ""), "key_refused");
        yield return Fails("402", Of(402), "payment_wanted");
        yield return Fails("403", Of(403), "key_refused");
        yield return Fails("403 challenge page", Of(403, "<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>") with { ContentType = "text/html" }, "broken");
        yield return Fails("404", Of(404), "model_gone");
        yield return Fails("404 for the address", Of(404, "404 page not found") with { ContentType = "text/plain" }, "broken");
        yield return Fails("405", Of(405, ""), "broken");
        yield return Fails("408", Of(408), "timeout");
        yield return Fails("409", Of(409), "broken");
        yield return Fails("410", Of(410), "model_gone");
        yield return Fails("413", Of(413), "too_long");
        yield return Fails("422", Of(422), "refused");
        yield return Fails("500", Of(500), "broken");
        yield return Fails("500 without a word", Of(500, ""), "broken");
        yield return Fails("500", Of(500), "broken").As("gemini");
        yield return new("503 with Retry-After", Of(503) with { Headers = new Dictionary<string, string> { ["Retry-After"] = "120" } }, Outcome.Failover("broken", 1), Outcome.Failover("broken", 1));
        yield return Fails("529", Of(529), "broken");
    }

    private static IEnumerable<UpstreamFault> Limits()
    {
        var storm = new FaultSpec(RateLimitStorm);
        foreach (var kind in (string[])["openai", "openrouter", "groq", "gemini", "mistral"])
        {
            yield return Fails("429 with a header", storm with { Hints = Hints.Header }, "rate_limited").As(kind);
            yield return Fails("429 with words", storm with { Hints = Hints.Body }, "rate_limited").As(kind);
            yield return Fails("429 without a hint", storm with { Hints = Hints.None }, "rate_limited").As(kind);
        }

        yield return Fails("429 for forty minutes", storm with { Delay = TimeSpan.FromMinutes(40) }, "quota_spent");
        yield return Fails("429 without a word", Of(429, ""), "rate_limited");
        yield return Fails("overload", new FaultSpec(Overload), "broken");
        yield return Fails("overload", new FaultSpec(Overload), "broken").As("gemini");
        yield return Fails("overload", new FaultSpec(Overload), "rate_limited").As("openrouter");
    }

    private static IEnumerable<UpstreamFault> States()
    {
        yield return Fails("model removed", new FaultSpec(ModelRemoved), "model_gone");
        yield return Fails("model removed with 410", new FaultSpec(ModelRemoved) { Status = 410 }, "model_gone");
        yield return Fails("model removed", new FaultSpec(ModelRemoved), "model_gone").As("openrouter");
        yield return Fails("model costs money now", new FaultSpec(ModelPaid), "payment_wanted");
        yield return Fails("key revoked", new FaultSpec(KeyRevoked), "key_refused");
        yield return Fails("key revoked", new FaultSpec(KeyRevoked), "key_refused").As("gemini");
    }

    private static IEnumerable<UpstreamFault> Pages()
    {
        yield return Fails("page with 200", new FaultSpec(Html), "invalid_answer");
        foreach (var status in (int[])[502, 503, 520, 521, 522, 523, 524, 525, 526])
            yield return Fails($"page with {status}", new FaultSpec(Html) { Status = status }, "broken");
        yield return Fails("redirect", new FaultSpec(Redirect), "invalid_answer");
    }

    private static IEnumerable<UpstreamFault> Contents()
    {
        yield return Fails("error inside a 200", new FaultSpec(ErrorInOk), "broken");
        yield return Fails("error inside a 200", new FaultSpec(ErrorInOk), "broken").As("openrouter");
        yield return Fails("error inside a 200", new FaultSpec(ErrorInOk), "broken").As("mistral");
        yield return Fails("empty answer", new FaultSpec(EmptyContent), "invalid_answer");
        yield return Fails("answer of white space", new FaultSpec(BlankContent), "invalid_answer");
        yield return new("answer that only thinks", new FaultSpec(ReasoningOnly), Outcome.Failover("invalid_answer"), Outcome.Silent);
        yield return Fails("answer larger than allowed", new FaultSpec(HugeBody) { Bytes = 2_000_000 }, "invalid_answer");
        yield return new("answer that ends in the middle", new FaultSpec(TruncatedBody), Outcome.Failover("invalid_answer"), Outcome.BrokenOff);
        yield return Fails("answer that ends at once", new FaultSpec(TruncatedBody) { Bytes = 20 }, "invalid_answer");
    }

    private static IEnumerable<UpstreamFault> Encodings()
    {
        yield return Harmless("gzip", new FaultSpec(Gzip));
        yield return Harmless("Brotli", new FaultSpec(Brotli));
        yield return Harmless("wrong content type", new FaultSpec(ContentType));
        yield return Harmless("plain text as content type", new FaultSpec(ContentType) { ContentType = "text/plain" });
        yield return Harmless("byte by byte", new FaultSpec(Drip));
        yield return Harmless("writes that split characters", new FaultSpec(Split));
    }

    private static IEnumerable<UpstreamFault> Connections()
    {
        yield return Fails("nobody listens", new FaultSpec(RefuseConnection), "unreachable") with { Door = Door.Closed };
        yield return Fails("no TLS where TLS was promised", new FaultSpec(RefuseConnection), "unreachable") with { Door = Door.WithoutTls };
        yield return Fails("reset before the headers", new FaultSpec(ResetConnection), "broken");
        yield return Fails("cut before the body", new FaultSpec(Cut), "broken");
        yield return Fails("cut at byte 30", new FaultSpec(Cut) { Bytes = 30 }, "broken");
        yield return new("cut at byte 6000", new FaultSpec(Cut) { Bytes = 6000 }, Outcome.Failover("broken"), Outcome.BrokenOff);
        yield return Fails("bad framing at once", new FaultSpec(BadFraming), "invalid_answer");

        // The gateway reads 4 KB at a time: so many writes do not fit into the read that finds the first content.
        yield return new("bad framing after forty writes", new FaultSpec(BadFraming) { Count = 40 }, Outcome.Failover("invalid_answer"), Outcome.BrokenOff);
    }

    private static IEnumerable<UpstreamFault> Silences()
    {
        yield return Harmless("late headers", new FaultSpec(Latency) { Delay = Short });
        yield return Harmless("late first token", new FaultSpec(FirstTokenLatency) { Delay = Short });
        yield return Fails("no headers", new FaultSpec(Latency) { Delay = Long }, "timeout").Hurried();
        yield return Fails("no first token", new FaultSpec(FirstTokenLatency) { Delay = Long }, "timeout").Hurried();
        yield return Fails("silence behind the headers", new FaultSpec(Stall), "timeout").Hurried();
        yield return new UpstreamFault("silence in the middle", new FaultSpec(Stall) { Count = 2 }, Outcome.Failover("timeout"), Outcome.BrokenOff).Hurried();
        yield return Fails("bytes too slow to wait for", new FaultSpec(Drip) { Delay = TimeSpan.FromMilliseconds(100) }, "timeout").Hurried();
    }

    private static IEnumerable<UpstreamFault> Frames()
    {
        foreach (var kind in (string[])["openai", "openrouter", "gemini", "mistral", "cerebras"])
        {
            yield return Streams("error frame before the content", new FaultSpec(ErrorFrame), Outcome.Failover("broken")).As(kind);
            yield return Streams("error frame after two chunks", new FaultSpec(ErrorFrame) { Count = 2 }, Outcome.BrokenOff).As(kind);
        }

        // Groq says that what the model wrote is no tool call: the model's slip, not the route's fault.
        yield return Streams("error frame before the content", new FaultSpec(ErrorFrame), Outcome.Failover("invalid_answer", null)).As("groq");
        yield return Streams("error frame after two chunks", new FaultSpec(ErrorFrame) { Count = 2 }, Outcome.BrokenOffByChance).As("groq");
        yield return Streams("end after two chunks", new FaultSpec(SilentEnd) { Count = 2 }, Outcome.BrokenOff);
        yield return Streams("no finish reason and no end mark", new FaultSpec(SilentEnd), Outcome.BrokenOff);
        yield return Streams("no end mark", new FaultSpec(NoDone), Outcome.Intact);
        yield return Streams("end mark first", new FaultSpec(EarlyDone), Outcome.Failover("invalid_answer"));
        yield return Streams("two end marks", new FaultSpec(DuplicateDone), Outcome.Intact);
        yield return Streams("CRLF", new FaultSpec(Crlf), Outcome.Intact);
        yield return Streams("comments and nothing else", new FaultSpec(CommentsOnly), Outcome.Failover("invalid_answer"));
        yield return Streams("comments first", new FaultSpec(FirstTokenLatency) { Delay = Short }, Outcome.Intact).As("openrouter");
        yield return Streams("data without a space", new FaultSpec(NoSpace), Outcome.Intact);
        yield return Streams("data on several lines", new FaultSpec(MultiLine), Outcome.Intact);
        yield return Streams("usage in the middle", new FaultSpec(MidStreamUsage), Outcome.Intact);
        yield return Streams("giant frame first", new FaultSpec(GiantFrame) { Bytes = GiantBytes }, Outcome.Intact);
        yield return Streams("giant frame later", new FaultSpec(GiantFrame) { Bytes = GiantBytes, Count = 2 }, Outcome.Intact);
        yield return Streams("frame without measure first", new FaultSpec(GiantFrame) { Bytes = MeasurelessBytes }, Outcome.Failover("invalid_answer"));
        yield return Streams("frame without measure later", new FaultSpec(GiantFrame) { Bytes = MeasurelessBytes, Count = 2 }, Outcome.BrokenOff);
    }

    private static FaultSpec Of(int status, string? body = null) => new(FaultKind.Status) { Status = status, Body = body };

    private static UpstreamFault Fails(string name, FaultSpec spec, string verdict) => new(name, spec, Outcome.Failover(verdict), Outcome.Failover(verdict));

    private static UpstreamFault Harmless(string name, FaultSpec spec) => new(name, spec, Outcome.Intact, Outcome.Intact);

    private static UpstreamFault Streams(string name, FaultSpec spec, Outcome outcome) => new(name, spec, null, outcome);
}
