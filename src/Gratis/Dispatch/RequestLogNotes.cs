using Gratis.Catalog.Free;
using Gratis.Health;
using Gratis.Routing;
using Gratis.Routing.Explaining;
using Gratis.Routing.Fitting;
using Gratis.Stores;
using Gratis.Upstream.Verdicts;

namespace Gratis.Dispatch;

/// <summary>A candidate by what its words can be made of later: what is logged outlives catalogues and must not keep them alive.</summary>
internal readonly record struct CandidateNote
{
    private string Route { get; init; }

    private string Account { get; init; }

    private double? Score { get; init; }

    private FreeVerdict? Free { get; init; }

    private Gate Gate { get; init; }

    private byte Fit { get; init; }

    private bool IsLocal { get; init; }

    private bool IsFree { get; init; }

    private bool IsFreeNoMore { get; init; }

    private bool IsPaid { get; init; }

    public static CandidateNote Of(Plan plan, int index, in PlanAsked asked, DateTimeOffset now)
    {
        var candidate = plan.Candidates[index];
        var route = candidate.Route;
        return new CandidateNote
        {
            Route = route.Id,
            Account = candidate.Account.Id,
            Score = route.Dossier?.Score.Total,
            Free = route.Dossier?.Free,
            Gate = candidate.Health.Look(now),
            Fit = (byte)Routing.Fitting.Fit.Of(route, asked.Needs, asked.Size),
            IsLocal = route.Provider.IsLocal,
            IsFree = route.IsFree,
            IsFreeNoMore = candidate.IsFreeNoMore,
            IsPaid = plan.IsPaid(index),
        };
    }

    public LoggedCandidate Tell() => new(Route, Account, Score, [.. Reasons()]);

    private IEnumerable<string> Reasons()
    {
        yield return Cost();
        if (IsPaid)
            yield return "paid: only inside the owner's budget, after everything else";
        foreach (var words in Routing.Fitting.Fit.Words(Fit))
            yield return words;
        if (Gate == Gate.TrialFree)
            yield return "its rest had ended: the next call was its trial";
        else if (Gate != Gate.Open)
            yield return "in trouble, so behind all that was well";
    }

    private string Cost() =>
        IsFreeNoMore ? "was free, and has charged for a call"
        : IsLocal ? "runs on own hardware"
        : Free is { } free ? $"{(free.IsFree ? "free" : "not free")} by {free.Layer.Spell()}: {free.Evidence.From}"
        : IsFree ? "free"
        : "not proven free";
}

/// <summary>What a plan was made for.</summary>
/// <param name="Needs">What the request asks of a route.</param>
/// <param name="Size">How much it takes.</param>
internal readonly record struct PlanAsked(RequestNeeds Needs, RequestSize Size);

/// <summary>A rejected route, or one account of it.</summary>
internal readonly record struct RejectionNote(Rejection Rejection, string? Account)
{
    public static RejectionNote Of(in Rejection rejection) => new(rejection.Detached(), rejection.Candidate?.Account.Id);

    public LoggedRejection Tell() => new(
        Rejection.Route,
        Account,
        Rejection.Reason.Spell(),
        Rejection.Detail,

        // What only another key ends has no end that anybody could wait for.
        Rejection.Until < Cooldown.UntilKeyChanges ? Rejection.Until : null);
}

/// <summary>One call that was made.</summary>
internal readonly record struct AttemptNote(string Route, string Account, Verdict Verdict, int? Status, TimeSpan Elapsed)
{
    public static AttemptNote Of(in AttemptRecord attempt) =>
        new(attempt.Candidate.Route.Id, attempt.Candidate.Account.Id, attempt.Verdict, attempt.Status, attempt.Elapsed);

    public LoggedAttempt Tell() => new(Route, Account, Verdict.Spell(), Status, Elapsed);
}
