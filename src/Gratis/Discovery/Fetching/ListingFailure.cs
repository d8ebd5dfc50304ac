namespace Gratis.Discovery.Fetching;

/// <summary>Why a look brought no list.</summary>
/// <param name="Kind">What follows from it.</param>
/// <param name="Reason">What happened, for people, in a sentence: <c>Answered 401: the key is refused.</c> Never a secret.</param>
/// <param name="RetryAt">Not before this, as the provider said.</param>
internal sealed record ListingFailure(ListingFailureKind Kind, string Reason, DateTimeOffset? RetryAt = null)
{
    /// <summary>The status of the answer; null where none came.</summary>
    public int? Status { get; init; }

    /// <summary>Nothing its owner need be told: a server on own hardware that is switched off.</summary>
    public bool IsQuiet { get; init; }
}

/// <summary>What follows from a failure.</summary>
internal enum ListingFailureKind
{
    /// <summary>It may go better in a while.</summary>
    Unusable,

    /// <summary>Nobody is there, or nobody answers: the same, and for a local server no news.</summary>
    Unreachable,

    /// <summary>This key is not told, which asking again soon does not mend.</summary>
    KeyRefused,

    /// <summary>A list came that is not believed yet; the same one a minute later would prove nothing.</summary>
    Doubtful,
}
