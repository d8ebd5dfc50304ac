using System.Threading.RateLimiting;

namespace Gratis.Dispatch;

/// <summary>A request's place among those in flight. Who waits for quota leaves it to others meanwhile.</summary>
internal sealed class AdmissionPlace(AdmissionGate gate) : IDisposable
{
    private RateLimitLease? _lease;

    /// <summary>False when the queue is full or the turn did not come in time.</summary>
    public ValueTask<bool> TakeAsync(CancellationToken client)
    {
        var entering = gate.EnterAsync(client);
        return entering.IsCompletedSuccessfully ? new(Keep(entering.Result)) : WaitAsync(entering);
    }

    public void Dispose()
    {
        _lease?.Dispose();
        _lease = null;
    }

    private async ValueTask<bool> WaitAsync(ValueTask<RateLimitLease?> entering) => Keep(await entering);

    private bool Keep(RateLimitLease? lease)
    {
        _lease = lease;
        return lease is not null;
    }
}
