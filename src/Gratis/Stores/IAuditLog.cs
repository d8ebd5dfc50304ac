namespace Gratis.Stores;

/// <summary>What was done to the gateway, newest last, and bounded. Failures of the disk are thrown as <see cref="StorageException"/>.</summary>
internal interface IAuditLog
{
    /// <summary>Adds an entry. When this returns, not even a power cut takes it back.</summary>
    ValueTask Append(AuditEntry entry, CancellationToken cancellation);

    /// <summary>The entries before one of them, newest first.</summary>
    /// <param name="before">The id of the entry that the list follows; null: from the newest.</param>
    /// <param name="limit">The most that are given.</param>
    /// <param name="cancellation">Ends it.</param>
    ValueTask<IReadOnlyList<AuditEntry>> Read(long? before, int limit, CancellationToken cancellation);
}
