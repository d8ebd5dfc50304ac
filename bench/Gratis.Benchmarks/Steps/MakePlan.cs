using BenchmarkDotNet.Attributes;
using Gratis.Benchmarks.Payloads;
using Gratis.Catalog;
using Gratis.Routing;
using Gratis.Routing.Choosing;
using Gratis.Wire;

namespace Gratis.Benchmarks.Steps;

/// <summary>From <c>auto</c> to the ordered plan over every free route.</summary>
public class MakePlan
{
    private RoutingTable? _table;
    private RequestNeeds _needs;

    /// <summary>How many routes the catalogue has.</summary>
    [Params(10, 100, 1000)]
    public int Routes { get; set; }

    /// <summary>How well they are.</summary>
    [Params("all healthy", "a third walled")]
    public string Health { get; set; } = "";

    /// <summary>Who chooses among the equals in front.</summary>
    [Params("nobody", "conversation", "measures")]
    public string Chooses { get; set; } = "";

    /// <summary>Builds the table and proves the plan.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _needs = new RequestNeeds(Operation.Chat, Capability.Tools)
        {
            Conversation = Chooses == "conversation" ? StableHash.Of("a conversation") : 0,
            Lot = Chooses == "measures" ? new Lot(7, IsTrial: false) : default,
        };
        var walled = Health == "a third walled";
        _table = Lane.OfRoutes(Routes, walled);
        Measure();
        if (Resolve() != Routes || ResolveAndPlan() != Routes - (walled ? (Routes + 2) / 3 : 0))
            throw new InvalidOperationException("The plan must hold every open route.");
    }

    /// <summary>The name alone.</summary>
    [Benchmark]
    public int Resolve() => _table!.Resolve(VirtualNames.Auto)!.Slots.Length;

    /// <summary>The name and the plan, for a request with functions.</summary>
    [Benchmark]
    public int ResolveAndPlan() =>
        Planner.Create(_table!.Resolve(VirtualNames.Auto)!, _needs, default, Lane.Now).Candidates.Count;

    /// <summary>What a request costs: as many candidates as it could ever try.</summary>
    [Benchmark]
    public int PlanAsTried() => Planner.Create(_table!.Resolve(VirtualNames.Auto)!, _needs, default, Lane.Now, enough: 32).Candidates.Count;

    private void Measure()
    {
        foreach (var slot in _table!.Resolve(VirtualNames.Auto)!.Slots)
        {
            for (var call = 0; call < 20; call++)
                slot.Candidates[0].Measure.Served(TimeSpan.FromMilliseconds(500 + (call * 20)), Lane.Now);
        }
    }
}
