using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;

namespace Gratis.Tests.Dispatch;

public sealed class RefusalTests
{
    [Theory]
    [InlineData(400)]
    [InlineData(422)]
    public void Refused_twice_alike_is_the_upstream_s_word_to_the_client(int status)
    {
        using var world = new World("a/m", "b/m", "c/m");
        world.Network.On("a/m", Reply.Error(status, "temperature must be below 2"));
        world.Network.On("b/m", Reply.Error(status, "temperature must be below 2"));
        var heard = world.Ask("auto");
        heard.Status.ShouldBe(status);
        heard.Error!.Message.ShouldContain("temperature must be below 2");
        heard.Trail.ShouldBe("a/m=refused,b/m=refused");
        world.Health.Snapshot().ShouldBeEmpty();
        world.ShouldBeAtRest();
    }

    [Fact]
    public void One_other_route_may_judge_differently()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Error(400));
        world.Network.On("b/m", Reply.Ok);
        world.Ask("auto").Trail.ShouldBe("a/m=refused,b/m=served");
    }

    [Fact]
    public void Another_account_of_the_same_route_would_say_the_same_and_is_not_asked()
    {
        using var world = new World(new CatalogSketch().Provider("a", accounts: 3).Routes("a/m"));
        world.Network.On("a/m", Reply.Error(400, "no such role"));
        var heard = world.Ask("auto");
        heard.Status.ShouldBe(400);
        heard.Attempts.ShouldBe(1);
    }

    [Fact]
    public void Refused_with_no_other_route_is_that_refusal()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Error(422, "bad role"));
        var heard = world.Ask("a/m");
        (heard.Status, heard.Error!.Message).ShouldBe((422, "bad role"));
    }

    [Fact]
    public void A_failure_after_a_refusal_makes_it_a_mixed_failure()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Error(400));
        world.Network.On("b/m", Reply.Error(500));
        world.Ask("auto").Code.ShouldBe("all_candidates_failed");
    }

    [Fact]
    public void A_refusal_after_failures_stands_when_nothing_else_is_left()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Error(500));
        world.Network.On("b/m", Reply.Error(400, "bad role"));
        world.Ask("auto").Status.ShouldBe(400);
    }

    [Fact]
    public void Failures_between_two_refusals_do_not_hide_that_they_agree()
    {
        using var world = new World("a/m", "b/m", "c/m", "d/m");
        world.Network.On("a/m", Reply.Error(400));
        world.Network.On("b/m", Reply.Error(500));
        world.Network.On("c/m", Reply.Error(400));
        var heard = world.Ask("auto");
        heard.Status.ShouldBe(400);
        heard.Attempts.ShouldBe(3);
    }

    [Theory]
    [InlineData(90, "a/m=too_long,b/m=served", 200)]
    [InlineData(5, "a/m=too_long", 400)]
    public void What_is_too_long_waits_for_a_larger_window_within_the_client_s_patience(double maxWait, string trail, int status)
    {
        using var world = new World(new CatalogSketch()
            .Provider("b", with: p => p with { Limits = [Limits.Rpm(1)] }).Route("b/m", context: 100_000).Route("a/m", context: 1_000));
        world.Network.On("a/m", Reply.Error(400, "This model's maximum context length is 1000 tokens. However, you requested 2000 tokens."));
        world.Network.On("b/m", Reply.Ok);
        world.Ask("auto").Trail.ShouldBe("b/m=served");

        var heard = world.Ask("auto", maxWait: maxWait);
        (heard.Trail, heard.Status).ShouldBe((trail, status));
        world.ShouldBeAtRest();
    }

    [Fact]
    public void It_does_not_wait_for_a_window_that_is_no_larger()
    {
        using var world = new World(new CatalogSketch()
            .Provider("b", with: p => p with { Limits = [Limits.Rpm(1)] }).Route("b/m", context: 1_000).Route("a/m", context: 1_000));
        world.Network.On("a/m", Reply.Error(400, "This model's maximum context length is 1000 tokens. However, you requested 2000 tokens."));
        world.Network.On("b/m", Reply.Ok);
        world.Ask("auto");

        var heard = world.Ask("auto", maxWait: 90);
        (heard.Trail, heard.Status, heard.Committed).ShouldBe(("a/m=too_long", 400, world.Time.Elapsed));
        heard.Ended.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void What_is_too_long_goes_to_the_next_larger_window()
    {
        using var world = new World(new CatalogSketch().Route("a/m", context: 8_000).Route("b/m", context: 8_000).Route("c/m", context: 4_000).Route("d/m", context: 32_000));
        world.Network.On("a/m", Reply.Error(413));
        world.Network.On("d/m", Reply.Ok);
        world.Ask("auto").Trail.ShouldBe("a/m=too_long,d/m=served");
    }

    [Fact]
    public void A_window_nobody_knows_is_worth_a_call()
    {
        using var world = new World(new CatalogSketch().Route("a/m", context: 8_000).Route("b/m"));
        world.Network.On("a/m", Reply.Error(400, "maximum context length is 8000 tokens"));
        world.Network.On("b/m", Reply.Ok);
        world.Ask("auto").Trail.ShouldBe("a/m=too_long,b/m=served");
    }

    [Fact]
    public void Too_long_everywhere_is_told_as_the_upstream_told_it()
    {
        using var world = new World(new CatalogSketch().Route("a/m", context: 8_000).Route("b/m", context: 4_000));
        world.Network.On("a/m", Reply.Error(413, "prompt is too long"));
        var heard = world.Ask("auto");
        (heard.Status, heard.Code, heard.Attempts).ShouldBe((413, "context_length_exceeded", 1));
    }

    [Fact]
    public void Refusals_of_different_kinds_do_not_hide_each_other()
    {
        using var world = new World(new CatalogSketch().Route("a/m").Route("b/m", context: 8_000).Route("c/m", context: 4_000).Route("d/m", context: 16_000).Route("e/m"));
        world.Network.On("a/m", Reply.Error(400));
        world.Network.On("b/m", Reply.Error(413));
        world.Network.On("d/m", Reply.Error(413));
        var heard = world.Ask("auto");
        heard.Trail.ShouldBe("a/m=refused,b/m=too_long,d/m=too_long");
        heard.Status.ShouldBe(413);
    }
}
