using System.Diagnostics;
using System.Runtime.InteropServices;
using Gratis.Load.Run;

namespace Gratis.Load.Peers;

/// <summary>Publishes the .NET peers, all in the same way: release, ready to run, on the shared framework.</summary>
internal static class Publisher
{
    public static string FolderOf(Peer peer, string root) => Path.Combine(root, "artifacts", "bench", peer.Name);

    public static void Publish(Peer peer, string root)
    {
        Console.Error.WriteLine($"publishing {peer.Title}");
        // What an earlier build left behind would be measured with it.
        if (Directory.Exists(FolderOf(peer, root)))
            Directory.Delete(FolderOf(peer, root), recursive: true);
        var architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var start = new ProcessStartInfo(DotnetHome.Program,
        [
            "publish", Path.Combine(root, peer.Project!), "-c", "Release", "-r", $"linux-{architecture}", "--self-contained", "false",
            $"-p:CustomBeforeMicrosoftCommonTargets={Path.Combine(root, "bench", "load", "publish.targets")}", "-p:PublishReadyToRun=true", "-o", FolderOf(peer, root), "-nodereuse:false", "-v", "quiet", "-nologo",
        ]);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("expected dotnet publish to start, got no process");
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new BenchException($"{peer.Title} does not build: see the lines above, or leave it out with --peers.");
    }
}
