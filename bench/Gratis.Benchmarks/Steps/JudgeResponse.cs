using System.Net.Http.Headers;
using System.Text;
using BenchmarkDotNet.Attributes;
using Gratis.Upstream.Verdicts;

namespace Gratis.Benchmarks.Steps;

/// <summary>What failures of providers mean. Not on the way of a request that succeeds.</summary>
public class JudgeResponse
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private static readonly byte[] PaceBody =
        """{"error":{"message":"Rate limit reached for model `m` in organization `o` on tokens per minute (TPM): Limit 6000, Used 5800, Requested 900. Please try again in 7.12s.","type":"tokens","code":"rate_limit_exceeded"}}"""u8.ToArray();

    private static readonly byte[] GeminiBody =
        """[{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details.\nPlease retry in 27.4s.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"generativelanguage.googleapis.com/generate_content_free_tier_requests","quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier","quotaDimensions":{"location":"global","model":"gemini-2.5-flash"},"quotaValue":"10"}]},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"27s"}]}}]"""u8.ToArray();

    private static readonly byte[] PageBody = Encoding.UTF8.GetBytes(
        "<!DOCTYPE html><html><head><title>500 Internal Server Error</title><style>"
        + string.Concat(Enumerable.Repeat("body { margin: 0 auto; max-width: 40em; font: 16px/1.5 sans-serif; color: #333 }\n", 18)) + "</style></head><body><h1>Internal Server Error</h1><p>Please try again later.</p></body></html>");

    private readonly HttpHeadersNonValidated _limits = Headers(
        ("retry-after", "8"), ("x-request-id", "req_1"), ("x-ratelimit-limit-requests", "1000"), ("x-ratelimit-limit-tokens", "6000"),
        ("x-ratelimit-remaining-requests", "998"), ("x-ratelimit-remaining-tokens", "0"), ("x-ratelimit-reset-requests", "2m52.8s"),
        ("x-ratelimit-reset-tokens", "7.12s"), ("date", "Mon, 02 Mar 2026 10:00:00 GMT"), ("server", "edge"), ("via", "1.1 edge"));

    private readonly HttpHeadersNonValidated _plain = Headers(("date", "Mon, 02 Mar 2026 10:00:00 GMT"));

    /// <summary>Proves the verdicts.</summary>
    [GlobalSetup]
    public void Setup()
    {
        if ((PaceWithHeaders(), Gemini(), Page()) is not ((int)Verdict.RateLimited, (int)Verdict.RateLimited, (int)Verdict.Broken))
            throw new InvalidOperationException("The verdicts must be the right ones.");
    }

    /// <summary>A 429 with eleven headers, seven of them about limits, and a body with words.</summary>
    [Benchmark]
    public int PaceWithHeaders() => Judge(429, _limits, PaceBody);

    /// <summary>A 429 whose body alone tells the limit and the wait.</summary>
    [Benchmark]
    public int Gemini() => Judge(429, _plain, GeminiBody);

    /// <summary>A 500 with a page.</summary>
    [Benchmark]
    public int Page() => Judge(500, _plain, PageBody);

    private static int Judge(int status, HttpHeadersNonValidated headers, byte[] body) =>
        (int)Classifier.JudgeResponse(status, headers, body, Now).Verdict;

    private static HttpHeadersNonValidated Headers(params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response.Headers.NonValidated;
    }
}
