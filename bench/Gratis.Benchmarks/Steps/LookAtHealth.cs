using BenchmarkDotNet.Attributes;
using Gratis.Benchmarks.Payloads;
using Gratis.Health;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;

namespace Gratis.Benchmarks.Steps;

/// <summary>What health costs a request whose route is well: four cells, nothing recorded in any.</summary>
public class LookAtHealth
{
    private readonly RouteHealth _health = Lane.OfRoutes(10, aThirdWalled: false).Resolve(VirtualNames.Auto)!.Slots[0].Candidates[0].Health;

    /// <summary>Proves that it is well.</summary>
    [GlobalSetup]
    public void Setup()
    {
        if (!Look() || !EnterAndRecord())
            throw new InvalidOperationException("The route must be open.");
    }

    /// <summary>The look a plan takes at every candidate.</summary>
    [Benchmark]
    public bool Look() => _health.Look(Lane.Now) == Gate.Open;

    /// <summary>An attempt: in, served, recorded.</summary>
    [Benchmark]
    public bool EnterAndRecord()
    {
        var entered = _health.TryEnter(Lane.Now, out var pass);
        _health.Record(pass, new Judgement(Verdict.Served, Reach.Request), Lane.Now);
        return entered;
    }
}
