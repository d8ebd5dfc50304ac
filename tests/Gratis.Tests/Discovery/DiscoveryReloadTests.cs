using Gratis.Catalog;
using Gratis.Discovery;
using Gratis.Tests.Hosting;

namespace Gratis.Tests.Discovery;

public sealed class DiscoveryReloadTests
{
    private static Provider A => DiscoveryWorld.Provider("a");

    [Fact]
    public void A_start_without_the_network_serves_what_was_known_and_asks_whether_it_changed()
    {
        var kept = new KeptLists();
        using (var before = new DiscoveryWorld(kept))
        {
            before.Network.On("a", DiscoveryWorld.Lists("x", "y").With("ETag", "\"v1\""));
            before.Begin(A);
        }

        using var world = new DiscoveryWorld(kept);
        world.Network.On("a", Reply.Unreachable, Reply.Error(304));
        world.Service.Listings.ShouldBeEmpty();
        world.Configure(A);
        world.Models("a").ShouldBe(["x", "y"]);
        world.Time.Advance(DiscoveryWorld.Start);
        world.Models("a").ShouldBe(["x", "y"]);
        world.Time.Advance(TimeSpan.FromMinutes(2));
        world.Network.Calls.Select(call => call.IfNoneMatch).ShouldBe(["\"v1\"", "\"v1\""]);
        world.Status("a").Problem.ShouldBeNull();
    }

    [Fact]
    public void A_reload_that_changes_nothing_asks_nobody_a_new_provider_is_asked_and_a_removed_one_forgotten()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", DiscoveryWorld.Lists("x"));
        world.Network.On("b", DiscoveryWorld.Lists("y"));
        world.Begin(A).Begin(A);
        world.Network.Count("a").ShouldBe(1);

        world.Begin(A, DiscoveryWorld.Provider("b"));
        (world.Network.Count("a"), world.Network.Count("b")).ShouldBe((1, 1));

        world.Begin(DiscoveryWorld.Provider("b"));
        (world.Service.Listings.Keys.Single(), world.Kept.All.Keys.Single(), world.Service.Status.Single().Provider).ShouldBe(("b", "b", "b"));
        world.Time.Advance(TimeSpan.FromDays(1));
        world.Network.Count("a").ShouldBe(1);
    }

    [Fact]
    public void Another_key_is_asked_with_at_once_and_for_the_whole_list_while_the_old_one_serves()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", DiscoveryWorld.Lists("x").With("ETag", "\"v1\""), Reply.Error(500), DiscoveryWorld.Lists("y"));
        world.Begin(A);
        world.Begin(DiscoveryWorld.Provider("a", "another"));
        (world.Network.Count("a"), world.Network.Calls[^1].IfNoneMatch, world.Models("a").Single()).ShouldBe((2, null, "x"));
    }

    [Fact]
    public void Another_address_is_another_list_and_the_old_prices_make_nothing_free_there()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", DiscoveryWorld.Lists("x").With("ETag", "\"v1\""), Reply.Error(500));
        world.Begin(A);
        world.Begin(A with { ListingUrl = new Uri("http://other.test/v1/models") });
        (world.Network.Count("a"), world.Network.Calls[^1].IfNoneMatch, world.Service.Listings.Count, world.Kept.All.Count).ShouldBe((2, null, 0, 0));
    }

    [Fact]
    public void A_look_under_way_at_a_provider_that_is_taken_out_leaves_nothing_behind()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", DiscoveryWorld.Lists("x").In(10));
        world.Begin(A);
        world.Network.Waiting.ShouldBe(1);
        world.Configure();
        world.Settle();
        world.Time.Advance(TimeSpan.FromMinutes(1));
        (world.Service.Listings.Count, world.Kept.All.Count, world.Changes.Count, world.Time.PendingTimers).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public void Switched_off_nobody_is_asked_and_no_list_counts_until_it_is_switched_on()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", DiscoveryWorld.Lists("x"));
        world.Begin(A);
        world.Service.Configure(new DiscoverySettings { IsEnabled = false });
        world.Time.Advance(TimeSpan.FromDays(1));
        (world.Network.Count("a"), world.Service.Listings.Count, world.Kept.All.Count, world.Time.PendingTimers).ShouldBe((1, 0, 1, 0));
        world.Configure(A);
        world.Models("a").ShouldBe(["x"]);
    }

    [Fact]
    public void A_shorter_interval_counts_at_once()
    {
        using var world = new DiscoveryWorld();
        world.Network.On("a", DiscoveryWorld.Lists("x"));
        world.Begin(A);
        world.Configure(TimeSpan.FromMinutes(10), A);
        world.Time.Advance(TimeSpan.FromMinutes(11));
        world.Network.Count("a").ShouldBe(2);
    }

    [Fact]
    public void The_end_calls_every_look_back_and_lets_go_of_whoever_waits()
    {
        var world = new DiscoveryWorld();
        world.Network.On("a", Reply.Silence);
        world.Network.On("b", DiscoveryWorld.Lists("x"));
        world.Begin(A, DiscoveryWorld.Provider("b"));
        var waits = world.Service.RefreshAsync("a", CancellationToken.None);
        world.Network.Waiting.ShouldBe(1);

        world.Dispose();
        world.Service.Configure(new DiscoverySettings { Targets = DiscoveryTargets.Choose(true, [], [A]) });

        SpinWait.SpinUntil(() => world.Network is { Waiting: 0, Open: 0 } && waits.IsCompletedSuccessfully, TimeSpan.FromSeconds(20)).ShouldBeTrue();
        SpinWait.SpinUntil(() => world.Time.PendingTimers == 0, TimeSpan.FromSeconds(20)).ShouldBeTrue();
        world.Time.Advance(TimeSpan.FromDays(1));
        world.Network.Calls.Count.ShouldBe(2);
        world.Changes.Count.ShouldBe(1);
    }
}
