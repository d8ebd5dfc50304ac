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
    /// <summary>Calls that cost money.</summary>
    public long Billed { get; init; }

    /// <summary>Model lists that were asked for; they are no calls and stand in no other count.</summary>
    public long Lists { get; init; }

    /// <summary>Lists among them that were answered with 304.</summary>
    public long ListsUnchanged { get; init; }

    /// <summary>Calls to models that are not there: never were, or were withdrawn.</summary>
    public long Dead => Refused.GetValueOrDefault("model_unknown") + Refused.GetValueOrDefault("model_removed");

    /// <summary>All refusals together.</summary>
    public long RefusedTotal => Refused.Values.Sum();
}
