using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Options;
using Gratis.Stores;

namespace Gratis.AspNetCore.Accounts;

/// <summary>A stored account, opened.</summary>
/// <param name="Stored">As it is kept.</param>
/// <param name="Key">Its key; null where the seal does not open.</param>
/// <param name="Problem">Why not, and what to do.</param>
internal sealed record HeldAccount(StoredAccount Stored, Secret? Key, string? Problem = null);

/// <summary>All stored accounts at one instant.</summary>
/// <param name="All">Oldest first.</param>
/// <param name="Version">The store's, from which a change is made.</param>
internal sealed record HeldAccounts(IReadOnlyList<HeldAccount> All, long Version)
{
    /// <summary>Before the store was read.</summary>
    public static HeldAccounts None { get; } = new([], -1);

    /// <summary>Those that a catalogue can be made of.</summary>
    public IEnumerable<AddedAccount> Usable => All.Where(static held => held is { Stored.IsEnabled: true, Key: not null })
        .Select(static held => new AddedAccount(held.Stored.Id, held.Stored.Provider, held.Key!, held.Stored.Generation));

    /// <summary>Whether any of them does not open.</summary>
    public bool HasUnreadable => All.Any(static held => held.Key is null);

    public HeldAccount? Find(string id) => All.FirstOrDefault(held => held.Stored.Id == id);

    /// <summary>What a store holds, as the seal opens it now.</summary>
    public static HeldAccounts Open(StoredAccounts stored, ISecretSeal seal) => new(seal.Open(stored.All), stored.Version);
}
