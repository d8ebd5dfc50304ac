using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Learned;
using Gratis.Catalog.Ranking;
using Gratis.Discovery;
using Gratis.Health.Measures;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Options;
using Gratis.Tests.Discovery;
using Gratis.Tests.Storage;
using Gratis.Tests.Time;
using Gratis.Upstream;

namespace Gratis.Tests.Hosting.Catalogue;

public sealed class CatalogKeeperTests : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(60);

    private readonly VirtualTime _time = new();
    private readonly ListNetwork _network;
    private readonly UpstreamConnections _connections;
    private readonly DiscoveryService _discovery;
    private readonly EvidenceBook _evidence;
    private readonly MeasureBook _measures = new();
    private readonly OwnerEdits _edits = new();
    private readonly RecordingLog<CatalogKeeper> _log = new();
    private readonly CatalogKeeper _keeper;
    private int _made;

    public CatalogKeeperTests()
    {
        _network = new ListNetwork(_time);
        _network.On("a", DiscoveryWorld.Lists("x", "y"));
        _connections = new UpstreamConnections(_network.HandlerFor);
        _evidence = new EvidenceBook(_time);
        _discovery = DiscoveryWorld.End(DiscoveryService.OpenAsync(
            new DiscoveryEdges(_time, new Random(3), _connections, "gratis/test", new RecordingLog<DiscoveryService>()), CancellationToken.None).AsTask());
        _keeper = new CatalogKeeper(new CatalogParts(BuiltInFacts.Load(), _time, _evidence, _measures, _discovery, _edits, _log), Request());
        _time.Advance(DiscoveryWorld.Start + Moment);
        _keeper.Changed = _ => _made++;
    }

    [Fact]
    public void A_list_that_comes_in_becomes_routes() => Ids().ShouldBe(["a/x", "a/y"]);

    [Fact]
    public void News_that_come_together_are_taken_up_together()
    {
        for (var i = 0; i < 100; i++)
            _evidence.Of("a/x").SawRefused("p" + (i % 5), null);
        _made.ShouldBe(0);

        _time.Advance(Moment);
        _made.ShouldBe(1);
        Route("a/x").RejectedParameters.Count.ShouldBe(5);
    }

    [Fact]
    public void A_cost_is_announced_and_changes_the_catalogue_in_a_moment()
    {
        _evidence.Of("a/x").SawCost(0.5m, "0.5 USD in the usage of an answer");
        _time.Advance(Moment);

        Route("a/x").IsFree.ShouldBeFalse();
        _keeper.News.ToList()[^1].What.ShouldContain("0.5 USD");
        _log.Lines.ShouldContain(line => line.Text.Contains("a/x is free no more"));
    }

    [Fact]
    public void A_call_that_is_told_of_an_unknown_model_has_the_list_asked_soon()
    {
        var before = _network.Count("a");
        _evidence.Of("a/x").SawGone("404");
        _time.Advance(TimeSpan.FromMinutes(11));

        _network.Count("a").ShouldBe(before + 1);
    }

    [Fact]
    public async Task What_the_owner_changes_counts_when_the_change_returns()
    {
        await _edits.EditAsync("a/x", edit => edit with { Enabled = false }, CancellationToken.None);

        Route("a/x").State.ShouldBe(RouteState.Disabled);
    }

    [Fact]
    public void How_routes_fare_moves_them_after_a_while()
    {
        Ids().First().ShouldBe("a/x");
        for (var i = 0; i < 60; i++)
            _measures.Route("a/x").Failed(_time.GetUtcNow());
        _time.Advance(TimeSpan.FromMinutes(6));

        Ids().First().ShouldBe("a/y");
    }

    [Fact]
    public void Another_config_has_its_own_providers_and_forgets_the_rest()
    {
        _network.On("b", DiscoveryWorld.Lists("z"));
        _keeper.Configure(Request("b"));
        _time.Advance(DiscoveryWorld.Start + Moment);

        Ids().ShouldBe(["b/z"]);
    }

    public void Dispose()
    {
        _keeper.Dispose();
        _discovery.Dispose();
        _connections.Dispose();
        _edits.Dispose();
    }

    private static CatalogRequest Request(string provider = "a")
    {
        var options = new GratisOptions { Discovery = { SecondOpinion = false } };
        options.Providers[provider] = new ProviderOptions { BaseUrl = $"http://{provider}.test/v1", ApiKey = "k" };
        return new CatalogRequest(options, static _ => null);
    }

    private IEnumerable<string> Ids() => _keeper.Current.Routes.Select(route => route.Id);

    private Route Route(string id) => _keeper.Current.FindRoute(id).ShouldNotBeNull();
}
