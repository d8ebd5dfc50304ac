using Gratis.Dispatch;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Upstream;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Hosting.Diagnosis.Probes;

/// <summary>
/// Sends one question to one route: a single call, never repeated. Not by way of the engine's door, which would turn a question away for
/// the very claim it is about, and which takes failures for a reason to try again and to set the route aside.
/// </summary>
internal sealed class ProbeCaller(UpstreamConnections connections, QuotaLedger ledger, TimeProvider time, string userAgent)
{
    private const int MostBytes = 256 * 1024;
    private const int FirstGuess = 4096;

    private static readonly Judgement Served = new(Verdict.Served, Reach.Request);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The reply; null when it was not sent after all.</summary>
    public async ValueTask<ProbeReply?> AskAsync(Candidate candidate, ProbeQuestion question, TimeSpan connect, CancellationToken cancel)
    {
        if (ProbeBooking.TryOpen(ledger, candidate, question.DemandOn(candidate.Route), time) is not { } booking)
            return null;

        using var clock = new AttemptClock(time, cancel);
        try
        {
            if (!await booking.KeepAsync(cancel))
            {
                booking.Abandon();
                return null;
            }

            clock.Allow(Patience);
            var body = RequestSplicer.Splice(question.Body, question.Facts, candidate.ModelLiteral, candidate.Refused, askForUsage: false);
            using var message = RequestFor(candidate, new SplicedContent(body, booking));
            using var response = await connections.For(candidate.Route.Provider, connect).SendAsync(message, clock.Token);
            booking.Answered(response);
            var judge = new ResponseJudge(response, candidate.Route.Provider.Id, clock, time);
            if (response.IsSuccessStatusCode)
                return await ReadAsync(response, judge, body.Dropped, booking, clock) with { Status = (int)response.StatusCode };

            var reader = new ResponseReader(response, judge, clock, new AttemptBudget(Patience, Patience, Patience));
            return ProbeReply.Failed(booking.End(await reader.JudgeErrorAsync(), default, judge.Limits)) with { Status = (int)response.StatusCode };
        }
        catch (Exception fault) when (Faults.Judge(fault, clock) is { Verdict: not Verdict.Cancelled } judgement)
        {
            return ProbeReply.Failed(booking.End(judgement, default));
        }
        catch
        {
            // The gateway ends, or a bug: neither says anything about the route.
            booking.Abandon();
            throw;
        }
    }

    private HttpRequestMessage RequestFor(Candidate candidate, SplicedContent content)
    {
        var provider = candidate.Route.Provider;
        var facts = new UpstreamCallFacts(IsStream: false, UserAgentPolicy.Choose(provider.UserAgent, null, userAgent), []);
        return UpstreamRequests.Create(candidate.Route, candidate.Account, provider.ChatUrl, content, facts);
    }

    private static async ValueTask<ProbeReply> ReadAsync(HttpResponseMessage response, ResponseJudge judge, IReadOnlyList<string> dropped, ProbeBooking booking, AttemptClock clock)
    {
        using var body = new PooledBuffer(FirstGuess);
        await using var from = await UpstreamBody.OpenAsync(response, clock.Token);
        var isWhole = await BoundedBody.TryReadAsync(from, body, MostBytes, clock.Token);
        var facts = isWhole ? AnswerReader.Read(body.WrittenSpan) : default;

        // An answer without a word is one too: one token is not much room, and who thinks first has none left.
        if (isWhole && facts is { Status: AnswerStatus.Ok, HasError: false, Choices: > 0 })
            return new ProbeReply(booking.End(Served, facts.Usage), facts, body.WrittenSpan.ToArray(), dropped);

        var judgement = judge.Body(body.WrittenSpan);
        if (judgement.Verdict == Verdict.Served)
            judgement = new Judgement(Verdict.InvalidAnswer, Reach.Route, Detail: "The answer holds no choices.");
        return ProbeReply.Failed(booking.End(judgement, facts.Usage, judge.Limits));
    }
}
