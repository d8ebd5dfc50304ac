using Gratis.Catalog;
using Gratis.Dispatch;
using Gratis.Tests.Hosting;

namespace Gratis.Tests.Routing.Pools;

/// <summary>A pool with a patience of its own, in virtual time. What it leaves alone still serves everybody else.</summary>
public sealed class PoolRestTests
{
    private const double OutOfTrouble = 600;

    [Fact]
    public void After_so_many_failures_in_a_row_a_target_is_left_alone_for_so_long()
    {
        using var world = Pool(fails: 2, seconds: 3600);
        world.Network.On("a/m", Reply.Error(500), Reply.Error(500), Reply.Ok);
        world.Network.On("b/m", Reply.Ok);

        world.Ask("p").Trail.ShouldBe("a/m=broken,b/m=served");
        Pass(world, OutOfTrouble);
        world.Ask("p").Trail.ShouldBe("a/m=broken,b/m=served");
        Pass(world, 3590);
        world.Ask("p").Trail.ShouldBe("b/m=served");
        Pass(world, 20);
        world.Ask("p").Trail.ShouldBe("a/m=served");
    }

    [Fact]
    public void An_answer_in_between_starts_the_count_anew()
    {
        using var world = Pool(fails: 2, seconds: 3600);
        world.Network.On("a/m", Reply.Error(500), Reply.Ok, Reply.Error(500), Reply.Ok);
        world.Network.On("b/m", Reply.Ok);

        foreach (var trail in (string[])["a/m=broken,b/m=served", "a/m=served", "a/m=broken,b/m=served", "a/m=served"])
        {
            world.Ask("p").Trail.ShouldBe(trail);
            Pass(world, OutOfTrouble);
        }
    }

    [Theory]
    [InlineData("a/m")]
    [InlineData("other")]
    [InlineData("auto")]
    public void Whoever_asks_elsewhere_meets_it_as_ever(string model)
    {
        using var world = Pool(fails: 1, seconds: 36_000);
        world.Network.On("a/m", Reply.Error(500), Reply.Ok);
        world.Network.On("b/m", Reply.Ok);
        world.Ask("p");
        Pass(world, OutOfTrouble);

        world.Ask(model).Trail.ShouldBe("a/m=served");
        world.Ask("p").Trail.ShouldBe("b/m=served");
    }

    [Fact]
    public void What_failed_elsewhere_does_not_count_here()
    {
        using var world = Pool(fails: 1, seconds: 36_000);
        world.Network.On("a/m", Reply.Error(500), Reply.Ok);
        world.Network.On("b/m", Reply.Ok);
        world.Ask("other");
        Pass(world, OutOfTrouble);

        world.Ask("p").Trail.ShouldBe("a/m=served");
    }

    [Fact]
    public void Without_a_patience_health_alone_decides()
    {
        using var world = new World(new CatalogSketch().Routes("a/m", "b/m").Pool("p", PoolStrategy.Priority, [], ("a/m", 1), ("b/m", 1)));
        world.Network.On("a/m", Reply.Error(500));
        world.Network.On("b/m", Reply.Ok);
        for (var i = 0; i < 4; i++)
        {
            world.Ask("p").Trail.ShouldBe("a/m=broken,b/m=served");
            Pass(world, 36_000);
        }
    }

    [Fact]
    public void When_nothing_else_can_answer_it_is_asked_after_all()
    {
        using var world = new World(new CatalogSketch().Routes("a/m").Pool("p", PoolStrategy.Priority, [], ("a/m", 1)).With(Patient(1, 36_000)));
        world.Network.On("a/m", Reply.Error(400), Reply.Error(500), Reply.Error(500), Reply.Ok);
        world.Ask("p");
        world.Ask("p");
        Pass(world, OutOfTrouble);

        world.Ask("p").Trail.ShouldBe("a/m=served");
    }

    [Fact]
    public void A_fallback_comes_before_what_rests()
    {
        using var world = new World(new CatalogSketch().Routes("a/m", "b/m")
            .Pool("p", PoolStrategy.Priority, ["q"], ("a/m", 1)).With(Patient(1, 36_000))
            .Pool("q", PoolStrategy.Priority, [], ("b/m", 1)));
        world.Network.On("a/m", Reply.Error(500), Reply.Ok);
        world.Network.On("b/m", Reply.Ok);
        world.Ask("p").Trail.ShouldBe("a/m=broken,b/m=served");
        Pass(world, OutOfTrouble);

        world.Ask("p").Trail.ShouldBe("b/m=served");
    }

    [Fact]
    public void A_fallback_has_its_own_patience()
    {
        using var world = new World(new CatalogSketch().Routes("a/m", "b/m", "c/m")
            .Pool("p", PoolStrategy.Priority, ["q"], ("a/m", 1))
            .Pool("q", PoolStrategy.Priority, [], ("b/m", 1), ("c/m", 1)).With(Patient(1, 36_000)));
        world.Network.On("a/m", Reply.Error(500));
        world.Network.On("b/m", Reply.Error(500), Reply.Ok);
        world.Network.On("c/m", Reply.Ok);
        world.Ask("p").Trail.ShouldBe("a/m=broken,b/m=broken,c/m=served");
        Pass(world, OutOfTrouble);

        world.Ask("p").Trail.ShouldBe("a/m=broken,c/m=served");
        world.Ask("b/m").Trail.ShouldBe("b/m=served");
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(401, false)]
    [InlineData(429, false)]
    [InlineData(400, true)]
    [InlineData(413, true)]
    public void What_is_about_the_request_alone_says_nothing_of_the_target(int status, bool isOfTheRequest)
    {
        using var world = Pool(fails: 1, seconds: 1_000_000);
        world.Network.On("a/m", Reply.Error(status), Reply.Ok);
        world.Network.On("b/m", Reply.Ok);
        world.Ask("p");
        Pass(world, 500_000);

        world.Ask("p").Trail.ShouldBe(isOfTheRequest ? "a/m=served" : "b/m=served");
    }

    [Fact]
    public void A_stream_that_breaks_off_counts_as_a_failure()
    {
        using var world = Pool(fails: 1, seconds: 36_000);
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Cut), Reply.Stream);
        world.Network.On("b/m", Reply.Stream);
        world.Ask("p", stream: true);
        Pass(world, OutOfTrouble);

        world.Ask("p", stream: true).Trail.ShouldBe("b/m=served");
    }

    [Fact]
    public void A_target_that_rests_spends_no_turn()
    {
        using var world = new World(new CatalogSketch().Routes("a/m", "b/m", "c/m")
            .Pool("p", PoolStrategy.Weighted, [], ("a/m", 9), ("b/m", 1), ("c/m", 1)).With(Patient(1, 36_000)));
        world.Network.On("a/m", Reply.Error(500));
        foreach (var route in (string[])["b/m", "c/m"]) world.Network.On(route, Reply.Ok);
        world.Ask("p");
        Pass(world, OutOfTrouble);

        string.Join(' ', Enumerable.Range(0, 6).Select(_ => world.Ask("p").Trail.Split('=')[0])).Split(' ').Count(route => route == "b/m").ShouldBe(3);
    }

    [Fact]
    public void A_new_catalogue_ends_no_rest_and_gives_nobody_a_second_turn()
    {
        var sketch = new CatalogSketch().Routes("a/m", "b/m", "c/m")
            .Pool("p", PoolStrategy.Priority, [], ("a/m", 1), ("b/m", 1)).With(Patient(1, 36_000))
            .Pool("turns", PoolStrategy.RoundRobin, [], ("b/m", 1), ("c/m", 1));
        using var world = new World(sketch);
        world.Network.On("a/m", Reply.Error(500), Reply.Ok);
        foreach (var route in (string[])["b/m", "c/m"]) world.Network.On(route, Reply.Ok);
        world.Ask("p");
        world.Ask("turns").Trail.ShouldBe("b/m=served");
        Pass(world, OutOfTrouble);

        world.Engine.Reconfigure(sketch.Build(), new RequestLimits());

        world.Ask("p").Trail.ShouldBe("b/m=served");
        world.Ask("turns").Trail.ShouldBe("c/m=served");
    }

    [Fact]
    public void Another_patience_begins_anew()
    {
        using var world = Pool(fails: 1, seconds: 36_000);
        world.Network.On("a/m", Reply.Error(500), Reply.Ok);
        world.Network.On("b/m", Reply.Ok);
        world.Ask("p");
        Pass(world, OutOfTrouble);

        world.Engine.Reconfigure(Sketch(2, 36_000).Build(), new RequestLimits());

        world.Ask("p").Trail.ShouldBe("a/m=served");
    }

    private static World Pool(int fails, double seconds) => new(Sketch(fails, seconds));

    private static CatalogSketch Sketch(int fails, double seconds) => new CatalogSketch().Routes("a/m", "b/m")
        .Pool("p", PoolStrategy.Priority, [], ("a/m", 1), ("b/m", 1)).With(Patient(fails, seconds))
        .Pool("other", PoolStrategy.Priority, [], ("a/m", 1), ("b/m", 1));

    private static Func<Pool, Pool> Patient(int fails, double seconds) => pool => pool with { Patience = new PoolPatience(fails, TimeSpan.FromSeconds(seconds)) };

    private static void Pass(World world, double seconds) => world.Time.Advance(TimeSpan.FromSeconds(seconds));
}
