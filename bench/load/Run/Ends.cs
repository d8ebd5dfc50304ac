using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Gratis.Load.Client;

namespace Gratis.Load.Run;

/// <summary>The mock upstream and the load generator, each in a process of its own on the CPU the gateway does not have.</summary>
internal sealed class Ends : IDisposable
{
    private readonly Process _upstream = StartHelper("mock-upstream");
    private readonly Process _generator = StartHelper("load-generator");
    private int _paceMilliseconds;

    public Ends() => UpstreamPort = int.Parse(Answer(_upstream), CultureInfo.InvariantCulture);

    /// <summary>Where the mock upstream listens.</summary>
    public int UpstreamPort { get; }

    /// <summary>CPU time the two have used, in seconds.</summary>
    public double CpuSeconds => ProcessFacts.CpuSeconds(_upstream.Id) + ProcessFacts.CpuSeconds(_generator.Id);

    /// <summary>Sets the time between two events of a stream.</summary>
    public void SetPace(int milliseconds)
    {
        _paceMilliseconds = milliseconds;
        CountAtUpstream();
    }

    /// <summary>Makes a measurement. An answer the upstream never gave counts as an error: it was made up on the way.</summary>
    public Measured Measure(Job job)
    {
        var before = CountAtUpstream();
        _generator.StandardInput.WriteLine(JsonSerializer.Serialize(job));
        var measured = JsonSerializer.Deserialize<Measured>(Answer(_generator))
            ?? throw new InvalidDataException("expected a measurement, got null");
        var madeUp = measured.Served - (CountAtUpstream() - before);
        return madeUp <= 0
            ? measured
            : measured with { Errors = measured.Errors + madeUp, FirstError = measured.FirstError ?? "answers the upstream never gave" };
    }

    public void Dispose()
    {
        Pinned.End(_generator);
        Pinned.End(_upstream);
    }

    private long CountAtUpstream()
    {
        _upstream.StandardInput.WriteLine(_paceMilliseconds);
        return long.Parse(Answer(_upstream), CultureInfo.InvariantCulture);
    }

    private static string Answer(Process helper) =>
        helper.StandardOutput.ReadLine() ?? throw new InvalidOperationException("a helper of the bench ended early; see the lines above");

    private static Process StartHelper(string role) =>
        Pinned.StartTalking(Pinned.LoadCpu, [DotnetHome.Program, typeof(Ends).Assembly.Location, role]);
}
