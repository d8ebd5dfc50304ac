using BenchmarkDotNet.Attributes;
using Gratis.Benchmarks.Payloads;
using Gratis.Catalog;
using Gratis.Routing;
using Gratis.Wire;

namespace Gratis.Benchmarks.Steps;

/// <summary>What a new list of models costs, and what a large catalogue costs each request.</summary>
public class MakeCatalogue
{
    private LargeCatalogue? _known;
    private CatalogSnapshot? _catalog;
    private RoutingTable? _table;

    /// <summary>How many routes there are, all of them free.</summary>
    [Params(500, 5000)]
    public int Routes { get; set; }

    /// <summary>Builds once and proves what was built.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _known = new LargeCatalogue(Routes);
        _catalog = _known.Build();
        _table = _known.Table(_catalog);
        if (_catalog.Routes.Count != Routes || _table.Resolve(VirtualNames.Free)!.Slots.Length != Routes || PlanForAuto() == 0)
            throw new InvalidOperationException("Every route must be there and free.");
    }

    /// <summary>From lists, evidence and the owner's word to a ranked catalogue and all names in it.</summary>
    [Benchmark]
    public object Rebuild() => _known!.Table(_known.Build());

    /// <summary>Its first half: what is believed of every route, ranked.</summary>
    [Benchmark]
    public object Believe() => _known!.Build();

    /// <summary>Its second half: what every name stands for.</summary>
    [Benchmark]
    public object Index() => _known!.Table(_catalog!);

    /// <summary>A route by its full name.</summary>
    [Benchmark]
    public object ByName() => _table!.Resolve("provider-7/meta-llama/llama-3.42-70b-instruct:free") ?? throw new InvalidOperationException();

    /// <summary>A model by a spelling that no list has.</summary>
    [Benchmark]
    public object ByFamily() => _table!.Resolve("Llama-3.42-70B") ?? throw new InvalidOperationException();

    /// <summary>The plan as a request has it made.</summary>
    [Benchmark]
    public int PlanForAuto() =>
        Planner.Create(_table!.Resolve(VirtualNames.Auto)!, new RequestNeeds(Operation.Chat, Capability.Tools), default, Lane.Now, enough: 32).Candidates.Count;

    /// <summary>The plan as it is explained: every route has its say.</summary>
    [Benchmark]
    public int WholePlan() =>
        Planner.Create(_table!.Resolve(VirtualNames.Auto)!, new RequestNeeds(Operation.Chat, Capability.Tools), default, Lane.Now).Candidates.Count;
}
