using Gratis.Catalog.Free;
using Gratis.Hosting.Options;
using static Gratis.Tests.Hosting.Catalogue.KnownWorld;

namespace Gratis.Tests.Hosting.Catalogue;

/// <summary>What ends free status, and what gives it back.</summary>
public sealed class CostLiftTests
{
    private readonly KnownWorld _world = new KnownWorld().Has("mine").Lists("mine", Free("a"));

    [Fact]
    public void A_cost_ends_it()
    {
        Charge(0.001m);

        var free = _world.Route("mine/a").Dossier!.Free;
        free.IsFree.ShouldBeFalse();
        free.Layer.ShouldBe(FreeLayer.CostObserved);
    }

    [Fact]
    public void The_same_entry_fetched_again_says_nothing_new()
    {
        Charge(0.001m);
        for (var day = 0; day < 10; day++)
        {
            _world.Time.Advance(TimeSpan.FromDays(1));
            _world.Lists("mine", Free("a"));
        }

        _world.Route("mine/a").IsFree.ShouldBeFalse();
    }

    [Fact]
    public void A_price_that_came_down_to_zero_since_gives_it_back()
    {
        Charge(0.001m);
        _world.Time.Advance(TimeSpan.FromHours(6));
        _world.Lists("mine", Paid("a"));
        _world.Route("mine/a").IsFree.ShouldBeFalse();

        _world.Time.Advance(TimeSpan.FromHours(6));
        _world.Lists("mine", Free("a"));
        var build = _world.Build();
        build.Snapshot.FindRoute("mine/a")!.IsFree.ShouldBeTrue();
        build.Lifted.ShouldBe(["mine/a"]);
    }

    [Fact]
    public void Being_asked_for_money_is_forgotten_after_a_day_of_zero_prices()
    {
        Charge(0);
        _world.Time.Advance(TimeSpan.FromHours(23));
        _world.Lists("mine", Free("a"));
        _world.Route("mine/a").IsFree.ShouldBeFalse();

        _world.Time.Advance(TimeSpan.FromHours(2));
        _world.Lists("mine", Free("a"));
        _world.Route("mine/a").IsFree.ShouldBeTrue();
    }

    [Fact]
    public void A_new_word_of_the_owner_in_the_config_gives_it_back()
    {
        _world.Options.Providers["mine"].Models.Add(new ModelOptions { Id = "a", Free = null });
        Charge(0.001m);
        _world.Route("mine/a").IsFree.ShouldBeFalse();

        _world.Options.Providers["mine"].Models[0].Free = true;
        _world.Route("mine/a").IsFree.ShouldBeTrue();
    }

    [Fact]
    public void The_word_that_stood_there_already_does_not()
    {
        _world.Options.Providers["mine"].Models.Add(new ModelOptions { Id = "a", Free = true });
        Charge(0.001m);

        _world.Route("mine/a").IsFree.ShouldBeFalse();
    }

    [Fact]
    public void An_override_counts_until_the_file_says_something_else()
    {
        var word = _world.Route("mine/a").Dossier!.FileWord;
        _world.Edit("mine/a", edit => edit with { Free = false, FreeInFile = word });
        _world.Route("mine/a").Dossier!.Free.Layer.ShouldBe(FreeLayer.Owner);
        _world.Route("mine/a").IsFree.ShouldBeFalse();

        _world.Options.Providers["mine"].Free = Gratis.Catalog.FreeRule.All;
        _world.Route("mine/a").IsFree.ShouldBeTrue();
    }

    private void Charge(decimal usd)
    {
        var route = _world.Route("mine/a");
        _world.Evidence.Of(route.Id).SawCost(usd, "usage", route.Dossier!.FileWord);
    }
}
