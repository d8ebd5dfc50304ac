using Gratis.Health;
using Gratis.Routing;

namespace Gratis.Dispatch;

/// <content>A second route beside one that is slower than usual.</content>
internal sealed partial class PlanWalk
{
    private bool _hedged;

    /// <summary>How long this candidate has for itself, where a second route is to be asked then; null where not. What costs money is never asked twice.</summary>
    private TimeSpan? PatienceWith(Plan plan, int index) =>
        engine.Limits.Hedge && !_hedged && _trail.Count + 1 < engine.Limits.MaxAttempts && IsUnpaid(plan, index)
            ? Hedge.Patience(plan.Candidates[index], Asked(plan.Candidates[index]).Facts.Stream, books.Time.GetUtcNow())
            : null;

    /// <summary>Whose result counts, the result, and the request's end where a failure beside it has settled that.</summary>
    private async ValueTask<(Candidate Candidate, AttemptResult Result, Answer? Settled)> HedgeAsync(
        Plan plan, int index, AttemptBooking booking, TimeSpan patience, bool isFormBinding, CancellationToken client)
    {
        var hedge = new Hedge((leg, cancel) => AttemptAsync(leg, OthersRemain(plan, index + 1), isFormBinding, cancel), _trail, books.Time);
        var (outcome, failed) = await hedge.RunAsync(booking, patience, () => OpenBeside(plan, index), client);
        return (outcome.Candidate, outcome.Result, outcome.Result.Answer is null && failed is { } first ? Conclude(first.Candidate, first.Result) : null);
    }

    /// <summary>The next healthy route that costs nothing either: another account of one that is slow would be as slow.</summary>
    private AttemptBooking? OpenBeside(Plan plan, int index)
    {
        var now = books.Time.GetUtcNow();
        for (var i = index + 1; i < plan.Candidates.Count && Remaining() > LeastToServe; i++)
        {
            var candidate = plan.Candidates[i];
            if (IsUnpaid(plan, i) && candidate.Route != plan.Candidates[index].Route && IsWorthAsking(candidate) && candidate.Health.Look(now) == Gate.Open
                && Asked(candidate).Form is null == Asked(plan.Candidates[index]).Form is null
                && AttemptBooking.TryOpen(books, Asked(candidate), candidate, _trail, isAskedByName: false, draw: null) is { } booking)
            {
                _hedged = true;
                return booking;
            }
        }

        return null;
    }

    private static bool IsUnpaid(Plan plan, int index) =>
        !plan.IsPaid(index) && plan.Candidates[index] is { IsFreeNoMore: false, Route: { IsFree: true } or { Provider.IsLocal: true } };
}
