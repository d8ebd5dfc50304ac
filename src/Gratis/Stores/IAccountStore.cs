namespace Gratis.Stores;

/// <summary>
/// The accounts that the owner added. A running gateway and a command line beside it may both change them, so every change names the
/// version it was made from. When a change returns true, not even a power cut takes it back. Failures of the disk are thrown as
/// <see cref="StorageException"/>.
/// </summary>
internal interface IAccountStore
{
    /// <summary>The version alone, to see cheaply whether anything has changed.</summary>
    ValueTask<long> Version(CancellationToken cancellation);

    /// <summary>All accounts and their version, as of one instant.</summary>
    ValueTask<StoredAccounts> Load(CancellationToken cancellation);

    /// <summary>Adds or replaces accounts, all of them or none; false where anything was changed since that version.</summary>
    ValueTask<bool> Save(IReadOnlyList<StoredAccount> accounts, long version, CancellationToken cancellation);

    /// <summary>Removes an account for good; false where anything was changed since that version.</summary>
    ValueTask<bool> Remove(string id, long version, CancellationToken cancellation);
}
