using System.Collections.Immutable;
using Gratis.Simulator.Providers;

namespace Gratis.Workload.Tiers;

/// <summary>One free model at one provider, with every pool that a call to it draws on.</summary>
internal sealed record Offer(int Index, ProviderSpec Provider, ModelSpec Model, ModelTraits Traits, ImmutableArray<TierPool> Pools)
{
    public string? Key => Provider.Accounts.Count > 0 ? Provider.Accounts[0].Key : null;
}
