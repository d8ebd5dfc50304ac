using Gratis.Catalog;
using Gratis.Catalog.Learned;
using Gratis.Health;
using Gratis.Health.Measures;
using Gratis.Quotas;
using Gratis.Routing;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Routing;

public sealed class RoutingTableTests
{
    [Theory]
    [InlineData("m", "m")]
    [InlineData("m:free", "m:free,m")]
    [InlineData("meta/llama-3", "meta/llama-3,llama-3")]
    [InlineData("meta/llama-3:free", "meta/llama-3:free,meta/llama-3,llama-3:free,llama-3")]
    [InlineData("accounts/x/models/q", "accounts/x/models/q,q")]
    [InlineData("a:b/c", "a:b/c,c")]
    public void A_model_answers_to_its_spellings(string id, string expected) =>
        string.Join(',', ModelNames.SpellingsOf(id)).ShouldBe(expected);

    [Theory]
    [InlineData("x/m:free", true)]
    [InlineData("x/m:FREE", true)]
    [InlineData("x/free-m", false)]
    [InlineData("x/m-free", false)]
    [InlineData("x/m:free:nitro", false)]
    public void Only_the_variant_says_free(string id, bool expected) => ModelNames.HasFreeVariant(id).ShouldBe(expected);

    [Fact]
    public void A_pool_comes_before_a_route_and_a_route_before_a_bare_name()
    {
        var table = Table(new CatalogSketch().Route("a/m").Route("b/a/m").Pool("m", PoolStrategy.Priority, [], ("b/a/m", 1)));
        Resolve(table, "m").ShouldBe("Virtual: b/a/m");
        Resolve(table, "a/m").ShouldBe("Pinned: a/m");
        Resolve(table, "b/a/m").ShouldBe("Pinned: b/a/m");
    }

    [Theory]
    [InlineData("")]
    [InlineData("auto")]
    [InlineData("AUTO")]
    public void No_name_means_auto(string name) => Resolve(Table(new CatalogSketch().Routes("a/m", "b/m")), name).ShouldBe("Virtual: a/m b/m");

    [Fact]
    public void Auto_holds_what_is_free_or_local_in_the_order_of_the_catalogue()
    {
        var table = Table(new CatalogSketch()
            .Provider("home", with: p => p with { IsLocal = true })
            .Provider("hidden", with: p => p with { ExposeToVirtualModels = false })
            .Route("a/paid", free: false).Route("home/m", free: false).Route("hidden/m").Route("a/free"));
        Resolve(table, "auto").ShouldBe("Virtual: home/m a/free");
        Resolve(table, "hidden/m").ShouldBe("Pinned: hidden/m");
        Resolve(table, "a/paid").ShouldBe("Pinned: a/paid");
    }

    [Fact]
    public void A_bare_name_is_that_model_wherever_it_costs_nothing()
    {
        var table = Table(new CatalogSketch().Route("a/meta/llama:free").Route("b/llama", free: false).Route("c/Llama").Route("d/other"));
        Resolve(table, "llama").ShouldBe("Model: a/meta/llama:free c/Llama");
        Resolve(table, "meta/llama").ShouldBe("Model: a/meta/llama:free");
        Resolve(Table(new CatalogSketch().Route("b/llama", free: false)), "llama").ShouldBe("Model:");
        Resolve(table, "unknown").ShouldBeNull();
    }

    [Fact]
    public void The_provider_ends_at_the_first_slash()
    {
        var table = Table(new CatalogSketch().Provider("open", with: p => p with { IsOpenEnded = true }).Routes("a/m"));
        Resolve(table, "open/vendor/model:free").ShouldBe("Pinned: open/vendor/model:free");
        table.Resolve("open/vendor/model:free")!.Slots[0].Route.UpstreamId.ShouldBe("vendor/model:free");
        Resolve(table, "OPEN/x").ShouldBe("Pinned: open/x");
        foreach (var wrong in (string[])["open/", "/x", "open", "a/unlisted", "nobody/x"]) Resolve(table, wrong).ShouldBeNull();
    }

    [Fact]
    public void An_unlisted_route_is_the_same_object_each_time_and_keeps_the_client_s_spelling()
    {
        var table = Table(new CatalogSketch().Provider("open", with: p => p with { IsOpenEnded = true }));
        table.Resolve("open/Model").ShouldBeSameAs(table.Resolve("open/Model"));
        table.Resolve("open/model")!.Slots[0].Route.UpstreamId.ShouldBe("model");
        table.Resolve("open/Model")!.Slots[0].Route.UpstreamId.ShouldBe("Model");
    }

    [Fact]
    public void Unlisted_routes_are_served_beyond_their_bound_and_not_kept()
    {
        var table = Table(new CatalogSketch().Provider("open", with: p => p with { IsOpenEnded = true }));
        for (var i = 0; i < 10_000; i++) table.Resolve($"open/{i}").ShouldNotBeNull();
        table.Resolve("open/more").ShouldNotBeNull().ShouldNotBeSameAs(table.Resolve("open/more"));
        table.Resolve("open/9999").ShouldBeSameAs(table.Resolve("open/9999"));
    }

    [Fact]
    public void A_pool_may_name_a_route_of_a_provider_without_a_list()
    {
        var table = Table(new CatalogSketch().Provider("open", with: p => p with { IsOpenEnded = true }).Routes("a/m")
            .Pool("mine", PoolStrategy.Priority, [], ("open/glm", 1), ("a/m", 1), ("a/gone", 1), ("nobody/x", 1)));
        Resolve(table, "mine").ShouldBe("Virtual: open/glm a/m");
    }

    [Fact]
    public void Only_virtual_models_that_something_backs_are_listed()
    {
        var table = Table(new CatalogSketch().Routes("a/m").Pool("empty", PoolStrategy.Weighted, [], ("nobody/x", 1)).Pool("full", PoolStrategy.Weighted, [], ("a/m", 1)));
        table.VirtualModels.Select(m => m.Name).Order().ShouldBe(["a/free", "auto", "auto:standard", "free", "full", "llmproxy/loadbalanced", "standard/free"]);
        Resolve(table, "empty").ShouldBe("Virtual:");
    }

    [Fact]
    public void Fallbacks_chain_breadth_first_and_a_circle_ends()
    {
        var table = Table(new CatalogSketch().Routes("a/m", "b/m", "c/m", "d/m")
            .Pool("one", PoolStrategy.Priority, ["two", "three"], ("a/m", 1))
            .Pool("two", PoolStrategy.Priority, ["one", "four", "two"], ("b/m", 1))
            .Pool("three", PoolStrategy.Priority, ["nobody"], ("c/m", 1))
            .Pool("four", PoolStrategy.Priority, ["three"], ("d/m", 1)));
        table.Resolve("one")!.Fallback.Select(f => f.Name).ShouldBe(["two", "three", "four"]);
        table.Resolve("four")!.Fallback.Select(f => f.Name).ShouldBe(["three"]);
    }

    [Theory]
    [InlineData("Provider", "a", true)]
    [InlineData("Provider", "gone", false)]
    [InlineData("Account", "a#1", true)]
    [InlineData("Account", "a#2", false)]
    [InlineData("Route", "a/m", true)]
    [InlineData("Route", "a/gone", false)]
    [InlineData("Route", "open/anything", true)]
    [InlineData("AccountModel", "a#1 a/m", true)]
    [InlineData("AccountModel", "a#1 a/gone", false)]
    [InlineData("AccountModel", "gone#1 gone/m", false)]
    public void A_memory_belongs_to_something_that_still_exists(string reach, string key, bool known) =>
        Table(new CatalogSketch().Provider("open", with: p => p with { IsOpenEnded = true }).Routes("a/m"))
            .KnowsCell(Enum.Parse<Reach>(reach), key).ShouldBe(known);

    private static RoutingTable Table(CatalogSketch sketch) => new(sketch.Build(), new RouteBooks(new HealthBook(new Random(1)), new QuotaLedger(TimeProvider.System), new EvidenceBook(TimeProvider.System), new MeasureBook()));

    private static string? Resolve(RoutingTable table, string name) => table.Resolve(name) is { } target
        ? $"{target.Kind}: {string.Join(' ', target.Slots.Select(s => s.Route.Id))}".TrimEnd()
        : null;
}
