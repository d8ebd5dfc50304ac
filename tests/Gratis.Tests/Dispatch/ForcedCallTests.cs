using Gratis.Catalog.Limits;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;
using static Gratis.Tests.Dispatch.Forms;

namespace Gratis.Tests.Dispatch;

/// <summary>Whole answers to requests with tools.</summary>
public sealed class ForcedCallTests
{
    [Theory]
    [InlineData(Tools + "\"tool_choice\":\"required\",")]
    [InlineData(Tools + "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"weather\"}},")]
    [InlineData("\"functions\":[{\"name\":\"weather\"}],\"function_call\":{\"name\":\"weather\"},")]
    public void Prose_where_a_call_was_owed_goes_to_the_next_route_and_lowers_the_claim(string members)
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Prose);
        world.Network.On("b/m", Calls());

        var heard = world.Ask("auto", members: members);

        heard.Trail.ShouldBe("a/m=invalid_answer,b/m=served");
        heard.Text.ShouldContain("tool_calls");
        world.Claim("a/m").ShouldBe("false");
        world.Evidence("a/m").Facts.Count.ShouldBe(1);
        world.Claim("b/m").ShouldBe("true");
    }

    [Fact]
    public void It_sets_nothing_aside_and_does_not_count_as_a_failure_of_the_route()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Prose);
        world.Network.On("b/m", Calls());
        world.Ask("auto", members: Forced);

        world.Health.Snapshot().ShouldBeEmpty();
        (world.Engine.Measures.Find("a/m")?.Read(world.Time.GetUtcNow()).Samples ?? 0).ShouldBe(0);
        world.Ask("auto").Trail.ShouldBe("a/m=served");
    }

    [Theory]
    [InlineData(Tools)]
    [InlineData(Tools + "\"tool_choice\":\"auto\",")]
    [InlineData(Tools + "\"tool_choice\":\"none\",")]
    [InlineData("\"tool_choice\":\"required\",")] // Without tools nothing can be called.
    [InlineData(Tools + "\"tool_choice\":\"required\",", "\"I must not.\"", ",\"refusal\":\"I must not.\"")]
    [InlineData(Tools + "\"tool_choice\":\"required\",", "\"It is\"", "", "content_filter")]
    public void Prose_that_may_be_is_served_and_says_nothing(string members, string text = "\"It is sunny.\"", string more = "", string finish = "stop")
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Says(text, finish, more));
        world.Ask("auto", members: members).Trail.ShouldBe("a/m=served");
        world.Evidence("a/m").Facts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Tools)]
    [InlineData(Forced)]
    public void A_call_shows_that_the_route_can(string members)
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Calls("\"{\\\"city\\\":\\\"Paris\\\"}\""));
        world.Ask("a/m", members: members).Status.ShouldBe(200);
        world.Claim("a/m").ShouldBe("true");
        world.Evidence("a/m").Find("capability.tools")!.Evidence.Detail.ShouldBe("it called a tool");
    }

    [Fact]
    public void Where_no_other_route_is_left_prose_is_better_than_nothing_and_no_success()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Prose);
        world.Network.On("b/m", Prose);

        var heard = world.Ask("auto", members: Forced);

        heard.Trail.ShouldBe("a/m=invalid_answer,b/m=served");
        heard.Text.ShouldContain("It is sunny.");
        world.Claim("b/m").ShouldBe("false");
        (world.Engine.Measures.Find("b/m")?.Read(world.Time.GetUtcNow()).Samples ?? 0).ShouldBe(0);
    }

    [Fact]
    public void A_second_account_of_the_same_route_would_write_the_same_prose_and_is_not_asked()
    {
        using var world = new World(new CatalogSketch().Provider("a", accounts: 3).Routes("a/m", "b/m"));
        world.Network.On("a/m", Prose);
        world.Network.On("b/m", Calls());
        world.Ask("auto", members: Forced).Trail.ShouldBe("a/m=invalid_answer,b/m=served");

        using var alone = new World(new CatalogSketch().Provider("a", accounts: 3).Routes("a/m"));
        alone.Network.On("a/m", Prose);
        alone.Ask("auto", members: Forced).Trail.ShouldBe("a/m=served");
    }

    [Fact]
    public void Who_ran_out_of_tokens_may_have_been_about_to_call()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Says("\"Let me think\"", "length"));
        world.Network.On("b/m", Calls());
        world.Ask("auto", members: Forced).Trail.ShouldBe("a/m=invalid_answer,b/m=served");
        world.Evidence("a/m").Facts.ShouldBeEmpty();
    }

    [Fact]
    public void Who_was_never_told_to_call_has_not_ignored_it()
    {
        using var world = new World(new CatalogSketch().Route("a/m", refuses: "tool_choice").Route("b/m"));
        world.Network.On("a/m", Prose);
        world.Network.On("b/m", Calls());
        world.Ask("auto", members: Forced).Trail.ShouldBe("a/m=invalid_answer,b/m=served");
        world.Evidence("a/m").Facts.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_rejected_answer_took_is_booked_and_its_price_heard()
    {
        using var world = new World(new CatalogSketch().Counting("a/m", new CallCounting(CountsFailures: false), Limits.Tpd(100_000)).Route("b/m"));
        world.Network.On("a/m", Reply.Json("""{"choices":[{"message":{"content":"It is sunny."},"finish_reason":"stop"}],"usage":{"prompt_tokens":30,"completion_tokens":50,"cost":0.002}}"""));
        world.Network.On("b/m", Calls());

        world.Ask("auto", members: Forced).Trail.ShouldBe("a/m=invalid_answer,b/m=served");

        var pool = world.Engine.Quotas.Report().Single(pool => pool.Amount is not null);
        pool.Used.ShouldBe(80);
        world.Evidence("a/m").IsBilled.ShouldBeTrue();
    }
}
