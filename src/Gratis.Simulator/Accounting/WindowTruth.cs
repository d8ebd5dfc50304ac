namespace Gratis.Simulator.Accounting;

/// <summary>One limit counter.</summary>
/// <param name="Limit">The limit's short name.</param>
/// <param name="Key">Whose it is; null when all accounts share it.</param>
/// <param name="Model">Which model's it is; null when all models share it.</param>
/// <param name="Address">Which address's it is; null when it does not depend on one.</param>
/// <param name="Amount">How much fits.</param>
/// <param name="Used">How much is spent now.</param>
/// <param name="Peak">The most that ever was.</param>
/// <param name="Refusals">Calls it refused.</param>
/// <param name="ClearAt">When all that is spent now is forgotten.</param>
public sealed record WindowTruth(
    string Limit, string? Key, string? Model, string? Address, long Amount, long Used, long Peak, long Refusals, DateTimeOffset ClearAt);
