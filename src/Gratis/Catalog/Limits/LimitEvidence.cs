namespace Gratis.Catalog.Limits;

/// <summary>Who says so.</summary>
internal enum LimitSource
{
    /// <summary>Nobody yet.</summary>
    Unknown,

    /// <summary>Learned from refusals without a number.</summary>
    Guess,

    /// <summary>The built-in facts.</summary>
    Facts,

    /// <summary>The words of an error.</summary>
    Body,

    /// <summary>A response header.</summary>
    Header,

    /// <summary>The provider's own account endpoint.</summary>
    Balance,

    /// <summary>The owner's config.</summary>
    Owner,
}

/// <summary>Why a limit is believed.</summary>
/// <param name="Source">Who says so.</param>
/// <param name="At">When it was said; null for what the config says now.</param>
/// <param name="Confidence">0 to 1.</param>
internal readonly record struct LimitEvidence(LimitSource Source, DateTimeOffset? At, double Confidence)
{
    public static LimitEvidence Owner { get; } = new(LimitSource.Owner, null, 1);

    public static LimitEvidence None { get; } = new(LimitSource.Unknown, null, 0);
}
