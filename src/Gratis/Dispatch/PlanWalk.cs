using System.Runtime.CompilerServices;
using Gratis.Catalog;
using Gratis.Catalog.Models;
using Gratis.Health;
using Gratis.Routing;
using Gratis.Routing.Pools;
using Gratis.Upstream.Verdicts;

namespace Gratis.Dispatch;

/// <summary>One request on its way over its plan: attempt, judge, commit or move on, wait where the client has the patience.</summary>
internal sealed partial class PlanWalk(
    EngineSnapshot engine, GatewayRequest request, ModelTarget target, AttemptRunner attempts, DispatchBooks books, AdmissionPlace place, AttemptTrail trail,
    ModelTier? tier = null)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    // Waiting until the very end would leave nothing to answer in.
    private static readonly TimeSpan LeastToServe = TimeSpan.FromSeconds(1);

    // Some that look open are taken by others before they are entered.
    private const int SpareCandidates = 4;

    // A plan that looks open and cannot be entered is one that others are quicker at; after so many it is as good as closed.
    private const int MostIdleRounds = 4;

    private readonly AttemptTrail _trail = trail;
    private readonly RefusalPolicy _refusals = new();
    private readonly RequestNeeds _needs = WithLot(NeedsOf(engine, request, tier), target, books);
    private readonly DateTimeOffset _started = books.Time.GetUtcNow();
    private BudgetGate? _budgets;
    private bool _retried;
    private bool _enlarged;
    private bool _unkept;

    private DateTimeOffset Deadline => _started + engine.Limits.Total;

    private DateTimeOffset PatienceEnds => Earlier(_started + (request.MaxWait ?? engine.Limits.MaxWait), Deadline - LeastToServe);

    // Most requests cost nothing.
    private BudgetGate Budgets => _budgets ??= new BudgetGate(engine.Spill, books.Ledger, books.SizeOf(request), request);

    private bool IsAskedByName => target.Kind == TargetKind.Pinned;

    private bool MayCall => _trail.Count < engine.Limits.MaxAttempts && Remaining() > TimeSpan.Zero;

    /// <summary>What a request asks of a route: one reading for those who go and those who only explain the way.</summary>
    public static RequestNeeds NeedsOf(EngineSnapshot engine, GatewayRequest request, ModelTier? tier = null) =>
        request.NeedsUnder(engine.Routes.Catalog) with { Tier = tier, Conversation = request.Conversation };

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Answer> RunAsync(CancellationToken client)
    {
        // Whoever waits is older than this request.
        books.Room.ServeIfDue();
        var plan = Draft();
        for (var idle = 0; ; idle++)
        {
            _trail.Planned(plan, new PlanAsked(target.Tier is { } own ? _needs with { Tier = own } : _needs, books.SizeOf(request)));
            var made = _trail.Count;
            if (await TryAllAsync(plan, client) is { } answer)
                return answer;

            plan = Draft();
            idle = _trail.Count > made ? 0 : idle;
            var isAskable = OthersRemain(plan, 0);
            if ((_refusals.Standing is not null && !MayStillFit(plan)) || _unkept || idle >= MostIdleRounds || (!MayCall && isAskable))
                return Failed(plan);
            if (!MayCall)
                return Ended(plan);
            if (isAskable)
                continue;

            // What failed is not asked again, but what only waits for quota may still answer.
            if (await WaitAsync(plan, client) is { } ended)
                return ended;
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
            if (!IsWorthAsking(candidate) || TryOpen(plan, i) is not { } booking)
                continue;

            var isLast = _trail.Count + 1 == engine.Limits.MaxAttempts || !OthersRemain(plan, i + 1);
            var isFormBinding = !isLast && OthersRemain(plan, i + 1, besides: candidate.Route);
            AttemptResult result;
            if (PatienceWith(plan, i) is { } patience)
            {
                (candidate, result, var settled) = await HedgeAsync(plan, i, booking, patience, isFormBinding, client);
                if (settled is not null)
                    return settled;
            }
            else
            {
                result = await AttemptAsync(booking, othersRemain: !isLast, isFormBinding, client);
            }

            if (Enlarged(result, candidate) is { } larger && AttemptBooking.TryOpen(books, larger, candidate, _trail, IsAskedByName, draw: null) is { } roomier)
            {
                result = await AttemptAsync(roomier, OthersRemain(plan, i + 1), isFormBinding, client);
            }
            else if (ShouldRetry(result, plan, i))
            {
                _retried = true;
                await Task.Delay(RetryPause, books.Time, client);
                if (TryOpen(plan, i) is { } again)
                    result = await AttemptAsync(again, othersRemain: false, isFormBinding: false, client);
            }

            if (Conclude(candidate, result) is { } answer)
                return answer;
        }

        return null;
    }

    /// <summary>Waits for the first quota that opens, and uses it; null when the walk goes on.</summary>
    private async ValueTask<Answer?> WaitAsync(Plan plan, CancellationToken client)
    {
        var hopes = HopesOf(plan);
        if (hopes.Count == 0)
            return Failed(plan);
        if (OpensTooLate(plan) || books.Room.Count >= engine.Limits.MaxQueued)
            return Ended(plan);

        _trail.Waiting(EarliestOpening(plan));

        // Others may be in flight meanwhile.
        place.Dispose();
        var waiter = new Waiter(books, request, _trail, hopes, IsAskedByName, Asked, (candidate, isPaid) => DrawFor(plan, candidate, isPaid));
        var granted = await books.Room.WaitAsync(waiter, PatienceEnds - books.Time.GetUtcNow(), client);
        if (granted is null)
            return Ended(Draft());
        if (!await TakePlaceAsync(granted, client))
            return Answer.Failed(request, Failures.QueueTimeout(), _trail);
        return Conclude(granted.Candidate, await AttemptAsync(granted, othersRemain: hopes.Count > 1, isFormBinding: false, client));
    }

    /// <summary>What waits for quota and would not refuse what was refused.</summary>
    private IReadOnlyList<Rejection> HopesOf(Plan plan) =>
        _refusals.Standing is null ? Waiter.HopesOf(plan) : [.. Waiter.HopesOf(plan).Where(hope => _refusals.IsWorthTrying(hope.Candidate!))];

    /// <summary>Too long for those that were open is not too long for a larger window that only waits for quota.</summary>
    private bool MayStillFit(Plan plan) => _refusals.Standing is { Verdict: Verdict.TooLong } && HopesOf(plan).Count > 0;

    private AttemptBooking? TryOpen(Plan plan, int index)
    {
        var candidate = plan.Candidates[index];
        return AttemptBooking.TryOpen(books, Asked(candidate), candidate, _trail, IsAskedByName, DrawFor(plan, candidate, plan.IsPaid(index)));
    }

    private BudgetDraw? DrawFor(Plan plan, Candidate candidate, bool isPaid) =>
        BudgetGate.CostsMoney(candidate) ? Budgets.Draw(candidate, isPaid, isPaid ? BudgetWords.SpillReason(plan, _trail) : null) : null;

    private async ValueTask<bool> TakePlaceAsync(AttemptBooking granted, CancellationToken client)
    {
        var taken = false;
        try
        {
            return taken = await place.TakeAsync(client);
        }
        finally
        {
            if (!taken)
                granted.Abandon();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<AttemptResult> AttemptAsync(AttemptBooking booking, bool othersRemain, bool isFormBinding, CancellationToken client)
    {
        if (!booking.IsKept && !await KeepAsync(booking, client))
        {
            // What others were quicker at is closed by now; only books that cannot be written end the walk.
            _unkept |= !booking.IsRefused;
            booking.Abandon();
            return default;
        }

        _trail.Asking(booking.Candidate);
        _prompted?.Ask(booking.Candidate);
        booking.Rest = PoolRests.Find(target, booking.Candidate.Route);
        var budget = AttemptBudget.Of(engine.Limits, booking.Candidate.Route.Provider.Patience, Remaining(), othersRemain, booking.Request.Facts.Stream);
        return await attempts.RunAsync(engine, booking, budget, isFormBinding, _trail, client);
    }

    private static async ValueTask<bool> KeepAsync(AttemptBooking booking, CancellationToken client)
    {
        try
        {
            return await booking.KeepAsync(client);
        }
        catch (OperationCanceledException)
        {
            booking.Abandon();
            throw;
        }
    }

    private Answer? Conclude(Candidate candidate, AttemptResult result)
    {
        if (result.Answer is not null)
            return result.Answer;
        return _trail.LastOn(candidate) is { Candidate: not null } attempt && Prompted?.Learns(attempt) != true && _refusals.Settles(attempt) ? Answer.Failed(request, Failures.Refusal(attempt, _trail), _trail) : null;
    }

    /// <summary>The request with more room, once, where its own bound is what cost the answer.</summary>
    private GatewayRequest? Enlarged(AttemptResult result, Candidate candidate)
    {
        // What costs money was budgeted for the bound that the client set.
        if (result is not { Answer: null, Lesson: Lesson.RanOut } || _enlarged || !MayCall || BudgetGate.CostsMoney(candidate))
            return null;
        _enlarged = true;
        return LargerBudget.For(Asked(candidate), candidate.Route);
    }

    /// <summary>The same route gets a second call only when it is the last one and the fault looks passing.</summary>
    private bool ShouldRetry(AttemptResult result, Plan plan, int index) =>
        result.Answer is null
        && !_retried
        && result.Judgement.Verdict.IsTransient()
        && MayCall
        && Remaining() > RetryPause
        && !OthersRemain(plan, index + 1);

    private bool OthersRemain(Plan plan, int from, Route? besides = null) =>
        // Who is to be asked again stands before this place.
        IsAny(plan.Candidates, from, besides) || (_prompted is { Again: { Count: > 0 } again } && IsAny(again, 0, besides));

    private bool IsAny(IReadOnlyList<Candidate> candidates, int from, Route? besides)
    {
        var now = books.Time.GetUtcNow();
        for (var i = from; i < candidates.Count; i++)
        {
            if (candidates[i].Route != besides && IsWorthAsking(candidates[i]) && candidates[i].Health.Look(now) != Gate.Wall)
                return true;
        }

        return false;
    }

    private bool IsWorthAsking(Candidate candidate) =>
        _refusals.IsWorthTrying(candidate) && (!_trail.HasFailed(candidate) || IsAskedAgain(candidate));

    /// <summary>Nothing that waits for quota opens while the client still waits. Calls under way may end at any time.</summary>
    private bool OpensTooLate(Plan plan) => EarliestOpening(plan) is { } instant && instant > PatienceEnds;

    /// <summary>Waiting is over: for quota alone, or for what was left besides failures.</summary>
    private Answer Ended(Plan plan)
    {
        if (!_trail.All(VerdictNames.IsQuota))
            return Failed(plan);
        var opens = EarliestOpening(plan) ?? books.Time.GetUtcNow().AddSeconds(1);
        return Answer.Failed(request, BudgetWords.Explain(Failures.QuotaExhausted(target, opens - books.Time.GetUtcNow()), plan), _trail);
    }

    /// <summary>When the first of the routes that only wait for quota opens by time alone; null where that is not known.</summary>
    private static DateTimeOffset? EarliestOpening(Plan plan)
    {
        DateTimeOffset? earliest = null;
        foreach (var rejection in plan.Rejected)
        {
            if (rejection.Reason == RejectionReason.Busy)
                return null;
            if (rejection is { Reason: RejectionReason.Closed, Until: { } until } && !(until >= earliest))
                earliest = until;
        }

        return earliest;
    }

    private Answer Failed(Plan plan)
    {
        if (_refusals.Standing is { } refusal)
            return Answer.Failed(request, Failures.Refusal(refusal, _trail), _trail);

        var error = _trail.Count > 0 ? Failures.AllFailed(target, _trail)
            : _unkept ? Failures.BooksCannotBeKept()
            : plan.Candidates.Count > 0 ? Failures.QuotaExhausted(target, TimeSpan.Zero)
            : Failures.NothingToAsk(plan, _needs);
        return Answer.Failed(request, BudgetWords.Explain(error, plan), _trail);
    }

    private Plan Draft()
    {
        var now = books.Time.GetUtcNow();
        var plan = Planner.Create(target, _needs, books.SizeOf(request), now, engine.Limits.MaxAttempts * SpareCandidates);
        return BudgetGate.Concerns(plan, request) ? Budgets.Admit(plan, now) : plan;
    }

    /// <summary>A conversation stays where it is; for the rest measures may decide.</summary>
    private static RequestNeeds WithLot(RequestNeeds needs, ModelTarget target, DispatchBooks books) =>
        needs.Conversation != 0 ? needs : needs with { Lot = books.Lots.Draw(target) };

    private TimeSpan Remaining() => Deadline - books.Time.GetUtcNow();

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
