using Gratis.Catalog;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;

namespace Gratis.Tests.Dispatch;

/// <summary>What refusals teach, in whatever shape they come.</summary>
public sealed class ObservedRefusalTests
{
    private const string MinuteSpent =
        """{"error":{"message":"Rate limit reached on tokens per minute (TPM): Limit 6000, Used 6000, Requested 900. Please try again in 8s.","type":"tokens","code":"rate_limit_exceeded"}}""";

    [Theory]
    [InlineData("Unsupported parameter: 'logit_bias'", "logit_bias")]
    [InlineData("min_p is not supported", "min_p")]
    public void A_refused_parameter_is_remembered_and_another_route_answers(string words, string parameter)
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Error(400, words));
        world.Network.On("b/m", Reply.Ok);
        world.Ask("auto", members: $"\"{parameter}\":1,").Trail.ShouldBe("a/m=refused,b/m=served");
        world.Evidence("a/m").Facts.Keys.ShouldBe(["refuses." + parameter]);
    }

    [Theory]
    [InlineData("tools is not supported", "tools")]
    [InlineData("Unsupported parameter: 'tool_choice'", "tools")]
    [InlineData("Unsupported parameter: 'response_format'", "structured_output")]
    public void A_parameter_without_which_the_answer_would_be_another_is_a_lack_and_never_dropped(string words, string capability)
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Error(400, words));
        world.Network.On("b/m", Reply.Ok);
        world.Ask("auto").Trail.ShouldBe("a/m=refused,b/m=served");
        world.Evidence("a/m").Facts.Keys.ShouldBe(["capability." + capability]);
        world.Claim("a/m", capability).ShouldBe("false");
    }

    public static TheoryData<string> Shapes => ["whole", "in place of a stream", "with headers that promise a stream", "in a stream"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_spent_limit_is_booked_on_its_own_pool_in_whatever_shape_it_is_told(string shape)
    {
        using var world = new World(new CatalogSketch().Limited("a/m", Limits.Tpm(6000), Limits.Rpm(100)));
        world.Network.On("a/m", shape switch
        {
            "in a stream" => Reply.Sse(Step.Text($"data: {MinuteSpent}\n\n")),
            "with headers that promise a stream" => Reply.Sse(Step.Text(MinuteSpent)),
            _ => Reply.Json(MinuteSpent),
        });

        world.Ask("a/m", stream: shape != "whole", maxWait: 0).Trail.ShouldBe("a/m=rate_limited");

        world.Health.Snapshot().ShouldBeEmpty("the pool is closed, and nothing else");
        var pools = world.Engine.Quotas.Report().Where(pool => pool.Amount is not null).ToList();
        pools.Single(pool => pool.Amount == 6000).SpentUntil.ShouldBe(world.Time.GetUtcNow().AddSeconds(8));
        pools.Single(pool => pool.Amount == 100).SpentUntil.ShouldBeNull();
        world.Ask("a/m", maxWait: 0).Error!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(8));
        world.Network.CallCount.ShouldBe(1);
    }

    [Fact]
    public void What_a_client_makes_up_never_takes_the_room_of_a_price()
    {
        using var world = new World("a/m");
        var evidence = world.Evidence("a/m");
        for (var i = 0; i < 100; i++) evidence.SawRefused("made_up_" + i, null);
        evidence.SawCost(1, "usage");
        evidence.Saw(Capability.Tools, has: false, "prose");
        evidence.Find("cost").ShouldNotBeNull();
        evidence.Find("capability.tools").ShouldNotBeNull();
    }
}
