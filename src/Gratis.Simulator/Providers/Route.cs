using Gratis.Simulator.Accounting;
using Gratis.Simulator.Limits;

namespace Gratis.Simulator.Providers;

/// <summary>An account with its counts and its way to every model.</summary>
internal sealed class Account(AccountSpec spec, string label)
{
    public AccountSpec Spec { get; } = spec;

    public string Label { get; } = label;

    public Tally Tally { get; } = new();

    public Dictionary<string, Route> Routes { get; } = new(StringComparer.Ordinal);
}

/// <summary>A model with its counts.</summary>
internal sealed class Model(ModelSpec spec)
{
    public ModelSpec Spec { get; } = spec;

    public Tally Tally { get; } = new();
}

/// <summary>One account's way to one model, with the counters that a call spends.</summary>
internal sealed record Route(Account Account, Model Model, LimitCounter[] Counters, (LimitSpec Limit, bool Own)[] AddressLimits);
