using Gratis.Routing;

namespace Gratis.Dispatch;

/// <summary>Everything a request reads from start to end. A change of config is a new snapshot; requests in flight finish on theirs.</summary>
internal sealed record EngineSnapshot(RoutingTable Routes, RequestLimits Limits, AdmissionGate Admission, SpillBudget Spill);
