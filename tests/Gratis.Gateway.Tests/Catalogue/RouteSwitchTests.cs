using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Catalogue;

/// <summary>One route switched on, off, or forgiven.</summary>
public sealed class RouteSwitchTests
{
    private const string Path = "/v1/gateway/models/";

    [Theory]
    [InlineData("house/maker/alpha")]
    [InlineData("house%2Fmaker%2Falpha")]
    [InlineData("HOUSE/maker%2falpha")]
    public async Task A_route_that_is_switched_off_serves_under_no_name_until_it_is_switched_on(string id)
    {
        await using var world = await ListedWorld.StartAsync();

        var off = (await world.Gateway.OwnerAsync(HttpMethod.Post, Path + id + "/disable")).ShouldBeServed();

        (off.Json.GetProperty("route_id").GetString(), off.Json.GetProperty("state").GetString(), off.Json.GetProperty("enabled").GetBoolean()).ShouldBe(("house/maker/alpha", "disabled", false));
        off.Json.GetProperty("state_reason").GetString()!.ShouldContain("owner");
        (await world.RouteOfAsync("auto")).ShouldBe("house/maker/beta");
        (await world.Gateway.ChatAsync("house/maker/alpha")).ShouldBeError(404, "model_not_found").ErrorMessage.ShouldContain("switched off by its owner");
        (await world.Gateway.GetAsync("/v1/models/house/maker/alpha")).ShouldBeError(404, "model_not_found").ErrorMessage.ShouldContain("switched off by its owner");

        (await world.Gateway.OwnerAsync(HttpMethod.Post, Path + id + "/enable")).ShouldBeServed().Json.GetProperty("enabled").GetBoolean().ShouldBeTrue();
        (await world.RouteOfAsync("house/maker/alpha")).ShouldBe("house/maker/alpha");
    }

    [Fact]
    public async Task A_switch_survives_a_restart_and_the_next_list()
    {
        await using var world = await ListedWorld.StartAsync();
        (await world.Gateway.OwnerAsync(HttpMethod.Post, Path + "house/maker/alpha/disable")).ShouldBeServed();
        (await world.Gateway.OwnerAsync(HttpMethod.Post, Path + "house/maker/gold/enable")).ShouldBeServed();

        await world.Gateway.RestartAsync();
        await world.RefreshAsync();

        (await world.RowAsync("house/maker/alpha")).GetProperty("state").GetString().ShouldBe("disabled");
        (await world.RowAsync("house/maker/gold")).GetProperty("state").GetString().ShouldBe("enabled");
    }

    [Fact]
    public async Task A_paid_route_that_is_accepted_serves_by_its_name_and_never_as_free()
    {
        await using var world = await ListedWorld.StartAsync("", Listed.Paid("maker/gold"));

        (await world.Gateway.OwnerAsync(HttpMethod.Post, Path + "house/maker/gold/enable")).ShouldBeServed();

        (await world.RouteOfAsync("house/maker/gold")).ShouldBe("house/maker/gold");
        (await world.Gateway.ChatAsync("free")).ShouldBeError(503, "no_routes");
        (await world.Gateway.ChatAsync("auto")).ShouldBeError(503, "no_routes");
    }

    [Theory]
    [InlineData("house/unheard/of/enable", "model_not_found")]
    [InlineData("house/unheard/of/health/reset", "model_not_found")]
    [InlineData("enable", "not_found")]
    [InlineData("house/maker/alpha", "not_found")]
    [InlineData("house/maker/alpha/explode", "not_found")]
    [InlineData("house/maker/alpha/health", "not_found")]
    public async Task What_is_not_there_is_not_found(string path, string code)
    {
        await using var world = await ListedWorld.StartAsync();

        (await world.Gateway.OwnerAsync(HttpMethod.Post, Path + path)).ShouldBeError(404, code);
    }

    [Fact]
    public async Task A_route_that_was_forgiven_is_asked_again_at_once()
    {
        await using var world = await ListedWorld.StartAsync();
        world.Answer("maker/alpha", Answers.Error(500, "broken"));
        for (var i = 0; i < 6; i++)
            await world.Gateway.ChatAsync("house/maker/alpha", ("X-Gateway-Max-Wait", "0"));
        (await world.RowAsync("house/maker/alpha")).GetProperty("health").GetProperty("health").GetString().ShouldNotBe("ok");
        world.Answer("maker/alpha", Answers.Chat("well again"));

        var forgiven = (await world.Gateway.OwnerAsync(HttpMethod.Post, Path + "house/maker/alpha/health/reset")).ShouldBeServed();

        forgiven.Json.GetProperty("health").GetProperty("health").GetString().ShouldBe("ok");
        (await world.RouteOfAsync("house/maker/alpha")).ShouldBe("house/maker/alpha");
    }

    [Fact]
    public async Task A_route_that_is_dead_lives_when_it_is_forgiven()
    {
        await using var world = await ListedWorld.StartAsync();
        await KillAlphaAsync(world);

        var forgiven = (await world.Gateway.OwnerAsync(HttpMethod.Post, Path + "house/maker/alpha/health/reset")).ShouldBeServed();

        forgiven.Json.GetProperty("state").GetString().ShouldBe("enabled");
        forgiven.Json.GetProperty("missing_since").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_route_that_is_dead_lives_when_its_owner_switches_it_on()
    {
        await using var world = await ListedWorld.StartAsync();
        await KillAlphaAsync(world);

        (await world.Gateway.OwnerAsync(HttpMethod.Post, Path + "house/maker/alpha/enable")).ShouldBeServed().Json.GetProperty("state").GetString().ShouldBe("enabled");
    }

    /// <summary>Its list leaves it out, and a call is told that it is unknown: two proofs.</summary>
    private static async Task KillAlphaAsync(ListedWorld world)
    {
        world.List(Listed.Free("maker/beta"), Listed.Paid("maker/gold"));
        await world.RefreshAsync();
        world.Answer("maker/alpha", Answers.Error(404, "The model `maker/alpha` does not exist"));
        await world.Gateway.ChatAsync("house/maker/alpha", ("X-Gateway-Max-Wait", "0"));
        var dead = await world.RowSoonAsync("house/maker/alpha", row => row.GetProperty("state").GetString() == "dead");
        dead.GetProperty("state_reason").GetString()!.ShouldContain("does not have it");
        (await world.Gateway.GetAsync("/v1/models")).Text.ShouldNotContain("maker/alpha");
    }
}
