namespace Gratis.Stores;

/// <summary>A client key that the gateway issued. Its secret was shown once and is kept nowhere.</summary>
internal sealed record StoredClientKey
{
    /// <summary>Tells it from all others, for ever.</summary>
    public required string Id { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>The SHA-256 of the secret: 32 bytes.</summary>
    public required ReadOnlyMemory<byte> Hash { get; init; }

    /// <summary>The end of the secret, to recognise it by.</summary>
    public required string Last4 { get; init; }

    /// <summary>What it may spend.</summary>
    public ClientKeyLimits Limits { get; init; } = ClientKeyLimits.None;

    /// <summary>The most its requests may cost a calendar day, in US dollars, to the billionth; null: no end of its own.</summary>
    public decimal? DailyBudgetUsd { get; init; }

    /// <summary>The most its requests may cost a calendar month, in US dollars, to the billionth; null: no end of its own.</summary>
    public decimal? MonthlyBudgetUsd { get; init; }

    /// <summary>The models it may name; empty: all.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Whom its requests may go to.</summary>
    public ClientKeyPolicy Policy { get; init; } = ClientKeyPolicy.None;

    /// <summary><c>interactive</c> or <c>background</c>; null: what the request or the server says.</summary>
    public string? Priority { get; init; }

    /// <summary>How long its requests wait for quota; null: what the request or the server says.</summary>
    public int? MaxWaitSeconds { get; init; }

    /// <summary>Whether its conversations stay with their route; null: where there is one.</summary>
    public bool? IsSticky { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was revoked; null while it holds.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}
