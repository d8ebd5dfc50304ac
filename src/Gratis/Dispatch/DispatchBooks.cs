using Gratis.Quotas;
using Gratis.Quotas.Estimates;
using Gratis.Routing;
using Gratis.Routing.Choosing;

namespace Gratis.Dispatch;

/// <summary>What outlives a single request: the ledger, what was learned of sizes, who waits, and chance.</summary>
internal sealed record DispatchBooks(QuotaLedger Ledger, TokenEstimator Estimator, WaitRoom Room, Lots Lots, TimeProvider Time)
{
    /// <summary>The last requests and what became of them.</summary>
    public RequestLog Log { get; } = new();

    public RequestSize SizeOf(GatewayRequest request) => new(Estimator, request.Facts, request.Client, request.IsBackground);
}
