using System.Runtime.CompilerServices;
using Gratis.Health;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;

namespace Gratis.Dispatch;

/// <summary>One request on its way over its plan: attempt, judge, commit or move on, wait where the client has the patience.</summary>
internal sealed class PlanWalk(EngineSnapshot engine, GatewayRequest request, ModelTarget target, AttemptRunner attempts, TimeProvider time)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    // Waiting until the very end would leave nothing to answer in.
    private static readonly TimeSpan LeastToServe = TimeSpan.FromSeconds(1);

    private readonly AttemptTrail _trail = new();
    private readonly RefusalPolicy _refusals = new();
    private readonly RequestNeeds _needs = RequestNeeds.Of(request.Operation, request.Facts);
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private bool _retried;

    private DateTimeOffset Deadline => _started + engine.Limits.Total;

    private DateTimeOffset PatienceEnds => Earlier(_started + (request.MaxWait ?? engine.Limits.MaxWait), Deadline - LeastToServe);

    private bool MayCall => _trail.Count < engine.Limits.MaxAttempts && Remaining() > TimeSpan.Zero;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Answer> RunAsync(CancellationToken client)
    {
        var plan = Draft();
        while (true)
        {
            if (await TryAllAsync(plan, client) is { } answer)
                return answer;

            plan = Draft();
            if (!_trail.All(VerdictNames.IsQuota) || (plan.Candidates.Count > 0 && !MayCall))
                return Failed(plan);
            if (plan.Candidates.Count > 0)
                continue;
            if (EarliestOpening(plan) is not { } instant)
                return Failed(plan);
            if (instant > PatienceEnds || !MayCall)
                return Answer.Failed(request, Failures.QuotaExhausted(target, instant - time.GetUtcNow()), _trail);

            await Task.Delay(AtLeastOneMillisecond(instant - time.GetUtcNow()), time, client);
            plan = Draft();
        }
    }

    /// <summary>Walks the plan once; null when nobody answered and the request itself was not settled.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Answer?> TryAllAsync(Plan plan, CancellationToken client)
    {
        for (var i = 0; i < plan.Candidates.Count && MayCall; i++)
        {
            var candidate = plan.Candidates[i];
            if (!_refusals.IsWorthTrying(candidate) || !candidate.Health.TryEnter(time.GetUtcNow(), out var pass))
                continue;

            var isLast = _trail.Count + 1 == engine.Limits.MaxAttempts || !OthersRemain(plan, i + 1);
            var result = await AttemptAsync(candidate, pass, othersRemain: !isLast, client);
            if (ShouldRetry(result, plan, i))
            {
                _retried = true;
                await Task.Delay(RetryPause, time, client);
                if (candidate.Health.TryEnter(time.GetUtcNow(), out var again))
                    result = await AttemptAsync(candidate, again, othersRemain: false, client);
            }

            if (result.Answer is not null)
                return result.Answer;
            if (_refusals.Settles(_trail.Last))
                return Answer.Failed(request, Failures.Refusal(_trail.Last, _trail), _trail);
        }

        return null;
    }

    private ValueTask<AttemptResult> AttemptAsync(Candidate candidate, Pass pass, bool othersRemain, CancellationToken client)
    {
        var budget = AttemptBudget.Of(engine.Limits, candidate.Route.Provider.Patience, Remaining(), othersRemain, request.Facts.Stream);
        return attempts.RunAsync(engine, request, candidate, pass, budget, _trail, client);
    }

    /// <summary>The same route gets a second call only when it is the last one and the fault looks passing.</summary>
    private bool ShouldRetry(AttemptResult result, Plan plan, int index) =>
        result.Answer is null
        && !_retried
        && result.Judgement.Verdict.IsTransient()
        && MayCall
        && Remaining() > RetryPause
        && !OthersRemain(plan, index + 1);

    private bool OthersRemain(Plan plan, int from)
    {
        var now = time.GetUtcNow();
        for (var i = from; i < plan.Candidates.Count; i++)
        {
            if (_refusals.IsWorthTrying(plan.Candidates[i]) && plan.Candidates[i].Health.Look(now) != Gate.Wall)
                return true;
        }

        return false;
    }

    /// <summary>When the first of the routes that only wait for quota opens again; null when waiting would not help.</summary>
    private static DateTimeOffset? EarliestOpening(Plan plan)
    {
        DateTimeOffset? earliest = null;
        foreach (var rejection in plan.Rejected)
        {
            if (rejection.Reason == RejectionReason.Closed && rejection.Until is { } until && !(until >= earliest))
                earliest = until;
        }

        return earliest;
    }

    private Answer Failed(Plan plan)
    {
        if (_refusals.Standing is { } refusal)
            return Answer.Failed(request, Failures.Refusal(refusal, _trail), _trail);

        var error = _trail.Count > 0 ? Failures.AllFailed(target, _trail)
            : plan.Candidates.Count > 0 ? Failures.QuotaExhausted(target, TimeSpan.Zero)
            : Failures.NothingToAsk(plan, _needs);
        return Answer.Failed(request, error, _trail);
    }

    private Plan Draft() => Planner.Create(target, _needs, time.GetUtcNow());

    private TimeSpan Remaining() => Deadline - time.GetUtcNow();

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static TimeSpan AtLeastOneMillisecond(TimeSpan wait) => wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait;
}
