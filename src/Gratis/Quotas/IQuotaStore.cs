namespace Gratis.Quotas;

/// <summary>
/// Where the books outlive the process. One process owns its pools; several that share a store each keep books of their own part, and are
/// granted slices.
/// </summary>
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

    /// <summary>For how long a grant holds, where others draw on the same pools; null where nobody else does.</summary>
    TimeSpan? Lease => null;

    /// <summary>From here on this pool is told what others write of it; what they have written so far, as far as is known here.</summary>
    IReadOnlyList<PoolRecord> Join(ISharedBooks books) => [];
}

/// <summary>A pool as its store sees it.</summary>
internal interface IDurableBooks
{
    /// <summary>Tells it from all others, for as long as the limit, the account's key and the models stay the same.</summary>
    string Key { get; }

    /// <summary>The books as they stand, with a slice drawn ahead.</summary>
    PoolRecord Draft();

    /// <summary>The books as they stand, without a slice: for a clean end, and to give back to others what is not needed.</summary>
    PoolRecord Close();

    /// <summary>This record outlives the process now: what it drew ahead may be spent.</summary>
    void Kept(PoolRecord record);
}

/// <summary>A pool that several replicas draw on. Together they never draw more than it holds, for the store lets only one of them draft at a time.</summary>
internal interface ISharedBooks : IDurableBooks
{
    /// <summary>This is what the others have written; replaces what was known of them.</summary>
    void See(IReadOnlyList<PoolRecord> others);

    /// <summary>Somebody else goes on with what was written here, and counts it: only what is counted from now on is this one's.</summary>
    void Disown();
}
