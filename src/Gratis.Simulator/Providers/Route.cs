using Gratis.Simulator.Limits;

namespace Gratis.Simulator.Providers;

/// <summary>One account's way to one model, with the counters that a call spends.</summary>
internal sealed record Route(Account Account, Model Model, LimitCounter[] Counters, (LimitSpec Limit, bool Own)[] AddressLimits);
