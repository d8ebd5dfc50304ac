using Gratis.Simulator.Accounting;

namespace Gratis.Gateway.Tests.Crash;

/// <summary>Holds what a dead gateway's books say against what was really counted, crash after crash in the books of one day.</summary>
internal sealed class CrashLedger
{
    // Calls of a minute are forgotten one by one, on each side as it knows them; this far apart they may be on a loaded machine.
    private static readonly TimeSpan MinuteGrace = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, (long Excess, DateTimeOffset Ends)> _before = [];

    /// <summary>Pools that were compared.</summary>
    public long Compared { get; private set; }

    /// <summary>Those of them that held anything.</summary>
    public long Spent { get; private set; }

    /// <summary>The most that one crash added to a long pool, as a share of what it may add.</summary>
    public double Worst { get; private set; }

    /// <summary>Everything that is wrong with the books after one more crash.</summary>
    public IEnumerable<string> Compare(RestoredBooks books, WorldTruth truth, Traffic? traffic)
    {
        var atRestart = books.At(truth.At);
        var graceful = books.At(truth.At - MinuteGrace);
        foreach (var provider in truth.Providers)
        {
            foreach (var window in provider.Windows)
            {
                var isLong = window.Limit.EndsWith('d');
                if (window.Limit == "concurrency")
                    continue;
                var id = CrashWorld.PoolOf(provider.Id, window);
                if (!(isLong ? atRestart : graceful).TryGetValue(id, out var believed))
                {
                    yield return $"{id}: no such pool";
                    continue;
                }

                Compared++;
                Spent += window.Used > 0 ? 1 : 0;
                if (believed < window.Used)
                    yield return $"{id}: the books say {believed}, {window.Used} were counted";
                if (!isLong)
                    continue;

                var (grown, allowed) = (Grown(id, window, believed), Allowed(provider.Id, window, traffic));
                Worst = Math.Max(Worst, (double)grown / allowed);
                if (grown > allowed)
                    yield return $"{id}: one crash made the books {grown} too high, {allowed} are allowed ({believed} for {window.Used} of {window.Amount})";
            }
        }
    }

    private long Grown(string id, WindowTruth window, long believed)
    {
        var excess = believed - window.Used;
        var before = _before.TryGetValue(id, out var known) && known.Ends == window.ClearAt ? known.Excess : 0;
        _before[id] = (excess, window.ClearAt);
        return excess - before;
    }

    /// <summary>A fiftieth of the pool or one, and what clients or the kill cut off: those calls may never have been counted.</summary>
    private static long Allowed(string provider, WindowTruth window, Traffic? traffic)
    {
        var name = window.Model is { } model ? $"{provider}/{model}" : provider;
        var lost = (traffic?.HungUp(name) ?? 0) + (traffic?.Cut(name) ?? 0);
        var slice = Math.Max(1, window.Amount / 50);
        return slice + (window.Limit.StartsWith('t') ? (lost + Traffic.Clients) * Traffic.MostTokens : lost);
    }
}
