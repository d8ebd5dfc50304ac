using Gratis.Catalog;
using Gratis.Dispatch;
using Gratis.Health;
using Gratis.Hosting;
using Gratis.Tests.Routing;
using Gratis.Upstream.Verdicts;
using Gratis.Wire;

namespace Gratis.Tests.Hosting;

public sealed class EngineTests
{
    private static readonly CatalogSketch One = new CatalogSketch().Routes("a/m");

    [Fact]
    public void Every_request_has_an_id_of_its_own()
    {
        using var world = new World("a/m");
        Enumerable.Range(0, 1000).Select(_ => world.Engine.NextRequestId()).Distinct().Count().ShouldBe(1000);
    }

    [Fact]
    public void A_reload_serves_new_routes_at_once_and_forgets_no_wall()
    {
        using var world = new World(One);
        world.Network.On("a/m", Reply.Limited(100));
        world.Network.On("b/m", Reply.Ok);
        world.Ask("auto", maxWait: 0).Code.ShouldBe("quota_exhausted");

        world.Engine.Reconfigure(new CatalogSketch().Routes("a/m", "b/m").Build(), new RequestLimits());
        world.Ask("auto").Trail.ShouldBe("b/m=served");
        world.Ask("a/m", maxWait: 0).Code.ShouldBe("quota_exhausted");
        world.Network.Calls.Count(c => c.Route == "a/m").ShouldBe(1);
    }

    [Fact]
    public void A_model_that_is_listed_again_is_asked_at_once_and_no_sooner()
    {
        using var world = new World(One);
        world.Network.On("a/m", Reply.Error(404), Reply.Ok);
        world.Ask("a/m").Trail.ShouldBe("a/m=model_gone");

        world.Engine.Reconfigure(One.Build(), new RequestLimits());
        world.Ask("a/m").Attempts.ShouldBe(0);

        world.Engine.Evidence.Of("a/m").CameBack();
        world.Engine.Reconfigure(One.Build(), new RequestLimits());
        world.Ask("a/m").Trail.ShouldBe("a/m=served");
    }

    [Fact]
    public void A_request_in_flight_finishes_on_the_catalogue_it_began_with()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Error(500).In(2));
        world.Network.On("b/m", Reply.Ok);
        world.Time.Run(async () =>
        {
            var asked = world.AskAsync(World.Request("auto"));
            world.Engine.Reconfigure(One.Build(), new RequestLimits());
            (await asked).Trail.ShouldBe("a/m=broken,b/m=served");
        });
        world.Ask("b/m").Code.ShouldBe("model_not_found");
    }

    [Fact]
    public void What_a_removed_route_left_behind_is_dropped_once_it_is_over()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("b/m", Reply.Limited(10));
        world.Ask("b/m", maxWait: 0);
        world.Engine.Reconfigure(One.Build(), new RequestLimits());
        world.Health.Snapshot().ShouldHaveSingleItem();

        world.Time.Advance(TimeSpan.FromHours(3));
        world.Engine.Reconfigure(One.Build(), new RequestLimits());
        world.Health.Snapshot().ShouldBeEmpty();
    }

    [Fact]
    public void A_provider_s_connections_are_made_once_and_closed_with_the_engine()
    {
        var made = new List<Doorman>();
        var catalog = new CatalogSketch().Provider("a", accounts: 3).Routes("a/m", "a/n").Build();
        var world = new World(One);
        using (var engine = new GratisEngine(catalog, new RequestLimits(), new EngineParts(world.Time, new Random(1), new HealthBook(new Random(1)), "gratis/test")
        {
            CreateHandler = provider =>
            {
                made.Add(new Doorman(world.Network.HandlerFor(provider)));
                return made[^1];
            },
        }))
        {
            world.Network.On("a/m", Reply.Ok);
            world.Network.On("a/n", Reply.Ok);
            world.Time.Run(async () =>
            {
                foreach (var model in (string[])["a/m", "a/n", "a/m", "a/m"])
                    await (await engine.SendAsync(World.Request(model), CancellationToken.None)).DisposeAsync();
                engine.Reconfigure(catalog, new RequestLimits());
                await (await engine.SendAsync(World.Request("a/m"), CancellationToken.None)).DisposeAsync();
            });
            made.ShouldHaveSingleItem().IsDisposed.ShouldBeFalse();
        }

        made[0].IsDisposed.ShouldBeTrue();
        world.Dispose();
    }

    [Theory]
    [InlineData(Operation.Embeddings, ModelKind.Embedding, """{"data":[{"embedding":[0.1]}],"usage":{"prompt_tokens":1}}""", """{"data":[]}""")]
    [InlineData(Operation.Rerank, ModelKind.Rerank, """{"results":[{"index":0,"relevance_score":0.5}]}""", """{"results":[]}""")]
    public void Other_operations_take_the_same_way(Operation operation, ModelKind kind, string good, string hollow)
    {
        using var world = new World(new CatalogSketch().Route("chat/m").Route("a/m", kind: kind).Route("b/m", kind: kind));
        world.Network.On("a/m", Reply.Json(hollow));
        world.Network.On("b/m", Reply.Json(good));
        var heard = world.Time.Run(() => world.AskAsync(World.Request("auto", operation: operation)));
        heard.Trail.ShouldBe("a/m=invalid_answer,b/m=served");
        heard.Text.ShouldBe(good);
        world.Network.Calls[0].Request.RequestUri!.AbsolutePath.ShouldBe(operation == Operation.Rerank ? "/v1/rerank" : "/v1/embeddings");
    }

    [Fact]
    public void What_nothing_can_do_is_named()
    {
        using var world = new World(new CatalogSketch().Route("a/m", can: default(CapabilitySet).With(Capability.Tools, false)));
        var heard = world.Ask("auto", members: "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],");
        (heard.Status, heard.Code).ShouldBe((400, "unsupported_capabilities"));
        heard.Error!.RequiredCapabilities.ShouldBe(["tools"]);
        world.Network.CallCount.ShouldBe(0);
    }

    [Fact]
    public void A_refused_key_is_not_tried_again()
    {
        using var world = new World("a/m", "a/n");
        world.Network.On("a/m", Reply.Error(401, "Invalid API key"));
        world.Ask("a/m").Code.ShouldBe("all_candidates_failed");
        world.Time.Advance(TimeSpan.FromDays(30));
        foreach (var model in (string[])["a/m", "a/n", "auto"]) world.Ask(model).Attempts.ShouldBe(0);
        world.Health.Snapshot().ShouldHaveSingleItem().Reach.ShouldBe(Reach.Account);
    }

    private sealed class Doorman(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
