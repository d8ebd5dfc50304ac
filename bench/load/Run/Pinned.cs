using System.Diagnostics;

namespace Gratis.Load.Run;

/// <summary>Starts processes on one CPU. The kernel ends them with this process, however it ends.</summary>
internal static class Pinned
{
    public const int GatewayCpu = 0;
    public const int LoadCpu = 1;

    /// <summary>Starts a program whose standard streams are the caller's to use.</summary>
    public static Process StartTalking(int cpu, IEnumerable<string> command) =>
        Start(cpu, command, redirect: true);

    /// <summary>Starts a program that writes to a log file, without this process in between.</summary>
    public static Process StartLogging(int cpu, IEnumerable<string> command, string log) =>
        Start(cpu, ["sh", "-c", "exec \"$@\" >\"$0\" 2>&1", log, .. command], redirect: false);

    /// <summary>Ends a process and everything it started.</summary>
    public static void End(Process process)
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static Process Start(int cpu, IEnumerable<string> command, bool redirect)
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "taskset", "-c", $"{cpu}", .. command])
        {
            RedirectStandardInput = redirect,
            RedirectStandardOutput = redirect,
        };
        start.Environment["DOTNET_ROOT"] = DotnetHome.Folder;
        return Process.Start(start) ?? throw new InvalidOperationException($"expected a process, got none: {string.Join(' ', command)}");
    }
}
