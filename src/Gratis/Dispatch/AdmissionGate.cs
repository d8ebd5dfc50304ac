using System.Threading.RateLimiting;

namespace Gratis.Dispatch;

/// <summary>How many requests are in flight, and how many may wait for their turn.</summary>
internal sealed class AdmissionGate(RequestLimits limits, TimeProvider time) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = limits.MaxConcurrent,
        QueueLimit = limits.MaxQueued,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Places taken right now.</summary>
    public int InUse => limits.MaxConcurrent - (int)_limiter.GetStatistics()!.CurrentAvailablePermits;

    /// <summary>A place, or null when the queue is full or the turn did not come in time.</summary>
    public ValueTask<RateLimitLease?> EnterAsync(CancellationToken client)
    {
        var lease = _limiter.AttemptAcquire();
        return lease.IsAcquired ? new(lease) : WaitAsync(client);
    }

    public static bool SameRules(RequestLimits a, RequestLimits b) =>
        a.MaxConcurrent == b.MaxConcurrent && a.MaxQueued == b.MaxQueued && a.QueueTimeout == b.QueueTimeout;

    public void Dispose() => _limiter.Dispose();

    private async ValueTask<RateLimitLease?> WaitAsync(CancellationToken client)
    {
        using var patience = new CancellationTokenSource(limits.QueueTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, client);
        try
        {
            var lease = await _limiter.AcquireAsync(1, either.Token);
            return lease.IsAcquired ? lease : null;
        }
        catch (OperationCanceledException) when (!client.IsCancellationRequested)
        {
            return null;
        }
    }
}
