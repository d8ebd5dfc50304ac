namespace Gratis.Stores;

/// <summary>A provider's key that the owner gave the gateway, as it is kept: sealed, so that whoever has the store alone has nothing.</summary>
internal sealed record StoredAccount
{
    /// <summary>Tells it from all others for ever; its books go by it, whatever its key is.</summary>
    public required string Id { get; init; }

    /// <summary>The provider's id.</summary>
    public required string Provider { get; init; }

    /// <summary>What its owner calls it.</summary>
    public string? Label { get; init; }

    /// <summary>The sealed key.</summary>
    public required ReadOnlyMemory<byte> Seal { get; init; }

    /// <summary>1, one more with every other key.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>False: it rests until its owner says otherwise.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>When it was added.</summary>
    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>All of them at one instant.</summary>
/// <param name="All">Oldest first.</param>
/// <param name="Version">Another number after every change, whoever made it.</param>
internal sealed record StoredAccounts(IReadOnlyList<StoredAccount> All, long Version)
{
    /// <summary>None yet.</summary>
    public static StoredAccounts None { get; } = new([], 0);
}
