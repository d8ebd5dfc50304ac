namespace Gratis.Quotas;

/// <summary>Where the books outlive the process. One process owns its pools; several that share a store would be granted slices of one.</summary>
internal interface IQuotaStore
{
    /// <summary>Everything that was written down when the process last ended.</summary>
    ValueTask<IReadOnlyList<PoolRecord>> Load(CancellationToken cancellation);

    /// <summary>
    /// Says that a pool's books changed; never blocks and never throws. The store takes <see cref="IDurableBooks.Draft"/> when it
    /// writes, and says <see cref="IDurableBooks.Kept"/> once that outlives the process.
    /// </summary>
    /// <param name="books">Whose.</param>
    /// <param name="urgent">Somebody waits for it: write now rather than gather.</param>
    void Changed(IDurableBooks books, bool urgent);

    /// <summary>True while writing fails.</summary>
    bool IsFailing { get; }
}

/// <summary>A pool as its store sees it.</summary>
internal interface IDurableBooks
{
    /// <summary>Tells it from all others, for as long as the limit, the account's key and the models stay the same.</summary>
    string Key { get; }

    /// <summary>The books as they stand, with a slice drawn ahead.</summary>
    PoolRecord Draft();

    /// <summary>The books as they stand, without a slice: for a clean end.</summary>
    PoolRecord Close();

    /// <summary>This record outlives the process now: what it drew ahead may be spent.</summary>
    void Kept(PoolRecord record);
}
