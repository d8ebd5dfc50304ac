using Gratis.Gateway.Tests.Catalogue;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Pools;

/// <summary>The pools that are there with whatever keys there are.</summary>
public sealed class ShippedPoolTests
{
    [Fact]
    public async Task Those_that_something_backs_are_offered()
    {
        await using var world = await ListedWorld.StartAsync("", Listed.Free("maker/small-7b"), Listed.Free("maker/big-400b"), Listed.Paid("maker/gold"));

        var offered = await world.Gateway.OfferedAsync();

        foreach (var pool in (string[])["chat-free", "chat-free-large", "chat-lite", "chat", "primary"])
            offered.ShouldContain(pool);
        offered.ShouldNotContain("reasoning-free");
        offered.ShouldNotContain("paid-tools");
        (await world.Gateway.CandidatesAsync("chat-lite")).ShouldBe(["house/maker/small-7b"]);
        (await world.Gateway.CandidatesAsync("chat-free-large")).ShouldBe(["house/maker/big-400b"]);
    }

    [Theory]
    [InlineData("chat-free", "house/maker/small-7b")]
    [InlineData("reasoning-free", "house/maker/big-400b")]
    [InlineData("chat-free-large", "house/maker/big-400b")]
    [InlineData("chat-lite", "house/maker/small-7b")]
    public async Task A_pool_serves_its_own_and_then_whom_it_falls_back_on(string pool, string first)
    {
        await using var world = await ListedWorld.StartAsync("", Listed.Free("maker/small-7b"), Listed.Free("maker/big-400b"));
        (await world.RouteOfAsync(pool)).ShouldBe(first);

        world.Answer(first["house/".Length..], Answers.Error(500, "out of order"));

        (await world.RouteOfAsync(pool)).ShouldBe(first.EndsWith("7b", StringComparison.Ordinal) ? "house/maker/big-400b" : "house/maker/small-7b");
    }

    [Theory]
    [InlineData("")]
    [InlineData("spill: { enabled: true, targets: [ house/maker/gold ] }")]
    [InlineData("spill: { monthly_budget_usd: 5, targets: [ house/maker/gold ] }")]
    public async Task Without_a_budget_no_pool_holds_what_is_paid(string spill)
    {
        await using var world = await ListedWorld.StartAsync(spill, Listed.Paid("maker/gold"));

        foreach (var pool in (string[])["chat-free", "reasoning-free", "chat-free-large", "chat-lite", "chat", "primary", "paid-tools"])
            (await world.Gateway.ChatAsync(pool)).ShouldBeError(503, "no_routes");
        (await world.Gateway.ChatAsync("paid-tools")).ErrorMessage.ShouldContain("spill.enabled");
        world.Upstream.Calls.ShouldAllBe(call => call.Method == "GET");
    }

    [Theory]
    [InlineData("spill: { enabled: true, monthly_budget_usd: 5 }")]
    [InlineData("spill: { enabled: true, monthly_budget_usd: 5, targets: [ house/maker/gold ] }")]
    public async Task With_a_budget_paid_tools_is_there(string spill)
    {
        await using var world = await ListedWorld.StartAsync(spill, Listed.Paid("maker/gold"), Listed.Free("maker/alpha"));

        (await world.Gateway.CandidatesAsync("paid-tools")).ShouldBe(["house/maker/gold"]);
        (await world.Gateway.OfferedAsync()).ShouldContain("paid-tools");
        (await world.RouteOfAsync("primary")).ShouldBe("house/maker/alpha");
    }

    [Fact]
    public async Task The_owner_s_pool_of_that_name_is_the_owner_s_and_may_fall_back_on_a_shipped_one()
    {
        await using var world = await ListedWorld.StartAsync(
            "pools: { chat: { targets: [ { model: house/maker/beta } ], fallback: [ mine ] }, mine: { fallback: [ chat-free ] } }",
            Listed.Free("maker/alpha"), Listed.Free("maker/beta"));
        (await world.Gateway.CandidatesAsync("chat")).ShouldBe(["house/maker/beta"]);
        world.Answer("maker/beta", Answers.Error(500, "out of order"));

        (await world.RouteOfAsync("chat")).ShouldBe("house/maker/alpha");
    }

    [Fact]
    public async Task Every_shipped_pool_is_a_fallback_that_a_config_may_name_and_a_made_up_one_is_not()
    {
        await using var world = await ListedWorld.StartAsync(
            "pools: { mine: { fallback: [ chat-free, reasoning-free, chat-free-large, chat-lite, chat, primary, paid-tools ] } }",
            Listed.Free("maker/alpha"));

        (await world.RouteOfAsync("mine")).ShouldBe("house/maker/alpha");
        (await TestGateway.RefusesToStartAsync("pools: { mine: { fallback: [ chat-fee ] } }")).ShouldContain("Did you mean chat-free?");
    }

    [Fact]
    public async Task A_pool_s_own_patience_leaves_a_target_alone_there_and_nowhere_else()
    {
        await using var world = await ListedWorld.StartAsync(
            """
            pools:
              p: { strategy: priority, targets: [ { model: house/maker/alpha }, { model: house/maker/beta } ], allowed_fails: 1, cooldown_time: 2h }
              q: { strategy: priority, targets: [ { model: house/maker/alpha }, { model: house/maker/beta } ] }
            """);
        world.Answer("maker/alpha", Answers.Error(500, "out of order"));
        (await world.RouteOfAsync("p")).ShouldBe("house/maker/beta");
        world.Answer("maker/alpha", Answers.Chat("well again"));
        world.Gateway.Time.Skip(TimeSpan.FromHours(1));

        (await world.RouteOfAsync("q")).ShouldBe("house/maker/alpha");
        (await world.RouteOfAsync("p")).ShouldBe("house/maker/beta");
        world.Gateway.Time.Skip(TimeSpan.FromHours(1.1));
        (await world.RouteOfAsync("p")).ShouldBe("house/maker/alpha");
    }
}
