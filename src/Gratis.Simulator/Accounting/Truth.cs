namespace Gratis.Simulator.Accounting;

/// <summary>What a world really counted, at one instant.</summary>
/// <param name="At">The instant.</param>
/// <param name="Providers">One entry a provider.</param>
public sealed record WorldTruth(DateTimeOffset At, IReadOnlyList<ProviderTruth> Providers)
{
    /// <summary>The books of one provider.</summary>
    public ProviderTruth this[string provider] =>
        Providers.FirstOrDefault(entry => entry.Id == provider)
        ?? throw new KeyNotFoundException($"This world has no provider '{provider}'; it has {string.Join(", ", Providers.Select(entry => entry.Id))}.");

    /// <summary>USD billed by everybody.</summary>
    public decimal Usd => Providers.Sum(provider => provider.Total.Usd);

    /// <summary>Calls that came although a limit had no room.</summary>
    public long Overspends => Providers.Sum(provider => provider.Total.Overspends);
}

/// <summary>The books of one provider.</summary>
/// <param name="Id">The provider.</param>
/// <param name="Total">Everything together.</param>
/// <param name="Keys">By key label; calls without a known key stand only in the total.</param>
/// <param name="Models">By model id; calls for unknown models stand only in the total and the key.</param>
/// <param name="Windows">Every limit counter.</param>
public sealed record ProviderTruth(
    string Id, Counts Total, IReadOnlyDictionary<string, Counts> Keys, IReadOnlyDictionary<string, Counts> Models, IReadOnlyList<WindowTruth> Windows)
{
    /// <summary>The first counter of a limit by its short name, e.g. <c>rpd</c>.</summary>
    public WindowTruth Window(string limit, string? key = null, string? model = null) =>
        Windows.FirstOrDefault(window => window.Limit == limit && (key is null || window.Key == key) && (model is null || window.Model == model))
        ?? throw new KeyNotFoundException($"{Id} has counted nothing under '{limit}'.");
}

/// <summary>What was counted.</summary>
/// <param name="Received">Calls that arrived.</param>
/// <param name="Accepted">Calls that were let in.</param>
/// <param name="Refused">Calls that were refused, by reason: <c>bad_key</c>, <c>limit:rpd</c>, …</param>
/// <param name="Overspends">Calls refused because a limit had no room.</param>
/// <param name="InputTokens">Tokens in of the accepted.</param>
/// <param name="OutputTokens">Tokens out that really left.</param>
/// <param name="Usd">USD billed.</param>
/// <param name="Broken">Accepted calls that a fault failed.</param>
/// <param name="Cancelled">Accepted calls that the client left.</param>
/// <param name="CancelledAfterMs">After how many milliseconds it left; the last 1,024.</param>
/// <param name="InFlight">Calls running now.</param>
/// <param name="PeakInFlight">The most that ever ran together.</param>
public sealed record Counts(
    long Received,
    long Accepted,
    IReadOnlyDictionary<string, long> Refused,
    long Overspends,
    long InputTokens,
    long OutputTokens,
    decimal Usd,
    long Broken,
    long Cancelled,
    IReadOnlyList<double> CancelledAfterMs,
    long InFlight,
    long PeakInFlight)
{
    /// <summary>All refusals together.</summary>
    public long RefusedTotal => Refused.Values.Sum();
}

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
