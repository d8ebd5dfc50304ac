using System.Runtime.InteropServices;
using Gratis.Load;
using Gratis.Load.Peers;
using Gratis.Load.Run;

return args switch
{
    ["load-generator"] => Helpers.RunLoadGenerator(),
    ["mock-upstream"] => Helpers.RunMockUpstream(),
    _ => RunBench(args),
};

static int RunBench(string[] args)
{
    var here = AllPeers.Here();
    var root = FindRoot();
    if (Options.Parse(args, [.. here.Select(peer => peer.Name)], root, out var wrong) is not { } options)
    {
        Console.Error.WriteLine($"{wrong}\n\n{Options.Usage}");
        return 2;
    }

    if (Environment.ProcessorCount < 2)
    {
        Console.Error.WriteLine("The bench needs two CPUs: one for the gateway, one for the load.");
        return 2;
    }

    using var stop = new CancellationTokenSource();
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    try
    {
        var peers = options.Peers.Select(name => here.First(peer => peer.Name == name)).ToArray();
        foreach (var peer in peers.Where(peer => options.Publish && peer.Project is not null))
            Publisher.Publish(peer, root);
        var results = new Bench(options, peers, root, stop.Token).Run();
        Report.WriteJson(results, peers, options);
        Console.WriteLine(Report.ToMarkdown(results, peers));
        return results.Errors.Count == 0 ? 0 : 1;
    }
    catch (BenchException cannot)
    {
        Console.Error.WriteLine(cannot.Message);
        return 2;
    }
    catch (OperationCanceledException)
    {
        return 130;
    }

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}

static string FindRoot()
{
    var folder = new DirectoryInfo(AppContext.BaseDirectory);
    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gratis.slnx")))
        folder = folder.Parent;
    return folder?.FullName ?? throw new InvalidOperationException("expected to run inside the repository, found no Gratis.slnx above the program");
}
