namespace Gratis.Stores;

/// <summary>What a client may spend; null: as much as there is.</summary>
internal sealed record ClientKeyLimits
{
    /// <summary>Without any limit.</summary>
    public static ClientKeyLimits None { get; } = new();

    /// <summary>Requests a minute.</summary>
    public long? Rpm { get; init; }

    /// <summary>Requests a day.</summary>
    public long? Rpd { get; init; }

    /// <summary>Tokens a minute.</summary>
    public long? Tpm { get; init; }

    /// <summary>Tokens a day.</summary>
    public long? Tpd { get; init; }

    /// <summary>Requests at once.</summary>
    public long? Concurrency { get; init; }
}
