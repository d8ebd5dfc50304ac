namespace Gratis.Simulator.Accounting;

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
