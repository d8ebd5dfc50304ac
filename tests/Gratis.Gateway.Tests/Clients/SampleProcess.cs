using System.Diagnostics;
using Gratis.Gateway.Tests.Configuration;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Gateway.Tests.Packages;

namespace Gratis.Gateway.Tests.Clients;

/// <summary>A web app among the samples, as a process of its own on a free port.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private const string Announcement = "Now listening on: ";

    private readonly Process _process;
    private readonly Task _rest;

    private SampleProcess(Process process, Uri address, Task rest) => (_process, Address, _rest) = (process, address, rest);

    public Uri Address { get; }

    /// <summary>What the build has made of a sample; as debug or release as these tests are.</summary>
    public static string Dll(string sample)
    {
        var mine = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(mine.Parent!.Parent!.FullName, sample, mine.Name, sample + ".dll");
    }

    /// <summary>Starts it in its own folder, where its pages lie.</summary>
    public static async Task<SampleProcess> StartAsync(string sample, params string[] arguments)
    {
        var process = ToolProcess.Start(DotnetCommand.Program, Repository.Path("samples/" + sample), [Dll(sample), "--urls", "http://127.0.0.1:0", .. arguments]);
        while (await process.StandardOutput.ReadLineAsync().Soon() is { } line)
        {
            if (line.IndexOf(Announcement, StringComparison.Ordinal) is >= 0 and var at)
                return new SampleProcess(process, new Uri(line[(at + Announcement.Length)..]), Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()));
        }

        throw new InvalidOperationException("It has ended before it listened: " + await process.StandardError.ReadToEndAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _rest.Soon();
        _process.Dispose();
    }
}
