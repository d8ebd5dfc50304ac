using Gratis.Catalog;
using Gratis.Catalog.Limits;
using Gratis.Dispatch;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;

namespace Gratis.Tests.Dispatch;

/// <summary>A model that thought until its tokens were gone.</summary>
public sealed class LargerBudgetTests
{
    private const string Bounded = "\"max_tokens\":100,";

    private static readonly Reply Thoughts = Forms.Says("null", "length", ",\"reasoning_content\":\"hm\"");
    private static readonly Reply Nothing = Forms.Says("\"\"", "length");

    [Fact]
    public void It_gets_more_room_once_before_the_next_route_is_asked()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Thoughts, Reply.Ok);
        var heard = world.Ask("auto", members: Bounded);
        heard.Trail.ShouldBe("a/m=invalid_answer,a/m=served");
        world.Network.Calls[0].Body.ShouldContain("\"max_tokens\":100,");
        world.Network.Calls[1].Body.ShouldBe(world.Network.Calls[0].Body.Replace("\"max_tokens\":100", "\"max_tokens\":1600", StringComparison.Ordinal));
        world.Health.Snapshot().ShouldBeEmpty();
    }

    [Fact]
    public void When_that_does_not_help_the_next_route_gets_what_the_client_asked_for()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Thoughts);
        world.Network.On("b/m", Reply.Ok);
        world.Ask("auto", members: Bounded).Trail.ShouldBe("a/m=invalid_answer,a/m=invalid_answer,b/m=served");
        world.Network.Calls[2].Body.ShouldContain("\"max_tokens\":100,");
    }

    [Fact]
    public void Only_once_a_request()
    {
        using var world = new World("a/m", "b/m", "c/m");
        world.Network.On("a/m", Thoughts);
        world.Network.On("b/m", Nothing);
        world.Network.On("c/m", Reply.Ok);
        world.Ask("auto", members: Bounded).Trail.ShouldBe("a/m=invalid_answer,a/m=invalid_answer,b/m=invalid_answer,c/m=served");
    }

    [Theory]
    [InlineData("\"max_tokens\":1,", null, "\"max_tokens\":16,")]
    [InlineData("\"max_tokens\":2000,", null, "\"max_tokens\":16384,")]
    [InlineData("\"max_tokens\":2000,", 8192, "\"max_tokens\":8192,")]
    [InlineData("\"max_completion_tokens\": 50 ,", null, "\"max_completion_tokens\": 800 ,")]
    [InlineData("\"max_tokens\":10,\"max_completion_tokens\":20,", null, "\"max_tokens\":320,\"max_completion_tokens\":320,")]
    [InlineData("\"max_tokens\":null,\"max_completion_tokens\":20,", null, "\"max_tokens\":null,\"max_completion_tokens\":320,")]
    [InlineData("\"max_tokens\":20000,", null, null)]
    [InlineData("\"max_tokens\":8192,", 8192, null)]
    [InlineData("", null, null)]
    public void Sixteen_times_as_much_as_far_as_the_route_goes(string members, int? most, string? expected)
    {
        var request = World.Request("m", members: members);
        var route = new Route(new CatalogSketch().Routes("a/m").Build().Providers[0], "m") { MaxOutput = most };
        var larger = LargerBudget.For(request, route);
        if (expected is null)
        {
            larger.ShouldBeNull();
            return;
        }

        System.Text.Encoding.UTF8.GetString(larger!.Body.Span).ShouldBe(System.Text.Encoding.UTF8.GetString(request.Body.Span).Replace(members, expected, StringComparison.Ordinal));
        larger.Facts.MaxOutputTokens.ShouldNotBe(request.Facts.MaxOutputTokens);
        larger.Id.ShouldBe(request.Id);
        larger.ShouldNotBeSameAs(request);
        request.Body.Length.ShouldBe(World.Request("m", members: members).Body.Length);
    }

    [Fact]
    public void Without_a_bound_of_the_client_s_the_route_is_to_blame()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Thoughts);
        world.Network.On("b/m", Reply.Ok);
        world.Ask("auto").Trail.ShouldBe("a/m=invalid_answer,b/m=served");
        world.Health.Snapshot().ShouldHaveSingleItem();
    }

    [Fact]
    public void Text_that_was_cut_off_is_an_answer()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Forms.Says("\"The begin\"", "length"));
        world.Ask("auto", members: Bounded).Trail.ShouldBe("a/m=served");
    }

    [Fact]
    public void A_stream_that_ended_before_its_first_word_gets_more_room_too()
    {
        using var world = new World("a/m", "b/m");
        var empty = Reply.Sse(Step.Text("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"length\"}]}\n\n" + Reply.Done));
        world.Network.On("a/m", empty, Reply.Stream);
        var heard = world.Ask("auto", stream: true, members: Bounded);
        heard.Trail.ShouldBe("a/m=invalid_answer,a/m=served");
        heard.Text.ShouldBe(Reply.Delta + Reply.Finish + Reply.Done);
        world.Network.Calls[1].Body.ShouldContain("\"max_tokens\":1600,");
        world.ShouldBeAtRest();
    }

    [Fact]
    public void What_it_wrote_and_threw_away_is_booked_both_times()
    {
        using var world = new World(new CatalogSketch().Limited("a/m", Limits.Rpd(10), Limits.Tpd(100_000)));
        world.Network.On("a/m", Thoughts, Reply.Ok);
        world.Ask("a/m", members: Bounded).Status.ShouldBe(200);
        world.Engine.Quotas.Report().Where(pool => pool.Amount is not null).Select(pool => (pool.Limit.Metric, pool.Used)).Order().ShouldBe([(QuotaMetric.Requests, 2), (QuotaMetric.Tokens, 16)]);
    }

    [Fact]
    public void No_attempt_is_made_beyond_what_a_request_may()
    {
        using var world = new World(new CatalogSketch().Routes("a/m"), new RequestLimits { MaxAttempts = 1 });
        world.Network.On("a/m", Thoughts);
        world.Ask("a/m", members: Bounded).Code.ShouldBe("all_candidates_failed");
        world.Network.CallCount.ShouldBe(1);
    }
}
