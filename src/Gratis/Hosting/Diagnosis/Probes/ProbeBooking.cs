using Gratis.Dispatch;
using Gratis.Health;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Upstream;
using Gratis.Upstream.Limits;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Hosting.Diagnosis.Probes;

/// <summary>
/// One probe in the books: booked in every quota pool of its route like any call. What it proves is written down; what it fails to find
/// out is held against nobody, neither in the health of the route nor in how often it serves.
/// </summary>
internal sealed class ProbeBooking : ISendingObserver
{
    private readonly QuotaLedger _ledger;
    private readonly Candidate _candidate;
    private readonly TimeProvider _time;
    private readonly Pass _pass;
    private Reservation _reservation;
    private DateTimeOffset? _sent;

    private ProbeBooking(QuotaLedger ledger, Candidate candidate, TimeProvider time, in Reservation reservation, Pass pass)
    {
        (_ledger, _candidate, _time, _pass) = (ledger, candidate, time, pass);
        _reservation = reservation;
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Reserves and enters; null when others were quicker.</summary>
    public static ProbeBooking? TryOpen(QuotaLedger ledger, Candidate candidate, in Demand demand, TimeProvider time)
    {
        var now = time.GetUtcNow();
        if (!ledger.TryReserve(candidate.Quotas, demand, now, out var reservation, out _))
            return null;
        if (candidate.Health.TryEnter(now, out var pass))
            return new ProbeBooking(ledger, candidate, time, reservation, pass);
        ledger.Refund(ref reservation, now);
        return null;
    }

    /// <summary>Ends when the books would outlive a crash; false when they cannot be written down.</summary>
    public ValueTask<bool> KeepAsync(CancellationToken cancel) => _ledger.KeepAsync(_reservation, cancel);

    public void Sending() => _sent ??= Now;

    public void Sent() => _sent = Now;

    /// <summary>The first byte of an answer is there.</summary>
    public void Answered(HttpResponseMessage response)
    {
        var now = Now;
        _sent ??= now;
        _ledger.Answered(ref _reservation, _sent.Value, now);
        LimitReadings readings = default;
        LimitHeaders.Read(response.Headers.NonValidated, _candidate.Route.Provider.Id, now, ref readings);
        _ledger.Learn(_reservation, readings.Span, now);
    }

    /// <summary>It was never made, or nobody waits for its end.</summary>
    public void Abandon()
    {
        _candidate.Health.Abandon(_pass);
        Settle(Verdict.Cancelled, default);
    }

    /// <summary>It has ended; the judgement as it may be told.</summary>
    public Judgement End(Judgement judgement, Usage usage, params ReadOnlySpan<LimitReading> said)
    {
        judgement = SecretMask.Apply(judgement, _candidate);
        var isQuota = judgement.Verdict.IsQuota();
        var isBooked = isQuota && _ledger.Refused(_reservation, said, judgement.Until, Now);

        // A limit is one whoever meets it, and so are a price, an answer and a model that is gone.
        if (judgement.Verdict == Verdict.ModelGone)
            _candidate.Evidence.SawGone(judgement.Detail);
        else if (judgement.Verdict == Verdict.PaymentWanted && _candidate.Route.IsFree)
            _candidate.Evidence.SawCost(0, judgement.Detail ?? "money was asked for", _candidate.Route.Dossier?.FileWord);
        if (judgement.Verdict is Verdict.Served or Verdict.ModelGone or Verdict.PaymentWanted || (isQuota && !isBooked))
            _candidate.Health.Record(_pass, judgement, Now);
        else
            _candidate.Health.Abandon(_pass);

        Observations.Charged(_candidate, usage);
        if (judgement.Verdict == Verdict.Served)
        {
            Observations.Served(_candidate, usage);
            _ledger.Served(_reservation, Now);
        }

        Settle(judgement.Verdict, usage);
        return judgement;
    }

    private void Settle(Verdict verdict, Usage usage) =>
        _ledger.Settle(ref _reservation, Charge.Of(_candidate.Route, verdict, _sent is not null, usage, _reservation.Demand), Now);
}
