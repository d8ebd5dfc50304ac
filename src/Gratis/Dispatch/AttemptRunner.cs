using System.Runtime.CompilerServices;
using Gratis.Routing;
using Gratis.Upstream;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>
/// One call to one route: (1) splice the body, (2) send, (3) judge status, headers and the first substance of the answer,
/// (4) hand over an answer to commit to, or (5) book the failure where it belongs.
/// </summary>
internal sealed class AttemptRunner(UpstreamConnections connections, TimeProvider time, string userAgent)
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<AttemptResult> RunAsync(
        EngineSnapshot engine, AttemptBooking booking, AttemptBudget budget, bool isFormBinding, AttemptTrail trail, CancellationToken client)
    {
        var (request, candidate) = (booking.Request, booking.Candidate);
        var clock = new AttemptClock(time, client);
        HttpResponseMessage? response = null;
        SplicedContent? content = null;
        SearchTranslation? search = null;
        Answer? answer = null;
        try
        {
            booking.Begin();
            clock.Allow(budget.Silent);
            search = SearchTranslation.Of(request, candidate);
            var body = RequestSplicer.Splice(search?.Body ?? request.Body, search?.Facts ?? request.Facts, candidate.ModelLiteral, candidate.Refused, candidate.Route.Provider.AcceptsStreamUsage);
            content = new SplicedContent(body, booking);
            using (var message = UpstreamRequests.Create(candidate.Route, candidate.Account, UrlOf(request, candidate), content, FactsOf(request, candidate)))
                response = await connections.For(candidate.Route.Provider, engine.Limits.Connect).SendAsync(message, clock.Token);

            booking.Answered(response);
            var judge = new ResponseJudge(response, candidate.Route.Provider.Id, clock, time);
            var reader = new ResponseReader(response, judge, clock, budget);
            var form = WantedForm.Of(request, body.Dropped, isFormBinding);
            var judged = !response.IsSuccessStatusCode
                ? new JudgedAnswer(await reader.JudgeErrorAsync())
                : request.Facts.Stream
                    ? await reader.ReadStreamAsync(booking, form, dropUsage: !request.Facts.UsageAsked)
                    : await reader.ReadWholeAsync(request.Operation, form, engine.Limits.MaxAnswerBytes);
            if (judged.Failure is { } failure)
                return booking.Fail(failure, (int)response.StatusCode, new Remarks(judged.Usage, judged.Lesson, judge.Limits));

            response.RequestMessage = null; // It would keep the request alive for as long as the answer streams.
            answer = judged.ToAnswer(booking, trail, response, body.Dropped);
            return new AttemptResult(answer, new Judgement(Verdict.Served, Reach.Request));
        }
        catch (Exception fault) when (Faults.Judge(fault, clock) is { Verdict: not Verdict.Cancelled } judgement)
        {
            return booking.Fail(judgement, (int?)response?.StatusCode);
        }
        catch
        {
            // The client went away, or a bug: neither says anything about the route, and its trial must not stay taken.
            booking.Abandon();
            throw;
        }
        finally
        {
            if (answer is null)
                response?.Dispose();
            if (content is { Sending.IsCompleted: false })
                await content.Sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            search?.Dispose();
            if (answer is not { IsUnderWay: true })
                clock.Dispose();
        }
    }

    /// <summary>The planner has already turned away routes whose provider does not offer the operation.</summary>
    private static Uri UrlOf(GatewayRequest request, Candidate candidate) => UpstreamRequests.UrlFor(candidate.Route.Provider, request.Operation)!;

    private UpstreamCallFacts FactsOf(GatewayRequest request, Candidate candidate) => new(
        request.Facts.Stream,
        UserAgentPolicy.Choose(candidate.Route.Provider.UserAgent, request.UserAgent, userAgent),
        request.RelayedHeaders);
}
