using Gratis.Simulator.Limits;
using Gratis.Simulator.Personalities;

namespace Gratis.Simulator.Faults;

/// <summary>Faults that make a provider refuse in its own words.</summary>
internal static class Accidents
{
    private static readonly TimeSpan StormDefault = TimeSpan.FromSeconds(30);

    public static Refusal? Refusal(List<FaultSpec>? faults, Refusal about)
    {
        foreach (var fault in faults ?? [])
        {
            if (fault.Kind is FaultKind.Overload)
                return about with { Reason = RefusalReason.Overloaded, Status = fault.Status };
            if (fault.Kind is FaultKind.RateLimitStorm)
            {
                var wait = fault.Delay > TimeSpan.Zero ? fault.Delay : StormDefault;
                var limit = LimitSpec.Rpm(fault.Amount > 0 ? fault.Amount : 10);
                return about with
                {
                    Reason = RefusalReason.LimitHit,
                    Hints = fault.Hints,
                    Limit = new LimitHit(limit, limit.Amount, limit.Amount, 1, about.Now + wait),
                };
            }
        }

        return null;
    }
}
