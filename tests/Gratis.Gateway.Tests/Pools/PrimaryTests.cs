using Gratis.Gateway.Tests.Catalogue;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Pools;

/// <summary><c>primary</c> as clients and the owner meet it.</summary>
public sealed class PrimaryTests
{
    [Fact]
    public async Task It_serves_tools_and_falls_to_the_next()
    {
        await using var world = await TwoAsync();
        (await world.Gateway.CandidatesAsync("primary")).ShouldBe(["house/maker/one", "house/maker/two"]);
        world.Answer("maker/one", Answers.Error(500, "out of order"));

        var reply = (await world.Gateway.PostAsync(Ask.Path, PoolWorld.AskWithTools("primary"))).ShouldBeServed();

        reply["X-Gateway-Trail"].ShouldBe("house/maker/one=broken,house/maker/two=served");
    }

    [Fact]
    public async Task Its_head_shares_by_weight_without_bursts()
    {
        await using var world = await ListedWorld.StartAsync("", Listed.Free("maker/a"), Listed.Free("maker/b"), Listed.Free("maker/c"));

        var led = new List<string?>();
        var trails = new List<string?>();
        for (var i = 0; i < 15; i++)
        {
            var reply = await world.Gateway.ChatAsync("primary");
            led.Add(reply["X-Gateway-Route"]);
            trails.Add(reply["X-Gateway-Trail"]);
        }

        trails.ShouldAllBe(trail => !trail!.Contains(','), string.Join(" | ", trails));
        (led.Count(id => id == "house/maker/a"), led.Count(id => id == "house/maker/b"), led.Count(id => id == "house/maker/c")).ShouldBe((6, 6, 3));
    }

    [Fact]
    public async Task Who_joins_and_who_leaves_is_news_and_a_line_in_the_log()
    {
        await using var world = await TwoAsync();
        (await world.Gateway.PrimaryNewsAsync()).ShouldBe(["+ house/maker/one, + house/maker/two"]);

        world.List(Listed.Free("maker/one"), Listed.Free("maker/two"), Listed.Free("maker/zero"));
        await world.RefreshAsync();

        (await world.Gateway.PrimaryNewsAsync())[0].ShouldBe("+ house/maker/zero");
        world.Gateway.Log.Lines.ShouldContain(line => line.Message.StartsWith("primary: + house/maker/zero", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_newcomer_that_is_hardly_better_takes_nobody_s_place_not_even_after_a_restart()
    {
        Listed[] ten = [.. Enumerable.Range(0, 10).Select(i => Listed.Free($"maker/m{i}-70b"))];
        await using var world = await ListedWorld.StartAsync("", ten);
        var before = await world.Gateway.CandidatesAsync("primary");
        before.Length.ShouldBe(10);

        world.List([.. ten, Listed.Free("maker/a-70b-instruct")]);
        await world.RefreshAsync();
        (await world.Gateway.CandidatesAsync("primary")).ShouldBe(before);
        await world.Gateway.RestartAsync();
        (await world.Gateway.CandidatesAsync("primary")).ShouldBe(before);
        (await world.Gateway.PrimaryNewsAsync()).ShouldBeEmpty();

        world.List([.. ten, Listed.Free("maker/a-70b-coder")]);
        await world.RefreshAsync();
        (await world.Gateway.CandidatesAsync("primary"))[0].ShouldBe("house/maker/a-70b-coder");
    }

    [Fact]
    public async Task A_blocked_model_leaves_with_the_next_config()
    {
        await using var world = await TwoAsync();

        await world.Gateway.ReloadAsync(world.Config("discovery: { primary_blocklist: [ maker/one ] }"));

        (await world.Gateway.CandidatesAsync("primary")).ShouldBe(["house/maker/two"]);
        (await world.Gateway.PrimaryNewsAsync())[0].ShouldBe("- house/maker/one");
        (await world.Gateway.CandidatesAsync("chat")).ShouldContain("house/maker/one");
    }

    [Fact]
    public async Task A_member_that_costs_money_is_out_before_the_next_request()
    {
        await using var world = await TwoAsync();
        world.Answer("maker/one", Answers.Json(200, Answers.Completion("hello").Replace("\"total_tokens\":5", "\"total_tokens\":5,\"cost\":0.01", StringComparison.Ordinal)));

        (await world.RouteOfAsync("primary")).ShouldBe("house/maker/one");

        for (var i = 0; i < 4; i++)
            (await world.RouteOfAsync("primary")).ShouldBe("house/maker/two");
        (await world.RowSoonAsync("house/maker/one", row => !row.GetProperty("free").GetBoolean())).GetProperty("free").GetBoolean().ShouldBeFalse();
        (await world.Gateway.CandidatesAsync("primary")).ShouldBe(["house/maker/two"]);
    }

    private static Task<ListedWorld> TwoAsync() => ListedWorld.StartAsync("", Listed.Free("maker/one"), Listed.Free("maker/two"));
}
