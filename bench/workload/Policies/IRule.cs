using Gratis.Workload.Agents;
using Gratis.Workload.Tiers;

namespace Gratis.Workload.Policies;

/// <summary>What a simple gateway believes about quotas.</summary>
internal interface IRule
{
    /// <summary>When a call may be sent there, as far as this rule knows.</summary>
    DateTimeOffset OpensAt(Offer offer, in AgentCall call, DateTimeOffset now);

    /// <summary>A call is about to be sent.</summary>
    void Sent(Offer offer, in AgentCall call, DateTimeOffset now);

    /// <summary>A call is over.</summary>
    void Ended(Offer offer, Reply reply, DateTimeOffset now);
}

/// <summary>What came back: a status (0 when nothing did), and how long a 429 said to wait.</summary>
internal readonly record struct Reply(int Status, TimeSpan? RetryAfter);
