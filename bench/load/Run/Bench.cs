using System.Diagnostics;
using Gratis.Load.Client;
using Gratis.Load.Peers;

namespace Gratis.Load.Run;

/// <summary>
/// The run. First every peer is started afresh, several times, for what depends on a fresh process. Then all of them stay up and
/// take turns, case by case, round by round, so that whatever else the machine does falls on all of them alike.
/// </summary>
internal sealed class Bench(Options options, IReadOnlyList<Peer> peers, string root, CancellationToken cancel)
{
    private const int FreshStarts = 3;
    private const int RestMilliseconds = 2000;
    private const int MaxWarmUps = 25;
    private const int WarmUpsWithoutGain = 4;

    private static readonly Metric ColdStart = new("cold-start", "cold start to the first 200, s", "0.00");
    private static readonly Metric Idle = new("memory-idle", "memory at rest, MiB", "0");
    private static readonly Metric AfterLoad = new("memory-after-load", "memory after the JSON load, MiB", "0");
    private static readonly Metric SlowServed = new("slow-1000-served", "1,000 slow streams, served", "0");
    private static readonly Metric SlowSeconds = new("slow-1000-seconds", "1,000 slow streams, median s (ideal 5.1)", "0.00");
    private static readonly Metric SlowMemory = new("slow-1000-memory", "1,000 slow streams, KiB each", "0.0");

    private readonly Results _results = new(AllPeers.Yardstick);

    /// <summary>Answers a second under this load.</summary>
    public static Metric RateOf(Case load) => new(load.Id, $"{load.Title}, {load.What}s/s", "#,0");

    public Results Run()
    {
        using var ends = new Ends();
        for (var round = 1; round <= FreshStarts; round++)
        {
            foreach (var peer in peers)
            {
                Say($"fresh start {round} of {FreshStarts}: {peer.Title}");
                MeasureFresh(peer, ends);
            }
        }

        var gateways = new List<Gateway>();
        try
        {
            foreach (var peer in peers)
                gateways.Add(Gateway.Start(peer, ends, root, cancel));
            foreach (var gateway in gateways)
                WarmUp(gateway, ends);
            MeasureInTurns(Case.Json, gateways, ends);
            foreach (var gateway in gateways.Where(gateway => gateway.HasProcess))
                _results.Add(AfterLoad, gateway.Peer.Name, gateway.ResidentMiB);
            MeasureInTurns(Case.Other, gateways, ends);
        }
        finally
        {
            foreach (var gateway in gateways)
                gateway.Dispose();
        }

        return _results;
    }

    private static Metric CpuOf(Case load) => new(load.Id + "-cpu", $"{load.Title}, gateway CPU µs a {load.What}", "#,0");

    private void MeasureFresh(Peer peer, Ends ends)
    {
        using var gateway = Gateway.Start(peer, ends, root, cancel);
        for (var request = 0; request < 20; request++)
            Judge("first requests", peer, ends.Measure(new Job(gateway.Port, peer.Model, Connections: 1)));
        Rest(RestMilliseconds);
        var idle = gateway.HasProcess ? gateway.ResidentMiB : 0;

        ends.SetPace(Case.SlowPaceMilliseconds);
        var slow = ends.Measure(Case.SlowJobFor(gateway));
        ends.SetPace(0);
        Judge("slow streams", peer, slow);
        _results.Add(SlowServed, peer.Name, slow.Served);
        _results.Add(SlowSeconds, peer.Name, slow.MedianUs / 1e6);
        if (!gateway.HasProcess)
            return;
        _results.Add(SlowMemory, peer.Name, (gateway.PeakResidentMiB - idle) * 1024 / Case.SlowStreams);
        _results.Add(ColdStart, peer.Name, gateway.ColdStartSeconds);
        _results.Add(Idle, peer.Name, idle);
    }

    /// <summary>
    /// Just-in-time compilers get the time they need: until rounds bring no gain any more. CPU time shows a gain even while other
    /// work slows the machine down.
    /// </summary>
    private void WarmUp(Gateway gateway, Ends ends)
    {
        var best = double.MaxValue;
        for (int round = 1, gainless = 0; round <= MaxWarmUps && gainless < WarmUpsWithoutGain; round++)
        {
            var cpu = gateway.CpuSeconds;
            var measured = ends.Measure(new Job(gateway.Port, gateway.Peer.Model, Connections: 64, Seconds: 1));
            var cost = gateway.HasProcess ? (gateway.CpuSeconds - cpu) / measured.Served : 1 / measured.Rate;
            foreach (var other in Case.Other)
                ends.Measure(other.For(gateway, 0.1));
            // A compiler in the background waits for a moment in which nothing new is called.
            Rest(300);
            gainless = cost < best * 0.97 ? 0 : gainless + 1;
            best = Math.Min(best, cost);
            Say($"warming up {gateway.Peer.Title}: {measured.Rate:0} requests/s");
        }
    }

    private void MeasureInTurns(IReadOnlyList<Case> cases, List<Gateway> gateways, Ends ends)
    {
        foreach (var load in cases)
        {
            Say(load.Title);
            for (var round = 0; round < options.Rounds; round++)
            {
                foreach (var gateway in gateways)
                    Measure(load, gateway, ends);
            }
        }
    }

    private void Measure(Case load, Gateway gateway, Ends ends)
    {
        cancel.ThrowIfCancellationRequested();
        var peer = gateway.Peer;
        var begun = Stopwatch.GetTimestamp();
        var others = OthersCpuSeconds(gateway, ends);
        var cpu = gateway.CpuSeconds;
        var measured = ends.Measure(load.For(gateway, options.Seconds));
        cpu = gateway.CpuSeconds - cpu;
        _results.AddOtherWork((OthersCpuSeconds(gateway, ends) - others) / Stopwatch.GetElapsedTime(begun).TotalSeconds);
        Judge(load.Title, peer, measured);
        _results.Add(RateOf(load), peer.Name, measured.Rate);
        if (load.Connections == 1)
            _results.Add(new Metric(load.Id + "-median", $"{load.Title}, median µs", "#,0"), peer.Name, measured.MedianUs);
        if (gateway.HasProcess)
            _results.Add(CpuOf(load), peer.Name, cpu * 1e6 / measured.Served);
    }

    private static double OthersCpuSeconds(Gateway gateway, Ends ends) =>
        ProcessFacts.MachineCpuSeconds() - gateway.CpuSeconds - ends.CpuSeconds;

    private void Judge(string where, Peer peer, Measured measured)
    {
        if (measured.Errors > 0)
            _results.AddErrors(where, peer.Title, measured.Errors, measured.FirstError);
    }

    private void Rest(int milliseconds)
    {
        cancel.WaitHandle.WaitOne(milliseconds);
        cancel.ThrowIfCancellationRequested();
    }

    private static void Say(string what) => Console.Error.WriteLine(what);
}
