using System.Collections.Concurrent;
using Gratis.Catalog;
using Gratis.Quotas;
using Gratis.Upstream;

namespace Gratis.Hosting.Balances;

/// <summary>
/// Asks providers what is left to the accounts that are used, so that what others spend of a key, or what its owner bought, is known
/// before a wall tells. A gateway that nobody uses asks nobody.
/// </summary>
internal sealed class BalanceAsker : IDisposable
{
    private readonly ConcurrentDictionary<Key, BalanceWatch> _watches = new();
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationToken _ended;
    private readonly QuotaLedger _ledger;
    private readonly BalanceProbe _probe;
    private readonly TimeProvider _time;

    public BalanceAsker(QuotaLedger ledger, UpstreamConnections connections, TimeProvider time, string userAgent)
    {
        (_ledger, _time, _ended) = (ledger, time, _end.Token);
        _probe = new BalanceProbe(connections, time, userAgent);
        ledger.Used = set => WatchOf(set)?.Used(set);
        ledger.Walled = set => WatchOf(set)?.Walled(set);
    }

    /// <summary>Lets go of accounts that the catalogue no longer has.</summary>
    public void Retain(CatalogSnapshot catalog)
    {
        foreach (var (key, watch) in _watches)
        {
            if (catalog.FindProvider(key.Provider)?.Accounts.Any(account => account.Fingerprint == key.Fingerprint) != true && _watches.TryRemove(key, out _))
                watch.Dispose();
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        foreach (var watch in _watches.Values)
            watch.Dispose();
        _end.Dispose();
    }

    private BalanceWatch? WatchOf(QuotaSet set)
    {
        if (set is not { Route.Provider: { Balance: not null } provider, Account: { HasKey: true } account })
            return null;
        var key = new Key(provider.Id, account.Fingerprint);
        return _watches.TryGetValue(key, out var known) ? known : _watches.GetOrAdd(key, Watch, set);
    }

    private BalanceWatch Watch(Key key, QuotaSet set) => new(set, _ledger, _probe, _time, _ended);

    private readonly record struct Key(string Provider, string Fingerprint);
}
