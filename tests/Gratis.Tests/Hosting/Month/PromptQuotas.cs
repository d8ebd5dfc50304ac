using Gratis.Quotas;
using Gratis.Storage;

namespace Gratis.Tests.Hosting.Month;

/// <summary>The real store of quotas, which writes what somebody waits for at once and on the same thread, so that no wait for a disk lets virtual time pass.</summary>
internal sealed class PromptQuotas(SqliteQuotaStore store, SqliteDatabase database) : IQuotaStore
{
    public bool IsFailing => store.IsFailing;

    public ValueTask<IReadOnlyList<PoolRecord>> Load(CancellationToken cancellation) => store.Load(cancellation);

    public void Changed(IDurableBooks books, bool urgent)
    {
        store.Changed(books, urgent: false);
        if (urgent)
            database.Later.Flush().ShouldBeTrue();
    }
}
