using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gratis.Load.Client;
using Gratis.Load.Peers;

namespace Gratis.Load.Run;

/// <summary>A running peer. The one without a process is the upstream itself.</summary>
internal sealed class Gateway : IDisposable
{
    private const int StartLimitMilliseconds = 60_000;
    private const int AskAgainMilliseconds = 5;

    private readonly Process? _process;
    private readonly string _folder;

    private Gateway(Peer peer, Ends ends, string root, CancellationToken cancel)
    {
        Peer = peer;
        Port = peer.Command is null ? ends.UpstreamPort : FreePort();
        _folder = Directory.CreateTempSubdirectory("gratis-bench-").FullName;
        if (peer.Command is null)
            return;
        var log = Path.Combine(root, "artifacts", "bench", $"{peer.Name}.log");
        var command = peer.Command(new Place(Port, ends.UpstreamPort, _folder, Publisher.FolderOf(peer, root)));
        var begun = Stopwatch.GetTimestamp();
        _process = Pinned.StartLogging(Pinned.GatewayCpu, command, log);
        try
        {
            WaitUntilItServes(ends, log, begun, cancel);
        }
        catch
        {
            Dispose();
            throw;
        }

        ColdStartSeconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    public Peer Peer { get; }

    /// <summary>Where requests go.</summary>
    public int Port { get; }

    /// <summary>From the start of the process to its first right answer.</summary>
    public double ColdStartSeconds { get; }

    /// <summary>It has a process, so that CPU time and memory are its own.</summary>
    public bool HasProcess => _process is not null;

    public double ResidentMiB => ProcessFacts.ResidentMiB(_process!.Id);

    public double PeakResidentMiB => ProcessFacts.PeakResidentMiB(_process!.Id);

    public double CpuSeconds => _process is null ? 0 : ProcessFacts.CpuSeconds(_process.Id);

    /// <summary>Starts a peer and waits until it serves.</summary>
    public static Gateway Start(Peer peer, Ends ends, string root, CancellationToken cancel) => new(peer, ends, root, cancel);

    public void Dispose()
    {
        if (_process is not null)
            Pinned.End(_process);
        Directory.Delete(_folder, recursive: true);
    }

    private void WaitUntilItServes(Ends ends, string log, long begun, CancellationToken cancel)
    {
        while (true)
        {
            var answer = ends.Measure(new Job(Port, Peer.Model, Connections: 1));
            if (answer.Errors == 0)
                return;
            if (_process!.HasExited || Stopwatch.GetElapsedTime(begun).TotalMilliseconds > StartLimitMilliseconds)
                throw new BenchException($"{Peer.Title} does not serve: {answer.FirstError}. Its log is {log}.");
            cancel.WaitHandle.WaitOne(AskAgainMilliseconds);
            cancel.ThrowIfCancellationRequested();
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
