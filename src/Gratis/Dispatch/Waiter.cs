using Gratis.Quotas;
using Gratis.Quotas.Windows;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;

namespace Gratis.Dispatch;

/// <summary>One request that waits, and the candidates that time or a freed place may bring back to it, best first.</summary>
internal sealed class Waiter(DispatchBooks books, GatewayRequest request, AttemptTrail trail, IReadOnlyList<Candidate> hopes)
{
    private readonly TaskCompletionSource<AttemptBooking?> _granted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string? Client => request.Client;

    public bool IsBackground => request.IsBackground;

    /// <summary>What it was given; null when that did not come in time.</summary>
    public Task<AttemptBooking?> Granted => _granted.Task;

    /// <summary>The candidates of a plan that only wait for quota; empty when waiting would not help.</summary>
    public static IReadOnlyList<Candidate> HopesOf(Plan plan)
    {
        List<Candidate>? hopes = null;
        foreach (var rejection in plan.Rejected)
        {
            if (rejection is { Reason: RejectionReason.Closed or RejectionReason.Busy, Candidate: { } candidate })
                (hopes ??= []).Add(candidate);
        }

        return hopes ?? (IReadOnlyList<Candidate>)[];
    }

    /// <summary>Takes the first candidate that is open now.</summary>
    public bool TryGrant()
    {
        var now = books.Time.GetUtcNow();
        var size = books.SizeOf(request);
        foreach (var candidate in hopes)
        {
            if (candidate.Quotas.Look(size.Roughly(candidate), now).IsOpen
                && AttemptBooking.TryOpen(books, request, candidate, trail) is { } booking)
                return _granted.TrySetResult(booking);
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

    /// <summary>When the first of them opens by time alone; ticks.</summary>
    public long NextOpening()
    {
        var now = books.Time.GetUtcNow();
        var size = books.SizeOf(request);
        var next = UsageWindow.Never;
        foreach (var candidate in hopes)
        {
            var opening = candidate.Quotas.Look(size.Roughly(candidate), now);
            if (opening.Kind is OpeningKind.Busy or OpeningKind.TooSmall)
                continue;
            var quota = opening.Until?.UtcTicks ?? now.UtcTicks;
            var health = candidate.Health.OpensAt(now)?.UtcTicks ?? now.UtcTicks;
            next = Math.Min(next, Math.Max(quota, health));
        }

        return next;
    }
}
