using Gratis.Workload.Agents;
using Gratis.Workload.Tiers;

namespace Gratis.Workload.Policies;

/// <summary>After a 429 that model rests for a minute.</summary>
internal sealed class ModelRest(TierMap map) : IRule
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    private readonly DateTimeOffset[] _until = new DateTimeOffset[map.Offers.Count];

    public DateTimeOffset OpensAt(Offer offer, in AgentCall call, DateTimeOffset now) => _until[offer.Index];

    public void Sent(Offer offer, in AgentCall call, DateTimeOffset now)
    {
    }

    public void Ended(Offer offer, Reply reply, DateTimeOffset now)
    {
        if (reply.Status == 429)
            _until[offer.Index] = now + Length;
    }
}

/// <summary>After a 429 everything of that provider rests, for as long as it says, else for a minute.</summary>
internal sealed class ProviderRest(TierMap map) : IRule
{
    private readonly Dictionary<string, DateTimeOffset> _until = map.Providers.ToDictionary(provider => provider.Id, _ => default(DateTimeOffset));

    public DateTimeOffset OpensAt(Offer offer, in AgentCall call, DateTimeOffset now) => _until[offer.Provider.Id];

    public void Sent(Offer offer, in AgentCall call, DateTimeOffset now)
    {
    }

    public void Ended(Offer offer, Reply reply, DateTimeOffset now)
    {
        if (reply.Status == 429)
            _until[offer.Provider.Id] = now + (reply.RetryAfter ?? ModelRest.Length);
    }
}
