using System.Net.Http.Headers;
using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog.Limits;
using Gratis.Upstream.Limits;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Upstream.Limits;

public sealed class LimitHeadersTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Names =
        ["x-ratelimit-limit-requests", "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests", "x-ratelimit-limit-tokens-minute", "x-ratelimit-remaining-tokens-minute",
         "x-ratelimit-reset-tokens-minute", "RateLimit", "RateLimit-Policy", "RateLimit-Limit", "RateLimit-Reset", "x-ratelimit-renewalperiod-requests", "x-ratelimit-type",
         "x-ratelimit-timeremaining", "x-ratelimit-scope", "anthropic-ratelimit-requests-reset", "x-ratelimit-limit-", "x-ratelimit--", "ratelimitbysize-reset"];

    private static readonly string[] Values =
        ["", " ", "-1", "0", "1", "5", "59.9", "NaN", "Infinity", "1e400", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "999999999999999", "1,000", "5, 6", ",,,",
         "2m59.56s", "150ms", "99999999999d", "0s", "1795262440", "1795262440000", "1795262440000000", "2026-11-21T12:00:30Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00",
         "Sat, 21 Nov 2026 12:01:30 GMT", "\"a\";r=1;t=2", "\"a\";q=5;w=60", "100;w=60, 5;w=1", "limit=1, remaining=-2, reset=1e9", "\"", ";;;", "UserByModelByDay", "UserConcurrentRequests", "account", "\u00e9\u4e2d"];

    [Fact]
    public void An_answer_without_such_headers_allocates_nothing() => Allocated(Answer(), "groq").ShouldBe(0);

    [Fact]
    public void Eight_headers_of_four_counters_allocate_nothing() => Allocated(
        Answer(
            ("x-ratelimit-limit-requests", "14400"), ("x-ratelimit-remaining-requests", "14370"), ("x-ratelimit-reset-requests", "2m59.56s"),
            ("x-ratelimit-limit-tokens", "18000"), ("x-ratelimit-remaining-tokens", "17997"), ("x-ratelimit-reset-tokens", "7.66s"),
            ("ratelimit-policy", "\"a\";q=100;w=60"), ("ratelimit", "\"a\";r=5;t=7"), ("x-ratelimit-scope", "account")), "groq").ShouldBe(0);

    [Fact]
    public void Whatever_is_sent_nothing_is_thrown_and_no_nonsense_is_read()
    {
        var headers = Gen.ListOf(Gen.Zip(Gen.Elements(Names), Gen.Elements(Values))).ToArbitrary();
        var provider = Gen.Elements("groq", "openai", "openrouter", "modelscope", "someone").ToArbitrary();

        Prop.ForAll(headers, provider, (sent, by) => IsSensible(Read(Answer([.. sent]), by))).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(20261121, 7));
    }

    [Fact]
    public void Whatever_is_said_nothing_is_thrown_and_no_nonsense_is_read()
    {
        string[] pieces =
            ["Limit ", "limit: ", "Used ", "Requested ", "99999999999999999999", "-1", "8000", "1,2,3", "(TPM): ", "per ", "minute ", "tokens ", "requests ", "/ ", "day", ". ", "\n", "exceeded ",
             "reached: ", "Rate limit of ", " exceeded for ", "UserByModelByDay", "free-models-per-min", "RPM ", "concurrency: ", "Quota exceeded for metric: a_requests, ", "resets in 2h", "resets at 9999-12-31 23:59:59", "中"];
        var text = Gen.ListOf(Gen.Elements(pieces)).Select(string.Concat).ToArbitrary();

        Prop.ForAll(text, said =>
        {
            var readings = default(LimitReadings);
            var body = ErrorBodyReader.Read(System.Text.Encoding.UTF8.GetBytes(said));
            LimitWords.Read(body, "openrouter", Now, ref readings);
            return IsSensible(readings) && (!LimitWords.NeverFits(body, out var limit) || limit.Limit > 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(20261121, 7));
    }

    private static bool IsSensible(LimitReadings readings)
    {
        foreach (var reading in readings.Span)
        {
            if (reading.Limit is <= 0 or >= 1_000_000_000_000_000 || reading.Remaining is < 0 or >= 1_000_000_000_000_000 || reading.Remaining > reading.Limit
                || reading.ResetsAt <= Now || reading.ResetsAt > Now.AddDays(400) || (reading.Limit is null && reading.Remaining is null)
                || (reading.Metric == QuotaMetric.Concurrency && (reading.Period != default || reading.ResetsAt is not null)))
                return false;
        }

        return readings.Count <= LimitReadings.Capacity;
    }

    private static long Allocated(HttpHeadersNonValidated headers, string provider)
    {
        for (var i = 0; i < 200; i++)
            Read(headers, provider);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Read(headers, provider);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static LimitReadings Read(HttpHeadersNonValidated headers, string provider)
    {
        var readings = default(LimitReadings);
        LimitHeaders.Read(headers, provider, Now, ref readings);
        return readings;
    }

    private static HttpHeadersNonValidated Answer(params ReadOnlySpan<(string Name, string Value)> more)
    {
        var response = new HttpResponseMessage();
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("Date", "Sat, 21 Nov 2026 12:00:00 GMT"), ("Server", "cloudflare"), ("Vary", "Origin"), ("x-request-id", "req_01"), ("cf-ray", "x"),
            ("strict-transport-security", "max-age=15552000"), ("x-frame-options", "SAMEORIGIN"), ("alt-svc", "h3=\":443\"")])
            response.Headers.TryAddWithoutValidation(name, value);
        foreach (var (name, value) in more)
            response.Headers.TryAddWithoutValidation(name, value);
        return response.Headers.NonValidated;
    }
}
