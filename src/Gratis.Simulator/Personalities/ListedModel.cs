using Gratis.Simulator.Providers;

namespace Gratis.Simulator.Personalities;

/// <summary>A model as the list shows it: with the prices the provider admits.</summary>
internal readonly record struct ListedModel(ModelSpec Spec, decimal InputPrice, decimal OutputPrice);
