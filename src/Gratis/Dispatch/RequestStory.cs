using Gratis.Routing;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>One request as the log remembers it: where it could have gone, where it went and what came of it. Nothing that it said is in it.</summary>
internal sealed record RequestStory
{
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>How long it took, as far as it has come.</summary>
    public required TimeSpan Took { get; init; }

    public required Operation Operation { get; init; }

    /// <summary>The name that was asked for.</summary>
    public required string Model { get; init; }

    /// <summary>The name of the client's key; null where clients have none.</summary>
    public required string? Client { get; init; }

    public required bool IsStream { get; init; }

    /// <summary><c>served</c>, <c>streaming</c> while it is under way, <c>cancelled</c>, the code of its error, or how its stream broke.</summary>
    public required string Outcome { get; init; }

    /// <summary>The status it was answered with; null for one whose client left before.</summary>
    public required int? Status { get; init; }

    public required Usage Usage { get; init; }

    /// <summary>What it cost, in US dollars; null where nobody said a price.</summary>
    public required decimal? CostUsd { get; init; }

    public required IReadOnlyList<LoggedAttempt> Attempts { get; init; }

    /// <summary>The first of those it would have tried, in their order.</summary>
    public required IReadOnlyList<LoggedCandidate> Candidates { get; init; }

    /// <summary>How many there were in all.</summary>
    public required int CandidateCount { get; init; }

    /// <summary>The first of those it would not have tried.</summary>
    public required IReadOnlyList<LoggedRejection> Rejected { get; init; }

    /// <summary>How many there were in all.</summary>
    public required int RejectedCount { get; init; }
}

/// <summary>A candidate by its names alone: what is logged outlives catalogues and must not keep them alive.</summary>
internal readonly record struct LoggedCandidate(string Route, string Account, double? Score);

/// <summary>A rejected route, or one account of it.</summary>
internal readonly record struct LoggedRejection(Rejection Rejection, string? Account);

/// <summary>One call that was made.</summary>
internal readonly record struct LoggedAttempt(string Route, string Account, Verdict Verdict, int? Status, TimeSpan Elapsed);

/// <summary>Where a request stands in the log; the default stands nowhere.</summary>
/// <param name="Number">Counted from 1 over all requests.</param>
internal readonly record struct LogTicket(long Number);
