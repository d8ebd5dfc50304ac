using Gratis.Catalog;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>A place in the log, filled again and again; under the log's lock.</summary>
internal sealed class LogEntry
{
    private const int MostCandidates = 20;
    private const int MostRejected = 50;

    private const string Streaming = "streaming";

    private Kept<LoggedCandidate> _candidates;
    private Kept<LoggedRejection> _rejected;
    private Kept<LoggedAttempt> _attempts;
    private string _id = "";
    private string _model = "";
    private string _outcome = "";
    private string? _client;
    private Operation _operation;
    private DateTimeOffset _at;
    private TimeSpan _took;
    private Price? _price;
    private Usage _usage;
    private bool _isStream;
    private bool _isFree;
    private int? _status;
    private int _candidateCount;
    private int _rejectedCount;

    /// <summary>Which request it is; 0: none yet.</summary>
    public long Number { get; private set; }

    public void Fill(long number, GatewayRequest request, AttemptTrail trail, Answer? answer, DateTimeOffset began, DateTimeOffset now)
    {
        Number = number;
        (_id, _client, _operation, _isStream) = (request.Id, request.Client, request.Operation, request.Facts.Stream);
        (_at, _took) = (began, now - began);
        _model = trail.Plan?.Target.Name ?? request.Facts.Model(request.Body.Span);
        _outcome = answer switch
        {
            null => Verdict.Cancelled.Spell(),
            { Error: { } error } => error.Code,
            { IsUnderWay: true } => Streaming,
            _ => Verdict.Served.Spell(),
        };
        _status = answer?.Status;
        _usage = answer?.Usage ?? default;
        _price = answer?.Candidate?.Route.Price;
        _isFree = answer?.Candidate?.Route is null or { IsFree: true } or { Provider.IsLocal: true };
        FillPlan(trail.Plan);
        FillAttempts(trail);
    }

    public void End(Verdict verdict, Usage usage, DateTimeOffset now)
    {
        (_outcome, _usage, _took) = (verdict.Spell(), usage, now - _at);
        _attempts.Last = _attempts.Last with { Verdict = verdict };
    }

    public RequestStory Tell() => new()
    {
        Id = _id,
        At = _at,
        Took = _took,
        Operation = _operation,
        Model = _model,
        Client = _client,
        IsStream = _isStream,
        Outcome = _outcome,
        Status = _status,
        Usage = _usage,
        CostUsd = CostUsd(),
        Attempts = _attempts.Copy(),
        Candidates = _candidates.Copy(),
        CandidateCount = _candidateCount,
        Rejected = _rejected.Copy(),
        RejectedCount = _rejectedCount,
    };

    private void FillPlan(Plan? plan)
    {
        (_candidateCount, _rejectedCount) = (plan?.Candidates.Count ?? 0, plan?.Rejected.Count ?? 0);
        var candidates = _candidates.Take(Math.Min(_candidateCount, MostCandidates));
        for (var i = 0; i < candidates.Length; i++)
        {
            var candidate = plan!.Candidates[i];
            candidates[i] = new LoggedCandidate(candidate.Route.Id, candidate.Account.Id, candidate.Route.Dossier?.Score.Total);
        }

        var rejected = _rejected.Take(Math.Min(_rejectedCount, MostRejected));
        for (var i = 0; i < rejected.Length; i++)
        {
            var rejection = plan!.Rejected[i];
            rejected[i] = new LoggedRejection(rejection.Detached(), rejection.Candidate?.Account.Id);
        }
    }

    private void FillAttempts(AttemptTrail trail)
    {
        var attempts = _attempts.Take(trail.Count);
        for (var i = 0; i < attempts.Length; i++)
        {
            var attempt = trail[i];
            attempts[i] = new LoggedAttempt(attempt.Candidate.Route.Id, attempt.Candidate.Account.Id, attempt.Verdict, attempt.Status, attempt.Elapsed);
        }
    }

    /// <summary>What the provider said, else what its list says of so many tokens.</summary>
    private decimal? CostUsd() =>
        _usage.CostUsd is { } said ? said
        : _isFree ? 0
        : _price is { } price && _usage is { InputTokens: { } input, OutputTokens: { } output } ? ((price.Input * input) + (price.Output * output)) / 1_000_000
        : null;

    /// <summary>Room that is kept from one request to the next.</summary>
    private struct Kept<T>
        where T : struct
    {
        private T[]? _room;
        private int _count;

        public readonly ref T Last => ref _room![_count - 1];

        /// <summary>Room for so many; what was there is gone.</summary>
        public Span<T> Take(int count)
        {
            if (_room is null || _room.Length < count)
                _room = new T[count];
            else if (_count > count)
                _room.AsSpan(count.._count).Clear();
            _count = count;
            return _room.AsSpan(0, count);
        }

        public readonly T[] Copy() => _room is null ? [] : _room[.._count];
    }
}
