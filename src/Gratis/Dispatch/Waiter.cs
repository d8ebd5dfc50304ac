using Gratis.Quotas;
using Gratis.Quotas.Windows;
using Gratis.Routing;

namespace Gratis.Dispatch;

/// <summary>One request that waits, and the candidates that time or a freed place may bring back to it, best first.</summary>
internal sealed class Waiter
{
    private readonly TaskCompletionSource<AttemptBooking?> _granted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DispatchBooks _books;
    private readonly GatewayRequest _request;
    private readonly AttemptTrail _trail;
    private readonly Hope[] _hopes;
    private readonly Func<Candidate, GatewayRequest> _asked;
    private readonly bool _isAskedByName;

    /// <param name="books">The gateway's books.</param>
    /// <param name="request">Who waits.</param>
    /// <param name="trail">The request's attempts so far.</param>
    /// <param name="hopes">What time may bring back.</param>
    /// <param name="isAskedByName">The client named the very route, whatever it costs.</param>
    /// <param name="asked">The request as each gets it.</param>
    /// <param name="drawFor">What each would draw of the budgets.</param>
    public Waiter(
        DispatchBooks books, GatewayRequest request, AttemptTrail trail, IReadOnlyList<Rejection> hopes, bool isAskedByName,
        Func<Candidate, GatewayRequest> asked, Func<Candidate, bool, BudgetDraw?> drawFor)
    {
        _asked = asked;
        _isAskedByName = isAskedByName;
        _books = books;
        _request = request;
        _trail = trail;
        _hopes = [.. hopes.Select(hope => new Hope(hope.Candidate!, books.SizeOf(asked(hope.Candidate!)).On(hope.Candidate!.Route), drawFor(hope.Candidate, hope.IsPaid)))];
    }

    public string? Client => _request.Client;

    public bool IsBackground => _request.IsBackground;

    /// <summary>What it was given; null when that did not come in time.</summary>
    public Task<AttemptBooking?> Granted => _granted.Task;

    /// <summary>The candidates of a plan that only wait for quota; empty when waiting would not help.</summary>
    public static IReadOnlyList<Rejection> HopesOf(Plan plan)
    {
        List<Rejection>? hopes = null;
        foreach (var rejection in plan.Rejected)
        {
            if (rejection is { Reason: RejectionReason.Closed or RejectionReason.Busy, Candidate: not null })
                (hopes ??= []).Add(rejection);
        }

        return hopes ?? (IReadOnlyList<Rejection>)[];
    }

    /// <summary>Takes the first candidate that is open now; if there is none, when the first of them opens by time alone, in ticks.</summary>
    public bool TryGrant(DateTimeOffset now, out long opens)
    {
        opens = UsageWindow.Never;
        foreach (ref var hope in _hopes.AsSpan())
        {
            var next = hope.OpensAt(now);
            if (next <= now.UtcTicks && AttemptBooking.TryOpen(_books, _asked(hope.Candidate), hope.Candidate, _trail, _isAskedByName, hope.Draw) is { } booking)
                return _granted.TrySetResult(booking);
            opens = Math.Min(opens, next < QuotaPool.Busy ? next : UsageWindow.Never);
        }

        return false;
    }

    /// <summary>It waits no longer: its time is over, or its client is gone.</summary>
    public void GiveUp(CancellationToken client)
    {
        if (client.IsCancellationRequested)
            _granted.TrySetCanceled(client);
        else
            _granted.TrySetResult(null);
    }

    private struct Hope(Candidate candidate, Demand demand, BudgetDraw? draw)
    {
        private readonly Demand _demand = draw?.Wanting(demand) ?? demand;

        // What stood in the way last time most likely still does, and is the only thing to look at while it does.
        private QuotaPool? _closedBy;

        public readonly Candidate Candidate => candidate;

        public readonly BudgetDraw? Draw => draw;

        /// <summary>The earliest instant at which it may be open, by time alone; never while it waits for calls under way.</summary>
        public long OpensAt(DateTimeOffset now)
        {
            if (_closedBy is { } known && known.Look(_demand.Of(known.Told.Metric), _demand.IsBackground, now.UtcTicks) is var still && still > now.UtcTicks)
                return still;

            var quota = candidate.Quotas.Look(_demand, now);
            if (quota.IsOpen && draw is not null)
                quota = draw.Look(now);
            _closedBy = quota.Pool;
            return quota.Kind switch
            {
                OpeningKind.Open => candidate.Health.OpensAt(now)?.UtcTicks ?? now.UtcTicks,
                OpeningKind.Closed => quota.Until?.UtcTicks ?? UsageWindow.Never,
                _ => UsageWindow.Never,
            };
        }
    }
}
