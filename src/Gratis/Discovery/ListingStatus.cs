using System.Collections.Immutable;

namespace Gratis.Discovery;

/// <summary>How it stands with one list, for people.</summary>
/// <param name="Provider">Whose list.</param>
/// <param name="LastSuccess">When the provider last said what is known; null when it never has.</param>
/// <param name="LastAttempt">When it was last asked, since the start.</param>
/// <param name="Problem">Why the last attempt brought nothing; null when it did.</param>
/// <param name="Models">How many models are known.</param>
/// <param name="Ignored">Why entries of the last list were left out.</param>
/// <param name="Next">When it is asked again.</param>
/// <param name="IsLooking">Whether it is being asked right now.</param>
internal sealed record ListingStatus(
    string Provider,
    DateTimeOffset? LastSuccess,
    DateTimeOffset? LastAttempt,
    string? Problem,
    int Models,
    ImmutableArray<string> Ignored,
    DateTimeOffset Next,
    bool IsLooking);
