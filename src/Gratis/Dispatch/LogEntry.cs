using Gratis.Catalog;
using Gratis.Routing;
using Gratis.Stores;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>A place in the log, filled again and again; under the log's lock until it waits to be written, and then changed by nobody.</summary>
internal sealed class LogEntry
{
    private const int MostCandidates = 20;
    private const int MostRejected = 50;

    private Kept<CandidateNote> _candidates;
    private Kept<RejectionNote> _rejected;
    private Kept<AttemptNote> _attempts;
    private string _model = "";
    private string _outcome = "";
    private string? _client;
    private string? _route;
    private string? _account;
    private string? _spill;
    private Operation _operation;
    private DateTimeOffset _at;
    private TimeSpan _took;
    private TimeSpan? _firstToken;
    private Price? _price;
    private Usage _usage;
    private bool _isStream;
    private bool _isFree;
    private bool _isKnown;
    private int? _status;
    private int _candidateCount;
    private int _rejectedCount;

    /// <summary>Which request it is; 0: none yet.</summary>
    public long Number { get; private set; }

    public string Id { get; private set; } = "";

    /// <summary>Its stream is under way.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>It has ended and is to be written.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>It is one of the last.</summary>
    public bool IsInRing { get; set; }

    /// <summary>Somebody still has to do with it, however many came after.</summary>
    public bool IsNeeded => IsOpen || IsWaiting;

    /// <summary>What was said, where that is kept.</summary>
    public LogBodies? Bodies { get; set; }

    public void Fill(long number, GatewayRequest request, AttemptTrail trail, Answer? answer, DateTimeOffset began, DateTimeOffset now)
    {
        (Number, Id) = (number, request.Id);
        (_client, _operation, _isStream) = (request.Client, request.Operation, request.Facts.Stream);
        (_at, _took) = (began, now - began);
        _isKnown = trail.Plan is not null;
        _model = trail.Plan?.Target.Name ?? request.Facts.Model(request.Body.Span);
        IsOpen = answer is { Error: null, IsUnderWay: true };
        _outcome = answer switch
        {
            null => RequestStory.Cancelled,
            { Error: { } error } => error.Code,
            { IsUnderWay: true } => RequestStory.Streaming,
            _ => RequestStory.Served,
        };
        _status = answer?.Status;
        _firstToken = IsOpen ? _took : null;
        _usage = answer?.Usage ?? default;
        _spill = answer?.SpillReason;
        var candidate = answer?.Candidate;
        (_route, _account, _price) = (candidate?.Route.Id, candidate?.Account.Id, candidate?.Route.Price);
        _isFree = candidate?.Route is null or { IsFree: true } or { Provider.IsLocal: true };
        FillPlan(trail, now);
        FillAttempts(trail);
    }

    public void End(Verdict verdict, Usage usage, DateTimeOffset now)
    {
        IsOpen = false;
        (_outcome, _usage, _took) = (verdict.Spell(), usage, now - _at);
        _attempts.Last = _attempts.Last with { Verdict = verdict };
    }

    /// <param name="withAll">Its plan in words and what was said belong to it.</param>
    public RequestStory Tell(bool withAll) => new()
    {
        Number = Number,
        Id = Id,
        At = _at,
        Took = _took,
        FirstToken = _firstToken,
        Operation = _operation switch
        {
            Operation.Embeddings => "embeddings",
            Operation.Rerank => "rerank",
            _ => "chat",
        },
        Model = _model,
        IsKnownModel = _isKnown,
        Client = _client,
        IsStream = _isStream,
        Outcome = _outcome,
        Status = _status,
        Route = _route,
        Account = _account,
        InputTokens = _usage.InputTokens,
        OutputTokens = _usage.OutputTokens,
        CostUsd = CostUsd(),
        Spill = _spill,
        Attempts = _attempts.Copy(static attempt => attempt.Tell()),
        CandidateCount = _candidateCount,
        RejectedCount = _rejectedCount,
        Plan = withAll && _candidateCount + _rejectedCount > 0
            ? new LoggedPlan(_candidates.Copy(static candidate => candidate.Tell()), _rejected.Copy(static rejection => rejection.Tell()))
            : null,
        Bodies = withAll ? Bodies?.Tell() : null,
    };

    private void FillPlan(AttemptTrail trail, DateTimeOffset now)
    {
        var plan = trail.Plan;
        (_candidateCount, _rejectedCount) = (plan?.Candidates.Count ?? 0, plan?.Rejected.Count ?? 0);
        var candidates = _candidates.Take(Math.Min(_candidateCount, MostCandidates));
        for (var i = 0; i < candidates.Length; i++)
            candidates[i] = CandidateNote.Of(plan!, i, trail.Asked, now);

        var rejected = _rejected.Take(Math.Min(_rejectedCount, MostRejected));
        for (var i = 0; i < rejected.Length; i++)
            rejected[i] = RejectionNote.Of(plan!.Rejected[i]);
    }

    private void FillAttempts(AttemptTrail trail)
    {
        var attempts = _attempts.Take(trail.Count);
        for (var i = 0; i < attempts.Length; i++)
            attempts[i] = AttemptNote.Of(trail[i]);
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

        public readonly TTold[] Copy<TTold>(Func<T, TTold> tell) => _count == 0 ? [] : Array.ConvertAll(_room![.._count], each => tell(each));
    }
}
