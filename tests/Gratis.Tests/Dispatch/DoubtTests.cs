using Gratis.Catalog;
using Gratis.Tests.Hosting;
using static Gratis.Tests.Dispatch.Forms;

namespace Gratis.Tests.Dispatch;

/// <summary>What may be an accident the first time: calls with broken arguments, and text that imitates a call.</summary>
public sealed class DoubtTests
{
    private const string Imitation = "\"{\\\"name\\\": \\\"weather\\\", \\\"arguments\\\": {\\\"city\\\": \\\"Paris\\\"}}\"";

    [Theory]
    [InlineData("\"{\\\"city\\\": Paris\"")]
    [InlineData("\"weather in Paris\"")]
    [InlineData("\"[1]\"")]
    [InlineData("{\"city\":\"Paris\"}")]
    public void A_broken_call_goes_to_the_next_route_and_lowers_no_claim(string arguments)
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Calls(arguments));
        world.Network.On("b/m", Calls());
        world.Ask("auto", members: Tools).Trail.ShouldBe("a/m=invalid_answer,b/m=served");
        world.Claim("a/m").ShouldBeNull();
        world.Health.Snapshot().ShouldBeEmpty();
    }

    [Fact]
    public void A_second_one_in_a_row_within_an_hour_does()
    {
        using var world = Breaking(Calls("\"{\""), Calls("\"{\""));
        world.Ask("auto", members: Tools);
        world.Time.Advance(TimeSpan.FromMinutes(59));
        world.Ask("auto", members: Tools);
        world.Claim("a/m").ShouldBe("false");
        world.Evidence("a/m").Facts.Keys.ShouldBe(["capability.tools"]);
    }

    [Fact]
    public void A_good_call_between_them_clears_the_doubt()
    {
        using var world = Breaking(Calls("\"{\""), Calls(), Calls("\"{\""));
        for (var i = 0; i < 3; i++) world.Ask("auto", members: Tools);
        world.Claim("a/m").ShouldBe("true");
    }

    [Fact]
    public void After_an_hour_it_is_a_first_one_again()
    {
        using var world = Breaking(Calls("\"{\""));
        world.Ask("auto", members: Tools);
        world.Time.Advance(TimeSpan.FromMinutes(61));
        world.Ask("auto", members: Tools);
        world.Claim("a/m").ShouldBeNull();
    }

    [Theory]
    [InlineData(Tools, "\"{\"", "length")] // The client's own bound has cut it.
    [InlineData("", "\"{\"", "tool_calls")]
    public void A_broken_call_that_is_not_the_model_s_fault_is_served_as_it_is(string members, string arguments, string finish)
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Calls(arguments, finish));
        world.Ask("auto", members: members).Trail.ShouldBe("a/m=served");
        world.Evidence("a/m").Facts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Imitation)]
    [InlineData("\"```json\\n{\\\"name\\\":\\\"weather\\\",\\\"parameters\\\":{}}\\n```\"")]
    [InlineData("\"Sure. <tool_call>\\n{\\\"name\\\":\\\"weather\\\"}</tool_call>\"")]
    [InlineData("\"\\u003ctool_call\\u003e\\n<function=weather>\"")]
    [InlineData("\"[TOOL_CALLS][{\\\"name\\\":\\\"weather\\\"}]\"")]
    public void An_imitated_call_is_served_and_a_second_one_in_a_row_lowers_the_claim(string text)
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Says(text));
        world.Ask("auto", members: Tools).Trail.ShouldBe("a/m=served");
        world.Claim("a/m").ShouldBeNull();
        world.Evidence("a/m").Find("doubt.tools")!.Evidence.Confidence.ShouldBeLessThan(0.5);

        world.Ask("auto", members: Tools).Trail.ShouldBe("a/m=served");
        world.Claim("a/m").ShouldBe("false");
    }

    [Theory]
    [InlineData("\"Wrap it in <tool_call> tags.\"")]
    [InlineData("\"{\\\"name\\\":\\\"Paris\\\",\\\"population\\\":2}\"")]
    [InlineData("\"{\\\"name\\\":\\\"weather\\\"}\"")]
    [InlineData("\"A call looks like {\\\"name\\\":\\\"f\\\",\\\"arguments\\\":{}}\"")]
    [InlineData("\"{\\\"name\\\":\\\"f\\\",\\\"arguments\\\":{}\"")]
    [InlineData("\"```\"")]
    [InlineData("\"\\ud800 {\"")]
    public void Text_about_calls_is_text(string text)
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Says(text));
        world.Ask("a/m", members: Tools).Status.ShouldBe(200);
        world.Evidence("a/m").Facts.ShouldBeEmpty();
    }

    [Fact]
    public void Without_tools_nothing_is_imitated()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Says(Imitation));
        world.Ask("a/m").Status.ShouldBe(200);
        world.Evidence("a/m").Facts.ShouldBeEmpty();
    }

    [Fact]
    public void A_call_that_only_confirms_what_is_known_costs_nothing()
    {
        using var world = new World("a/m");
        var evidence = world.Evidence("a/m");
        for (var i = 0; i < 3; i++) evidence.Saw(Capability.Tools, has: true, "it called a tool");
        var before = GC.GetAllocatedBytesForCurrentThread();
        evidence.Saw(Capability.Tools, has: true, "it called a tool");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static World Breaking(params Reply[] replies)
    {
        var world = new World("a/m", "b/m");
        world.Network.On("a/m", replies);
        world.Network.On("b/m", Calls());
        return world;
    }
}
