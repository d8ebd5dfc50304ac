using Gratis.Routing.Tiers;

namespace Gratis.Dispatch;

/// <summary>Sorts requests that no rule can sort.</summary>
internal interface ITierClassifier
{
    /// <summary>The tier of a request, or the usual one where that cannot be found out; never fails.</summary>
    ValueTask<TierChoice> AskAsync(GatewayRequest request, CancellationToken client);
}
