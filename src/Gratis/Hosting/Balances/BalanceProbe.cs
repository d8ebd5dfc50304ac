using Gratis.Catalog;
using Gratis.Dispatch;
using Gratis.Upstream;
using Gratis.Upstream.Limits;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Hosting.Balances;

/// <summary>What came of one question.</summary>
internal enum BalanceOutcome
{
    /// <summary>There is an answer; its figures may still be none.</summary>
    Answered,

    /// <summary>Nothing that could be used; it may go better later.</summary>
    Failed,

    /// <summary>This key is not told, which asking again soon does not mend.</summary>
    Refused,
}

/// <summary>Asks one account's endpoint once: what it says, or that it said nothing. Bounded in time and size.</summary>
internal sealed class BalanceProbe(UpstreamConnections connections, TimeProvider time, string userAgent)
{
    public const int MostBytes = 64 * 1024;

    private const int FirstGuess = 4096;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async ValueTask<(BalanceOutcome Outcome, LimitReading[] Readings)> AskAsync(
        Provider provider, Account account, BalanceEndpoint endpoint, CancellationToken cancel)
    {
        using var clock = new AttemptClock(time, cancel);
        using var body = new PooledBuffer(FirstGuess);
        clock.Allow(Patience);
        try
        {
            using var request = UpstreamRequests.Question(provider, account, endpoint.Url, UserAgentPolicy.Choose(provider.UserAgent, null, userAgent));
            using var response = await connections.For(provider, Patience).SendAsync(request, clock.Token);
            if (!response.IsSuccessStatusCode)
                return ((int)response.StatusCode is 401 or 403 or 404 ? BalanceOutcome.Refused : BalanceOutcome.Failed, []);

            await using var from = await UpstreamBody.OpenAsync(response, clock.Token);
            return await BoundedBody.TryReadAsync(from, body, MostBytes, clock.Token) ? Read(endpoint, body.WrittenSpan) : (BalanceOutcome.Failed, []);
        }
        catch (Exception fault) when (Faults.Judge(fault, clock) is { Verdict: not Verdict.Cancelled })
        {
            return (BalanceOutcome.Failed, []);
        }
    }

    private (BalanceOutcome, LimitReading[]) Read(BalanceEndpoint endpoint, ReadOnlySpan<byte> body)
    {
        LimitReadings readings = default;
        return BalanceReader.Read(endpoint, body, time.GetUtcNow(), ref readings)
            ? (BalanceOutcome.Answered, readings.Span.ToArray())
            : (BalanceOutcome.Failed, []);
    }
}
