using BenchmarkDotNet.Attributes;
using Gratis.Benchmarks.Payloads;
using Gratis.Catalog;
using Gratis.Routing;
using Gratis.Wire;

namespace Gratis.Benchmarks.Steps;

/// <summary>From <c>auto</c> to the ordered plan over every free route.</summary>
public class MakePlan
{
    private RoutingTable? _table;

    /// <summary>How many routes the catalogue has.</summary>
    [Params(10, 100, 1000)]
    public int Routes { get; set; }

    /// <summary>How well they are.</summary>
    [Params("all healthy", "a third walled")]
    public string Health { get; set; } = "";

    /// <summary>Builds the table and proves the plan.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var walled = Health == "a third walled";
        _table = Lane.OfRoutes(Routes, walled);
        if (Resolve() != Routes || ResolveAndPlan() != Routes - (walled ? (Routes + 2) / 3 : 0))
            throw new InvalidOperationException("The plan must hold every open route.");
    }

    /// <summary>The name alone.</summary>
    [Benchmark]
    public int Resolve() => _table!.Resolve(VirtualNames.Auto)!.Slots.Count;

    /// <summary>The name and the plan, for a request with functions.</summary>
    [Benchmark]
    public int ResolveAndPlan() =>
        Planner.Create(_table!.Resolve(VirtualNames.Auto)!, new RequestNeeds(Operation.Chat, Capability.Tools), default, Lane.Now).Candidates.Count;
}
