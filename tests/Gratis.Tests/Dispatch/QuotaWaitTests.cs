using Gratis.Dispatch;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;

namespace Gratis.Tests.Dispatch;

public sealed class QuotaWaitTests
{
    [Fact]
    public void Quota_that_opens_within_the_client_s_patience_is_waited_for()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Limited(25));
        world.Network.On("b/m", Reply.Limited(20), Reply.Ok);
        var heard = world.Ask("auto");
        heard.Trail.ShouldBe("a/m=rate_limited,b/m=rate_limited,b/m=served");
        heard.Ended.ShouldBe(TimeSpan.FromSeconds(20));
        world.ShouldBeAtRest();
    }

    [Fact]
    public void Quota_beyond_the_patience_is_told_at_once_with_the_exact_time()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Limited(400));
        world.Network.On("b/m", Reply.Limited(37));
        var heard = world.Ask("auto");
        (heard.Status, heard.Code).ShouldBe((429, "quota_exhausted"));
        heard.Error!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(37));
        heard.Ended.ShouldBe(TimeSpan.Zero);

        world.Time.Advance(TimeSpan.FromSeconds(12));
        world.Ask("auto", maxWait: 10).Error!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(25));
        world.Called.ShouldBe(["a/m", "b/m"]);
    }

    [Fact]
    public void A_route_known_to_be_walled_gets_no_call_until_its_instant()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Limited(100), Reply.Ok);
        world.Ask("a/m", maxWait: 0).Code.ShouldBe("quota_exhausted");
        for (var i = 0; i < 99; i++)
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            world.Ask("a/m", maxWait: 0).Error!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(99 - i));
        }

        world.Network.CallCount.ShouldBe(1);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        world.Ask("a/m", maxWait: 0).Status.ShouldBe(200);
    }

    [Fact]
    public void Patience_of_nothing_never_waits()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Limited(1), Reply.Ok);
        world.Ask("auto", maxWait: 0).Code.ShouldBe("quota_exhausted");
    }

    [Fact]
    public void Patience_longer_than_the_request_may_take_ends_before_the_deadline()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Limited(120), Reply.Ok);
        world.Ask("a/m", maxWait: 1000).Code.ShouldBe("quota_exhausted");

        world.Network.On("b/m", Reply.Limited(118), Reply.Ok);
        world.Ask("b/m", maxWait: 1000).Status.ShouldBe(200);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void A_route_that_opens_during_the_attempts_is_asked_at_once()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Limited(5), Reply.Ok);
        world.Network.On("b/m", Reply.Limited(3600).In(8));
        world.Ask("a/m", maxWait: 0);
        var heard = world.Ask("auto", maxWait: 0);
        heard.Trail.ShouldBe("b/m=quota_spent,a/m=served");
        heard.Ended.ShouldBe(TimeSpan.FromSeconds(8));
    }

    [Fact]
    public void Waiting_again_and_again_is_bounded_by_the_attempts()
    {
        using var world = new World(new CatalogSketch().Routes("a/m"), new RequestLimits { MaxAttempts = 4 });
        world.Network.On("a/m", Reply.Limited(2));
        var heard = world.Ask("auto");
        heard.Code.ShouldBe("quota_exhausted");
        heard.Attempts.ShouldBe(4);
        heard.Ended.ShouldBe(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void Attempts_used_up_while_others_are_open_is_no_exhausted_quota()
    {
        using var world = new World(new CatalogSketch().Routes("a/m", "b/m"), new RequestLimits { MaxAttempts = 1 });
        world.Network.On("a/m", Reply.Limited(5));
        world.Ask("auto").Code.ShouldBe("all_candidates_failed");
    }

    [Fact]
    public void What_only_waits_for_quota_may_still_answer_when_all_else_has_failed()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Limited(5), Reply.Ok);
        world.Network.On("b/m", Reply.Error(500));
        var heard = world.Ask("auto");
        heard.Trail.ShouldBe("a/m=rate_limited,b/m=broken,b/m=broken,a/m=served");
        heard.Ended.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_failure_among_limits_beyond_the_patience_is_told_at_once()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Limited(500));
        world.Network.On("b/m", Reply.Error(500));
        var heard = world.Ask("auto");
        heard.Code.ShouldBe("all_candidates_failed");
        heard.Trail.ShouldBe("a/m=rate_limited,b/m=broken,b/m=broken");
    }

    [Fact]
    public void What_waiting_does_not_cure_is_not_waited_for()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Error(404));
        world.Ask("a/m").Code.ShouldBe("all_candidates_failed");
        var heard = world.Ask("a/m");
        (heard.Status, heard.Attempts).ShouldBe((502, 0));
        heard.Error!.Message.ShouldContain("model_gone");
        heard.Error.Attempts!.ShouldBeEmpty();
    }

    [Fact]
    public void A_limit_without_a_time_rests_as_long_as_the_owner_says()
    {
        using var world = new World(new CatalogSketch().Routes("a/m"), new RequestLimits { Cooldown = TimeSpan.FromSeconds(7) });
        world.Network.On("a/m", Reply.Limited());
        world.Ask("a/m", maxWait: 0).Error!.RetryAfter!.Value.ShouldBeInRange(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7.7));
    }

    [Fact]
    public void A_client_that_leaves_while_waiting_leaves_nothing_behind()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Limited(20), Reply.Ok);
        using var client = new CancellationTokenSource(TimeSpan.FromSeconds(3), world.Time);
        Should.Throw<OperationCanceledException>(() => world.Time.Run(() => world.AskAsync(World.Request("auto"), cancel: client.Token)));
        world.Network.CallCount.ShouldBe(1);
        world.ShouldBeAtRest();
    }
}
