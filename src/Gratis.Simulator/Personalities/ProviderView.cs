using Gratis.Simulator.Limits;
using Gratis.Simulator.Providers;

namespace Gratis.Simulator.Personalities;

/// <summary>What a provider shows of itself at one instant.</summary>
/// <param name="Provider">Its id.</param>
/// <param name="Models">The models it lists.</param>
/// <param name="Account">The label of the account that asks; null without a key.</param>
/// <param name="Readings">That account's counters, one model's each.</param>
/// <param name="Usd">What that account was billed.</param>
/// <param name="Credit">What it may still spend; null without end.</param>
/// <param name="Pays">Whether it pays.</param>
/// <param name="Now">The instant.</param>
internal sealed record ProviderView(
    string Provider, IReadOnlyList<ListedModel> Models, string? Account, IReadOnlyList<LimitReading> Readings,
    decimal Usd, decimal? Credit, bool Pays, DateTimeOffset Now);

/// <summary>A model as the list shows it: with the prices the provider admits.</summary>
internal readonly record struct ListedModel(ModelSpec Spec, decimal InputPrice, decimal OutputPrice);
