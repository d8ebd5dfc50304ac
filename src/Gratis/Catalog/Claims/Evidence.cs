namespace Gratis.Catalog.Claims;

/// <summary>Why a thing is believed.</summary>
/// <param name="Source">Who says so.</param>
/// <param name="From">Where exactly: a page, a file, a list, a request. Never a secret.</param>
/// <param name="At">When it was said; null for what the config says now.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Detail">What was seen, in a few words.</param>
internal sealed record Evidence(ClaimSource Source, string From, DateTimeOffset? At, double Confidence, string? Detail = null)
{
    /// <summary>What the owner says.</summary>
    public static Evidence OfOwner(string from, DateTimeOffset? at = null) => new(ClaimSource.Owner, from, at, 1);
}

/// <summary>A thing that somebody says, and why it is believed.</summary>
internal sealed record Claim<T>(T Value, Evidence Evidence);

/// <summary>Which of several claims is believed.</summary>
internal static class Claims
{
    /// <summary>The one of the strongest source; of equals the newest; null where nobody says anything.</summary>
    public static Claim<T>? Strongest<T>(IEnumerable<Claim<T>> claims) => claims
        .OrderByDescending(claim => claim.Evidence.Source)
        .ThenByDescending(claim => claim.Evidence.At ?? DateTimeOffset.MaxValue)
        .FirstOrDefault();
}
