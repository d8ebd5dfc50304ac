namespace Gratis.Stores;

/// <summary>
/// The few values that the owner or the engine decided and that must never be lost: a token's hash, a tombstone.
/// Failures of the disk are thrown as <see cref="StorageException"/>.
/// </summary>
internal interface ISettingsStore
{
    /// <summary>Others write here too: what is known of a value may be old, so it is read again before it is changed.</summary>
    bool IsShared => false;

    /// <summary>The value of a key, or null.</summary>
    ValueTask<Setting?> Find(string key, CancellationToken cancellation);

    /// <summary>Every value whose key begins so, in the order of their keys.</summary>
    ValueTask<IReadOnlyList<Setting>> FindAll(string prefix, CancellationToken cancellation);

    /// <summary>Saves a value. When this returns, not even a power cut takes it back.</summary>
    ValueTask<Setting> Save(string key, string value, CancellationToken cancellation);

    /// <summary>Saves a value where there is none, as durably; false where there is one.</summary>
    ValueTask<bool> Add(string key, string value, CancellationToken cancellation);

    /// <summary>Removes a value, as durably; false where there was none.</summary>
    ValueTask<bool> Remove(string key, CancellationToken cancellation);
}
