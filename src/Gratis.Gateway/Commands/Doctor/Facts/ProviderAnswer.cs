namespace Gratis.Gateway.Commands.Doctor.Facts;

/// <summary>How one provider answered.</summary>
/// <param name="Provider">Who.</param>
/// <param name="IsLocal">Own hardware, which may be switched off.</param>
internal sealed record ProviderAnswer(string Provider, bool IsLocal)
{
    /// <summary>Whom it was dialled as.</summary>
    public required string Host { get; init; }

    /// <summary>Why there was no answer at all.</summary>
    public Fault? Fault { get; init; }

    /// <summary>What it answered when it was asked for its models; null where it has no list, or there was no answer.</summary>
    public int? Status { get; init; }

    public TimeSpan Took { get; init; }

    /// <summary>How far its clock is ahead of ours; null where it tells no time.</summary>
    public TimeSpan? Skew { get; init; }

    public IReadOnlyList<KeyVerdict> Accounts { get; init; } = [];
}

/// <summary>What a provider says of one key.</summary>
internal sealed record KeyVerdict(string Account, KeyAnswer Answer, string Detail);

/// <summary>Whether a key is accepted.</summary>
internal enum KeyAnswer
{
    Accepted,

    Refused,

    /// <summary>Nobody was asked who would have minded a wrong one.</summary>
    Unproven,
}

/// <summary>Why nobody answered.</summary>
/// <param name="What">What happened.</param>
/// <param name="Cure">What to do.</param>
internal sealed record Fault(string What, string Cure);
