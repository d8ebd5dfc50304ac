using Gratis.Simulator.Accounting;

namespace Gratis.Simulator.Providers;

/// <summary>An account with its counts and its way to every model.</summary>
internal sealed class Account(AccountSpec spec, string label)
{
    public AccountSpec Spec { get; } = spec;

    public string Label { get; } = label;

    public Tally Tally { get; } = new();

    public Dictionary<string, Route> Routes { get; } = new(StringComparer.Ordinal);
}
