using System.Collections.Concurrent;
using System.Diagnostics;

namespace Gratis.Gateway.Tests.Crash;

/// <summary>The real gateway, as a process of its own that can be killed at any instant.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private const string Announcement = "Listening on ";

    // What a child needs to find the runtime; everything else might hold a provider's key.
    private static readonly string[] Inherited = ["PATH", "HOME", "USERPROFILE", "SystemRoot", "TEMP", "TMP", "TMPDIR", "DOTNET_ROOT", "LD_LIBRARY_PATH"];

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GatewayProcess(Process process) => _process = process;

    /// <summary>All that it has said.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Starts on the config and the data that lie in a folder.</summary>
    public static GatewayProcess Start(string folder)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Gratis.Gateway.dll"), "--port", "0", "--data", Path.Combine(folder, "data")])
            start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                start.Environment[name] = value;
        }

        // These processes are counted call by call: nobody but the test may ask anything.
        start.Environment["GRATIS__DISCOVERY__ENABLED"] = "false";

        var gateway = new GatewayProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        gateway._process.OutputDataReceived += gateway.Hear;
        gateway._process.ErrorDataReceived += gateway.Hear;
        gateway._process.Exited += (_, _) => gateway._listening.TrySetException(new InvalidOperationException());
        gateway._process.Start();
        gateway._process.BeginOutputReadLine();
        gateway._process.BeginErrorReadLine();
        return gateway;
    }

    /// <summary>Where it listens, once it does.</summary>
    public async Task<Uri> ListeningAsync()
    {
        try
        {
            return await _listening.Task.WaitAsync(CrashWorld.Patience);
        }
        catch (InvalidOperationException)
        {
            throw new InvalidOperationException("The gateway has ended before it listened: " + Output);
        }
    }

    /// <summary>SIGKILL: not another instruction of it is run.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync();
    }

    /// <summary>SIGTERM, as a service manager stops it; its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await ExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();

        // Whether anybody waited for it or not.
        _ = _listening.Task.Exception;
        _process.Dispose();
    }

    private Task ExitAsync() => _process.WaitForExitAsync().WaitAsync(CrashWorld.Patience);

    private void Hear(object sender, DataReceivedEventArgs said)
    {
        if (said.Data is not { } line)
            return;
        _lines.Enqueue(line);
        if (line.IndexOf(Announcement, StringComparison.Ordinal) is >= 0 and var at)
            _listening.TrySetResult(new Uri(line[(at + Announcement.Length)..].Trim()));
    }
}
