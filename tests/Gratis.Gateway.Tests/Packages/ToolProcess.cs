using System.Diagnostics;
using System.Runtime.InteropServices;
using Gratis.Gateway.Tests.Configuration;

namespace Gratis.Gateway.Tests.Packages;

/// <summary>The SDK and what was made with it, as processes of their own.</summary>
internal static class ToolProcess
{
    /// <summary>Far longer than a publish takes on a loaded machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <summary>debug or release, as these tests were built: so that nothing is built a second time.</summary>
    public static string Configuration => Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)).Equals("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";

    public static string Project => Repository.Path(Path.Combine("src", "Gratis.Gateway"));

    /// <summary>Runs the SDK; fails with what it said where it fails.</summary>
    public static async Task SdkAsync(string folder, params string[] arguments)
    {
        var (exit, said) = await RunAsync(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", folder, arguments);
        exit.ShouldBe(0, $"dotnet {string.Join(' ', arguments)}\n{said}");
    }

    /// <summary>Runs a program in an environment without keys; its exit and all that it said.</summary>
    public static async Task<(int Exit, string Out)> RunAsync(string program, string folder, params string[] arguments)
    {
        using var process = Start(program, folder, arguments);
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, process.ExitCode == 0 ? await said : await said + await complained);
    }

    public static Process Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(IsNoneOfItsBusiness).ToList())
            start.Environment.Remove(name);

        // What these tests were started by must not be what those processes are configured by; an installed tool asks where the runtime is.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["GRATIS_DATA"] = Path.Combine(folder, "data");
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private static bool IsNoneOfItsBusiness(string name) =>
        name.EndsWith("_API_KEY", StringComparison.Ordinal) || name.EndsWith("_TOKEN", StringComparison.Ordinal)
        || name.StartsWith("GRATIS", StringComparison.Ordinal) || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name == "CI";
}
