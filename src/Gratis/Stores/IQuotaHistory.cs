namespace Gratis.Stores;

/// <summary>How long pools were spent over the last weeks. Failures of the disk are thrown as <see cref="StorageException"/>.</summary>
internal interface IQuotaHistory
{
    /// <summary>The samples of one pool from an instant up to and without another, oldest first; of too many, the newest.</summary>
    ValueTask<IReadOnlyList<QuotaSample>> ReadHistory(string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);
}
