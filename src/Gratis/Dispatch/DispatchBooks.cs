using Gratis.Quotas;
using Gratis.Quotas.Estimates;
using Gratis.Routing;

namespace Gratis.Dispatch;

/// <summary>What outlives a single request: the ledger, what was learned of sizes, and who waits.</summary>
internal sealed record DispatchBooks(QuotaLedger Ledger, TokenEstimator Estimator, WaitRoom Room, TimeProvider Time)
{
    /// <summary>The last requests and what became of them.</summary>
    public RequestLog Log { get; } = new();

    public RequestSize SizeOf(GatewayRequest request) => new(Estimator, request.Facts, request.Client, request.IsBackground);
}
