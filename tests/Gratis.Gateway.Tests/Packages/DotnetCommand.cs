using System.Diagnostics;

namespace Gratis.Gateway.Tests.Packages;

/// <summary>Runs a program to its end and gives what it said; anything but success fails the test with all of that.</summary>
internal static class DotnetCommand
{
    // Building on a machine that is busy with other tests takes its time; what takes longer than this hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The SDK, without anything that would outlive the command.</summary>
    public static Task<string> BuildAsync(string folder, string command, params string[] arguments) =>
        RunAsync(folder, Program, input: null, [command, .. arguments, "-nologo", "-nodereuse:false", "-maxcpucount:1", "-p:UseSharedCompilation=false", "-p:RunAnalyzers=false"]);

    public static string Program => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static Task<string> RunAsync(string folder, string program, string? input, params string[] arguments) =>
        RunAsync(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder }, input);

    public static async Task<string> RunAsync(ProcessStartInfo start, string? input)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";

        // The test host's own settings are not for what it starts.
        start.Environment.Remove("MSBuildSDKsPath");
        start.Environment.Remove("MSBUILD_EXE_PATH");

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            if (input is not null)
                await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            var (said, complained) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            process.ExitCode.ShouldBe(0, $"{start.FileName} {string.Join(' ', start.ArgumentList)}\n{await said}\n{await complained}");
            return await said;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
