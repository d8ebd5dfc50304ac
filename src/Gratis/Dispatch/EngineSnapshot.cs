using Gratis.Routing;
using Gratis.Routing.Tiers;

namespace Gratis.Dispatch;

/// <summary>Everything a request reads from start to end. A change of config is a new snapshot; requests in flight finish on theirs.</summary>
internal sealed record EngineSnapshot(RoutingTable Routes, RequestLimits Limits, AdmissionGate Admission, SpillBudget Spill)
{
    /// <summary>How <c>auto</c> chooses a tier; null: it does not.</summary>
    public TierPolicy? Tiers { get; init; }

    /// <summary>Who is asked where the rules say nothing; null: nobody.</summary>
    public ITierClassifier? Classifier { get; init; }
}
