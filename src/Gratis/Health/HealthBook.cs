using System.Collections.Concurrent;
using Gratis.Upstream.Verdicts;

namespace Gratis.Health;

/// <summary>Every health cell there is. A cell is the same object for as long as the book knows it.</summary>
internal sealed class HealthBook(Random random, IHealthStore? store = null)
{
    /// <summary>
    /// How many cells are kept. Keys come from the catalogue alone, so this is a fuse: beyond it a cell works
    /// for whoever asked and is neither shared nor stored.
    /// </summary>
    public const int Capacity = 100_000;

    private readonly ConcurrentDictionary<(Reach Reach, string Key), HealthCell> _cells = new();
    private readonly Lock _dice = new();
    private int _count;

    /// <summary>How long a limit that named no instant rests at first.</summary>
    public TimeSpan FirstRest { get; set; } = CooldownLadder.DefaultFirstRest;

    /// <summary>The key of the cell for a route's model on one account.</summary>
    public static string AccountModelKey(string account, string route) => $"{account} {route}";

    /// <summary>The cell of one thing.</summary>
    public HealthCell Cell(Reach reach, string key)
    {
        if (_cells.TryGetValue((reach, key), out HealthCell? known)) return known;

        var made = new HealthCell(reach, key, Draw, Tell, () => FirstRest);
        if (Volatile.Read(ref _count) >= Capacity) return made;

        HealthCell kept = _cells.GetOrAdd((reach, key), made);
        if (ReferenceEquals(kept, made)) Interlocked.Increment(ref _count);
        return kept;
    }

    /// <summary>
    /// The way of one route on one account. A secret other than the one that was refused lifts the refusal here and now.
    /// </summary>
    public RouteHealth Route(string provider, string account, string route, string? keyFingerprint = null)
    {
        HealthCell ofAccount = Cell(Reach.Account, account);
        HealthCell ofAccountModel = Cell(Reach.AccountModel, AccountModelKey(account, route));
        if (keyFingerprint is not null)
        {
            ofAccount.UseKey(keyFingerprint);
            ofAccountModel.UseKey(keyFingerprint);
        }

        return new RouteHealth(Cell(Reach.Provider, provider), ofAccount, Cell(Reach.Route, route), ofAccountModel, keyFingerprint);
    }

    /// <summary>Takes up what the store remembers; what ended long ago is dropped there too.</summary>
    public void Restore(IReadOnlyList<HealthEntry> stored, DateTimeOffset now)
    {
        foreach (HealthEntry entry in stored)
        {
            HealthCell cell = Cell(entry.Reach, entry.Key);
            if (entry.Cooldown.IsForgotten(now)) Tell(cell);
            else cell.Restore(entry.Cooldown);
        }
    }

    /// <summary>Takes up what another replica recorded of one thing; null: it is well again.</summary>
    public void Hear(Reach reach, string key, Cooldown? cooldown) => Cell(reach, key).Hear(cooldown);

    /// <summary>Everything recorded, ended or not, in a stable order.</summary>
    public IReadOnlyList<HealthEntry> Snapshot()
    {
        var entries = new List<HealthEntry>();
        foreach (HealthCell cell in _cells.Values)
        {
            if (cell.Current is { } cooldown) entries.Add(new HealthEntry(cell.Reach, cell.Key, cooldown));
        }

        entries.Sort(static (a, b) => a.Reach != b.Reach ? a.Reach.CompareTo(b.Reach) : string.CompareOrdinal(a.Key, b.Key));
        return entries;
    }

    /// <summary>Drops the cells that the catalogue no longer knows and that have nothing left to remember.</summary>
    public void Retain(Func<Reach, string, bool> isKnown, DateTimeOffset now)
    {
        foreach (HealthCell cell in _cells.Values)
        {
            if (isKnown(cell.Reach, cell.Key) || cell.Current is { } cooldown && !cooldown.IsForgotten(now)) continue;
            cell.Reset();
            if (_cells.TryRemove((cell.Reach, cell.Key), out _)) Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>Lifts what was set aside for a reason, wherever it is known to be over.</summary>
    public void Lift(Verdict reason, Predicate<string> isOver)
    {
        foreach (HealthCell cell in _cells.Values)
        {
            if (cell.Current?.Reason == reason && isOver(cell.Key)) cell.Reset();
        }
    }

    private void Tell(HealthCell cell) => store?.Changed(cell);

    private double Draw()
    {
        lock (_dice) return random.NextDouble();
    }
}
