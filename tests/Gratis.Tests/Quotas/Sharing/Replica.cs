using Gratis.Catalog.Limits;
using Gratis.Quotas;

namespace Gratis.Tests.Quotas.Sharing;

/// <summary>One of several ledgers over one table. It writes when a test says so.</summary>
internal sealed class Replica : IQuotaStore
{
    private readonly SharedTable _table;
    private readonly int _place;
    private readonly HashSet<ISharedBooks> _changed = [];
    private readonly HashSet<ISharedBooks> _all = [];

    public Replica(SharedTable table, int place)
    {
        (_table, _place) = (table, place);
        Ledger = new QuotaLedger(table.Clock, this);
        Ledger.Restore(table.Of(place));
    }

    public QuotaLedger Ledger { get; }

    public bool IsFailing => false;

    public TimeSpan? Lease => SharedTable.Lease;

    public bool IsUrged { get; private set; }

    public ValueTask<IReadOnlyList<PoolRecord>> Load(CancellationToken cancellation) => new(_table.Of(_place));

    public IReadOnlyList<PoolRecord> Join(ISharedBooks books)
    {
        _all.Add(books);
        return _table.OthersOf(books.Key, _place);
    }

    public void Changed(IDurableBooks books, bool urgent)
    {
        _changed.Add((ISharedBooks)books);
        IsUrged |= urgent;
    }

    public QuotaSet Set(params QuotaLimit[] limits) => Ledger.SetFor(Desk.Route("m", limits), Desk.Key());

    /// <summary>Writes what changed, each pool's books together with a look at what the others wrote.</summary>
    public void Write()
    {
        IsUrged = false;
        foreach (var books in _changed.ToArray())
        {
            _changed.Remove(books);
            books.See(_table.OthersOf(books.Key, _place));
            var record = books.Draft();
            _table.Write(_place, record);
            books.Kept(record);
        }
    }

    /// <summary>Looks at what the others wrote.</summary>
    public void Look()
    {
        foreach (var books in _all)
            books.See(_table.OthersOf(books.Key, _place));
    }

    /// <summary>Nothing happens here: what was granted is given back.</summary>
    public void Rest()
    {
        foreach (var books in _all)
        {
            books.See(_table.OthersOf(books.Key, _place));
            var record = books.Close();
            _table.Write(_place, record);
            books.Kept(record);
        }
    }

    /// <summary>Reserves and has it written; false where there is no room, here or with the others.</summary>
    public bool TryHold(QuotaSet set, out Reservation reservation, Demand demand = default)
    {
        if (!Ledger.TryReserve(set, demand, _table.Clock.Now, out reservation, out _))
            return false;
        if (!reservation.IsKept)
            Write();
        if (reservation.IsKept)
            return true;
        reservation.IsRefused.ShouldBeTrue("What was written is either granted or refused.");
        Ledger.Refund(ref reservation, _table.Clock.Now);
        return false;
    }

    public bool TryCall(QuotaSet set, Demand demand = default)
    {
        if (!TryHold(set, out var reservation, demand))
            return false;
        End(ref reservation);
        return true;
    }

    public void End(ref Reservation reservation)
    {
        Ledger.Answered(ref reservation, _table.Clock.Now, _table.Clock.Now);
        Ledger.Settle(ref reservation, new Spent(true, reservation.Demand.InputTokens, reservation.Demand.OutputTokens), _table.Clock.Now);
    }

    public PoolReport Report(QuotaSet set, int pool = 0) => Ledger.Report().Single(report => report.Name.Key == set.Pools[pool].Key);
}
