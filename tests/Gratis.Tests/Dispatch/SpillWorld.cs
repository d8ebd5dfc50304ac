using System.Text;
using Gratis.Catalog;
using Gratis.Dispatch;
using Gratis.Hosting.Options;
using Gratis.Quotas;
using Gratis.Routing.Explaining;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;
using Gratis.Tests.Time;
using Gratis.Wire;

namespace Gratis.Tests.Dispatch;

/// <summary>
/// A free route <c>f/m</c> that is out of quota, and a paid one, <c>p/m</c>, that counts only what comes out: a tenth of a cent per token. Its
/// answers come to five tokens, half a cent.
/// </summary>
internal sealed class SpillWorld : IDisposable
{
    public const string Everything = "llmproxy/loadbalanced";
    public const string Ten = "\"max_tokens\":10,";

    private readonly World _world = new(new CatalogSketch().Routes("f/m").Route("p/m", free: false));
    private readonly CatalogSnapshot _catalog;

    public SpillWorld(SpillOptions spill)
        : this(spill, new Price(0, 1000))
    {
    }

    public SpillWorld(SpillOptions spill, Price? price)
    {
        var sketched = _world.Engine.Routes.Catalog;
        _catalog = new CatalogSnapshot(
            sketched.Providers,
            [sketched.FindRoute("f/m")!, new Route(sketched.FindProvider("p")!, "m") { Kind = ModelKind.Chat, Price = price }],
            [])
        {
            SpillTargets = [],
        };
        Reload(spill);
        Network.On("f/m", Reply.Limited(3600 * 24 * 40));
        Network.On("p/m", Reply.Ok);
    }

    public VirtualTime Time => _world.Time;

    public ScriptedNetwork Network => _world.Network;

    public QuotaLedger Ledger => _world.Engine.Quotas;

    public int Paid => Network.Calls.Count(call => call.Route == "p/m");

    public static SpillOptions Budget(decimal month, decimal? day = null, string zone = "UTC") =>
        new() { Enabled = true, MonthlyBudgetUsd = month, DailyBudgetUsd = day, Zone = zone };

    public void Reload(SpillOptions spill) => _world.Engine.Reconfigure(_catalog, new RequestLimits { MaxConcurrent = 100 }, spill);

    /// <summary>The budget of one client.</summary>
    public QuotaSet Client(string name, decimal? day = null, decimal? month = null) => Ledger.SetForBudget(new BudgetTerms(day, month), name);

    public Bought Ask(string model = Everything, bool stream = false, double maxWait = 0, string members = Ten, QuotaSet? budget = null) =>
        Time.Run(() => AskAsync(model, stream, maxWait, members, budget));

    public async Task<Bought> AskAsync(
        string model = Everything, bool stream = false, double maxWait = 0, string members = Ten, QuotaSet? budget = null, CancellationToken cancel = default)
    {
        var request = World.Request(model, stream, maxWait, members);
        request = new GatewayRequest { Id = request.Id, Operation = request.Operation, Body = request.Body, Facts = request.Facts, MaxWait = request.MaxWait, Budget = budget };
        var client = new ClientPipe();
        await using var answer = await _world.Engine.SendAsync(request, cancel);
        if (answer.IsStream)
            await answer.CopyToAsync(client, cancel);
        return new Bought(answer.Status, answer.IsStream ? client.Text : Encoding.UTF8.GetString(answer.Body.Span), answer.Error, answer.Trail.ToString(), answer.CostUsd, answer.SpillReason);
    }

    /// <summary>Why a request would go where it would.</summary>
    public Explanation Explain(string model = Everything, string members = Ten, QuotaSet? budget = null)
    {
        var request = World.Request(model, members: members);
        return _world.Engine.Explain(new GatewayRequest { Id = request.Id, Operation = request.Operation, Body = request.Body, Facts = request.Facts, Budget = budget })!;
    }

    /// <summary>What a budget says, in US dollars.</summary>
    public (decimal Used, decimal Held) Books(string pool = "budget:usdpmo")
    {
        var report = Ledger.Report().Single(known => known.Name.Id == pool);
        return (report.Used / BudgetTerms.PerDollar, report.Held / BudgetTerms.PerDollar);
    }

    public void Dispose() => _world.Dispose();
}

/// <summary>What a client heard, and what it cost.</summary>
internal sealed record Bought(int Status, string Text, GatewayError? Error, string Trail, decimal? CostUsd, string? SpillReason)
{
    public string Message => Error?.Message ?? "";
}
