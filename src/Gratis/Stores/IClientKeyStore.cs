namespace Gratis.Stores;

/// <summary>
/// The client keys that the gateway issued. When a change returns, not even a power cut takes it back. Failures of the disk
/// are thrown as <see cref="StorageException"/>.
/// </summary>
internal interface IClientKeyStore
{
    /// <summary>All keys, revoked ones too, oldest first.</summary>
    ValueTask<IReadOnlyList<StoredClientKey>> List(CancellationToken cancellation);

    /// <summary>Adds a key; false where its id or its secret is taken.</summary>
    ValueTask<bool> Add(StoredClientKey key, CancellationToken cancellation);

    /// <summary>Changes everything that the owner says of a key that holds; false where there is none.</summary>
    ValueTask<bool> Update(StoredClientKey key, CancellationToken cancellation);

    /// <summary>Gives a key that holds another secret; false where there is none.</summary>
    ValueTask<bool> Rotate(string id, ReadOnlyMemory<byte> hash, string last4, CancellationToken cancellation);

    /// <summary>Ends a key for good; false where none of this id holds.</summary>
    ValueTask<bool> Revoke(string id, CancellationToken cancellation);

    /// <summary>Says that a key was used; never blocks, is written when there is time, and at most once a minute.</summary>
    void Used(string id);
}
