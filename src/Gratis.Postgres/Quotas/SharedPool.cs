using Gratis.Quotas;

namespace Gratis.Postgres.Quotas;

/// <summary>One pool as the store keeps track of it.</summary>
internal sealed class SharedPool(ISharedBooks books)
{
    /// <summary>1 while it is in the queue.</summary>
    public int Waits;

    private ISharedBooks _books = books;
    private volatile bool _isIdle;
    private PoolRecord? _last;

    public string Key => Books.Key;

    /// <summary>Whoever keeps its books now: they pass from hand to hand when the owner changes what is around the pool.</summary>
    public ISharedBooks Books
    {
        get => Volatile.Read(ref _books);
        set => Volatile.Write(ref _books, value);
    }

    /// <summary>Nothing happened for a while: it is written without a slice, unless something happens before.</summary>
    public bool IsIdle
    {
        set => _isIdle = value;
    }

    /// <summary>When it was last written; a timestamp.</summary>
    public long WrittenAt { get; private set; }

    /// <summary>Something is drawn ahead that others could use.</summary>
    public bool HasSlice => _last is { Slice: > 0 };

    /// <summary>Calls are under way that count only while they are.</summary>
    public bool HoldsAtOnce => _last is { Held: > 0, IsOfTheMoment: true };

    public PoolRecord Draft(bool isLast) => isLast || _isIdle ? Books.Close() : Books.Draft();

    /// <summary>It is committed.</summary>
    public void Kept(PoolRecord record, long now)
    {
        _last = record;
        WrittenAt = now;
        Books.Kept(record);
    }
}
