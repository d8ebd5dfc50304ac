namespace Gratis.Stores;

/// <summary>One request as the log knows it, in memory and on disk alike: where it could have gone, where it went and what came of it. Nothing that it said is in it.</summary>
internal sealed record RequestStory
{
    /// <summary>What cut the client's side short.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The usual outcome.</summary>
    public const string Served = "served";

    /// <summary>The outcome while a stream is under way.</summary>
    public const string Streaming = "streaming";

    /// <summary>Its place in the order of all requests, restarts included: newer ones have higher numbers.</summary>
    public required long Number { get; init; }

    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>How long it took, as far as it has come.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>After what time its stream began; null for an answer that came whole, or never.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary><c>chat</c>, <c>embeddings</c> or <c>rerank</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The name that was asked for.</summary>
    public required string Model { get; init; }

    /// <summary>That name stands for something here; else it is whatever a client made up.</summary>
    public bool IsKnownModel { get; init; }

    /// <summary>The name of the client's key; null where clients have none.</summary>
    public string? Client { get; init; }

    public bool IsStream { get; init; }

    /// <summary><c>served</c>, <c>streaming</c> while it is under way, <c>cancelled</c>, the code of its error, or how its stream broke.</summary>
    public required string Outcome { get; init; }

    /// <summary>The status it was answered with; null for one whose client left before.</summary>
    public int? Status { get; init; }

    /// <summary>The route that answered; null where none did.</summary>
    public string? Route { get; init; }

    /// <summary>The account that answered.</summary>
    public string? Account { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    /// <summary>What it cost, in US dollars; null where nobody said a price.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Why it was paid for although nobody asked for that by name.</summary>
    public string? Spill { get; init; }

    public IReadOnlyList<LoggedAttempt> Attempts { get; init; } = [];

    /// <summary>How many candidates its plan held.</summary>
    public int CandidateCount { get; init; }

    /// <summary>How many routes its plan turned down.</summary>
    public int RejectedCount { get; init; }

    /// <summary>The plan itself; null where it is not asked for, or was not kept.</summary>
    public LoggedPlan? Plan { get; init; }

    /// <summary>What was said; null unless the owner has that kept.</summary>
    public LoggedBodies? Bodies { get; init; }

    /// <summary>The provider that answered.</summary>
    public string? Provider => Route is null ? null : ProviderOf(Route);

    /// <summary>The code of its error, or how its stream broke; null where neither.</summary>
    public string? Error => Outcome is Served or Streaming or Cancelled ? null : Outcome;

    /// <summary>It went well at the first try and cost nothing that nobody asked for: there is nothing to explain.</summary>
    public bool IsPlain => Outcome == Served && Attempts.Count == 1 && Spill is null;

    /// <summary>A route's id begins with its provider's.</summary>
    public static string ProviderOf(string route) => route.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? route[..end] : route;
}

/// <summary>One call that was made.</summary>
/// <param name="Route">Whom.</param>
/// <param name="Account">On whose account.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Status">The status of the answer, where there was one.</param>
/// <param name="Elapsed">How long it took, of a stream until it began.</param>
internal readonly record struct LoggedAttempt(string Route, string Account, string Verdict, int? Status, TimeSpan Elapsed);

/// <summary>The plan of a request: the first of those it would have tried in their order, and of those it would not.</summary>
internal sealed record LoggedPlan(IReadOnlyList<LoggedCandidate> Candidates, IReadOnlyList<LoggedRejection> Rejected);

/// <summary>A candidate and why it stands where it stands.</summary>
internal sealed record LoggedCandidate(string Route, string Account, double? Score, IReadOnlyList<string> Reasons);

/// <summary>A rejected route, or one account of it.</summary>
internal sealed record LoggedRejection(string Route, string? Account, string Reason, string Detail, DateTimeOffset? Until);

/// <summary>What was said, cut to a bound and without what looks like a secret.</summary>
internal sealed record LoggedBodies(string? Request, string? Answer);
