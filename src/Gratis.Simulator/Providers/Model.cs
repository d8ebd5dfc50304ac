using Gratis.Simulator.Accounting;

namespace Gratis.Simulator.Providers;

/// <summary>A model with its counts.</summary>
internal sealed class Model(ModelSpec spec)
{
    public ModelSpec Spec { get; } = spec;

    public Tally Tally { get; } = new();
}
