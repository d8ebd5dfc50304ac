using Gratis.Health;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Routing.Pools;
using Gratis.Upstream;
using Gratis.Upstream.Limits;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>
/// One attempt in the books, from the moment it is allowed: its place in every quota pool and its way past the health of its route.
/// Whatever comes of it is written down here, once: in the trail of its request, in the health, in the ledger.
/// </summary>
internal sealed class AttemptBooking : ISendingObserver
{
    private readonly DispatchBooks _books;
    private readonly AttemptTrail _trail;
    private readonly Pass _pass;
    private Reservation _reservation;
    private long _started;
    private TimeSpan _firstToken;
    private DateTimeOffset? _sent;

    private AttemptBooking(DispatchBooks books, GatewayRequest request, Candidate candidate, AttemptTrail trail, in Reservation reservation, Pass pass, BudgetDraw? draw)
    {
        Draw = draw;
        _books = books;
        Request = request;
        _trail = trail;
        _reservation = reservation;
        _pass = pass;
        Candidate = candidate;
    }

    public Candidate Candidate { get; }

    /// <summary>What it is asked, in the words that its route gets.</summary>
    public GatewayRequest Request { get; }

    /// <summary>What it costs; null where it is free.</summary>
    public BudgetDraw? Draw { get; }

    /// <summary>What its pool thinks of it; null where pools keep no count.</summary>
    public TargetRest? Rest { private get; set; }

    private DateTimeOffset Now => _books.Time.GetUtcNow();

    /// <summary>Reserves and enters; null when a quota, a budget or the route's health says no, or its price has turned out to be one.</summary>
    /// <param name="books">The gateway's books.</param>
    /// <param name="request">For whom.</param>
    /// <param name="candidate">What to call.</param>
    /// <param name="trail">The request's attempts so far.</param>
    /// <param name="isAskedByName">The client named this very route, whatever it costs.</param>
    /// <param name="draw">What it draws of the budgets; null where it costs nothing.</param>
    public static AttemptBooking? TryOpen(
        DispatchBooks books, GatewayRequest request, Candidate candidate, AttemptTrail trail, bool isAskedByName, BudgetDraw? draw)
    {
        if (candidate.IsFreeNoMore && !isAskedByName)
            return null;

        var now = books.Time.GetUtcNow();
        var demand = books.SizeOf(request).On(candidate.Route);
        if (candidate.Health.Look(now) == Gate.Wall || !TryReserve(books, candidate, demand, draw, now, out var reservation))
            return null;
        if (candidate.Health.TryEnter(now, out var pass))
            return new AttemptBooking(books, request, candidate, trail, reservation, pass, draw);

        draw?.Refund(now);
        books.Ledger.Refund(ref reservation, now);
        return null;
    }

    /// <summary>Whether the books of this attempt would outlive a crash already.</summary>
    public bool IsKept => _reservation.IsKept && Draw is null or { IsKept: true };

    /// <summary>Whether other replicas have taken what was set aside for it.</summary>
    public bool IsRefused => _reservation.IsRefused || Draw is { IsRefused: true };

    /// <summary>Ends when the books of this attempt would outlive a crash; false when they cannot be written down, and then it must not be made.</summary>
    public async ValueTask<bool> KeepAsync(CancellationToken cancel) =>
        await _books.Ledger.KeepAsync(_reservation, cancel) && (Draw is null || await Draw.KeepAsync(cancel));

    /// <summary>The call goes out now.</summary>
    public void Begin() => _started = _books.Time.GetTimestamp();

    /// <summary>The request has begun to leave: from here on it may count.</summary>
    public void Sending()
    {
        _sent ??= Now;
        Request.Leave();
    }

    /// <summary>All of it has left.</summary>
    public void Sent() => _sent = Now;

    /// <summary>The first byte of an answer is there.</summary>
    public void Answered(HttpResponseMessage response)
    {
        var now = Now;
        _sent ??= now;
        _books.Ledger.Answered(ref _reservation, _sent.Value, now);
        LimitReadings readings = default;
        LimitHeaders.Read(response.Headers.NonValidated, Candidate.Route.Provider.Id, now, ref readings);
        _books.Ledger.Learn(_reservation, readings.Span, now);
    }

    /// <summary>Nothing was sent and nothing is known: as if it had never been.</summary>
    public void Abandon()
    {
        Candidate.Health.Abandon(_pass);
        SettleQuotas(Verdict.Cancelled, null, default, Now);
    }

    /// <summary>Another route answered sooner, and this one was broken off.</summary>
    /// <param name="place">Where in the trail it set out.</param>
    /// <param name="wasSlow">It had its time: what it would have taken is longer still, and has to be remembered, or soon only its quick answers were.</param>
    public void Lose(int place, bool wasSlow)
    {
        _trail.Insert(place, new AttemptRecord(Candidate, StreamJudge.Overtaken, null, Elapsed));
        if (wasSlow && Request.Facts.Stream && _started != 0)
            Candidate.Measure.GivenUp(Elapsed, Now);
    }

    /// <summary>Another route answered sooner, by so little that this one has answered too.</summary>
    public void Discard() => _trail.Correct(Candidate, StreamJudge.Overtaken);

    /// <summary>The attempt failed before anything reached the client.</summary>
    /// <param name="judgement">How.</param>
    /// <param name="status">The status of the answer, where there was one.</param>
    /// <param name="remarks">What the answer said beside.</param>
    public AttemptResult Fail(Judgement judgement, int? status, Remarks remarks = default)
    {
        judgement = SecretMask.Apply(judgement, Candidate);
        var now = Now;
        _trail.Add(new AttemptRecord(Candidate, judgement, status, Elapsed));

        // A limit whose pool is known closes that pool and nothing else.
        var isBooked = judgement.Verdict.IsQuota() && _books.Ledger.Refused(_reservation, remarks.Limits, judgement.Until, now);
        if (BuysSearch && judgement.Verdict == Verdict.PaymentWanted)
            judgement = judgement with { Reach = Reach.Request };
        else
            Observations.Failed(Candidate, judgement, Request.Facts, _reservation.Demand, remarks.Limits);
        Observations.Learned(Candidate, remarks.Lesson);
        Observations.Measured(Candidate, judgement, null, now);
        if (!judgement.Verdict.IsQuota())
            _books.Ledger.Learn(_reservation, remarks.Limits, now);
        if (isBooked)
            Candidate.Health.Abandon(_pass);
        else
            Candidate.Health.Record(_pass, judgement, now);
        Rest?.Record(judgement, now);
        Settle(judgement.Verdict, status, remarks.Usage, now);
        return new AttemptResult(null, judgement, remarks.Lesson);
    }

    /// <summary>The whole answer is there.</summary>
    public void Serve(int status, Usage usage, Lesson lesson)
    {
        var now = Now;
        AddServed(status);
        Observations.Learned(Candidate, lesson);

        // An answer that is only better than none is no success of its route.
        if (!lesson.IsMiss)
            Observations.Measured(Candidate, StreamJudge.Served, null, now);
        Candidate.Health.Record(_pass, StreamJudge.Served, now);
        Rest?.Record(StreamJudge.Served, now);
        Settle(Verdict.Served, status, usage, now);
    }

    /// <summary>The first substance is there; whether the rest follows is told by <see cref="End"/>. A trial ends here: others may come.</summary>
    public void Commit(int status)
    {
        AddServed(status);
        _firstToken = Elapsed;
        Candidate.Health.Abandon(_pass);
    }

    /// <summary>A stream tells its cost before its end: a price ends what was believed free at once.</summary>
    public void Hear(Usage usage) => Charged(usage);

    /// <summary>A committed stream has ended, well or not; the judgement as it may be told.</summary>
    public Judgement End(Judgement judgement, Usage usage, Lesson lesson = Lesson.None)
    {
        judgement = SecretMask.Apply(judgement, Candidate);
        var now = Now;
        _trail.Correct(Candidate, judgement);
        if (!BuysSearch)
            Observations.MoneyWanted(Candidate, judgement);
        Observations.Learned(Candidate, lesson);
        Observations.Measured(Candidate, judgement, _firstToken, now);
        Candidate.Health.Record(_pass, judgement, now);
        Rest?.Record(judgement, now);
        Settle(judgement.Verdict, _trail.Last.Status, usage, now);
        _books.Log.End(_trail.Ticket, judgement.Verdict, usage, now);
        return judgement;
    }

    private TimeSpan Elapsed => _started == 0 ? TimeSpan.Zero : _books.Time.GetElapsedTime(_started);

    /// <summary>A search that costs by itself: what is paid for it says nothing of what the model costs.</summary>
    private bool BuysSearch => Request.Facts.WebSearch && Candidate.Route.Search is { IsCharged: true };

    private void Charged(Usage usage)
    {
        if (!BuysSearch)
            Observations.Charged(Candidate, usage);
    }

    private void AddServed(int status) =>
        _trail.Add(new AttemptRecord(Candidate, StreamJudge.Served, status, Elapsed));

    private void Settle(Verdict verdict, int? status, Usage usage, DateTimeOffset now)
    {
        Charged(usage);
        if (verdict == Verdict.Served)
        {
            Observations.Served(Candidate, usage);
            _books.Ledger.Served(_reservation, now);
            _books.Estimator.Observe(Request.Facts, Candidate.Route.Id, Request.Client, usage);
        }

        SettleQuotas(verdict, status, usage, now);
    }

    private void SettleQuotas(Verdict verdict, int? status, Usage usage, DateTimeOffset now)
    {
        Draw?.Settle(verdict, status, _sent is not null, usage, now);
        _books.Ledger.Settle(ref _reservation, Charge.Of(Candidate.Route, verdict, _sent is not null, usage, _reservation.Demand), now);
    }

    private static bool TryReserve(
        DispatchBooks books, Candidate candidate, in Demand demand, BudgetDraw? draw, DateTimeOffset now, out Reservation reservation) => draw is null
        ? books.Ledger.TryReserve(candidate.Quotas, demand, now, out reservation, out _)
        : draw.TryReserve(candidate.Quotas, demand, now, out reservation);
}

/// <summary>What one attempt came to: an answer to commit to, or why there is none.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Judgement">What it was judged to be.</param>
/// <param name="Lesson">What a failure showed beside.</param>
internal readonly record struct AttemptResult(Answer? Answer, Judgement Judgement, Lesson Lesson = Lesson.None);
