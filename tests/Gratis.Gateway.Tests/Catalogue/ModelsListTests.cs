using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Catalogue;

/// <summary>What clients are offered.</summary>
public sealed class ModelsListTests
{
    [Fact]
    public async Task What_serves_is_offered_and_virtual_models_that_something_backs()
    {
        await using var world = await ListedWorld.StartAsync();

        var models = await ModelsAsync(world);

        models.Keys.ShouldBe(["auto", "auto:standard", "free", "standard/free", "tools/free", "house/free", "llmproxy/loadbalanced", "chat-free", "chat", "primary", "house/maker/alpha", "house/maker/beta"], ignoreOrder: true);
        var alpha = models["house/maker/alpha"];
        alpha.GetProperty("family").GetString().ShouldNotBeNullOrEmpty();
        alpha.GetProperty("tier").GetString().ShouldBe("standard");
    }

    [Fact]
    public async Task What_was_merely_found_is_known_by_its_full_name()
    {
        await using var world = await ListedWorld.StartAsync();

        var gold = (await world.Gateway.GetAsync("/v1/models/house/maker/gold")).ShouldBeServed().Json;

        gold.GetProperty("id").GetString().ShouldBe("house/maker/gold");
        gold.GetProperty("free").GetBoolean().ShouldBeFalse();
        (await world.RouteOfAsync("house/maker/gold")).ShouldBe("house/maker/gold");
    }

    [Fact]
    public async Task What_is_switched_off_is_not_offered_nor_what_nothing_backs()
    {
        await using var world = await ListedWorld.StartAsync("", Listed.Free("maker/alpha"), Listed.Paid("maker/gold"));

        (await world.Gateway.OwnerAsync(HttpMethod.Post, "/v1/gateway/models/house/maker/alpha/disable")).ShouldBeServed();

        (await ModelsAsync(world)).ShouldBeEmpty();
    }

    private static async Task<Dictionary<string, JsonElement>> ModelsAsync(ListedWorld world) =>
        (await world.Gateway.GetAsync("/v1/models")).ShouldBeServed().Json.GetProperty("data").EnumerateArray().ToDictionary(model => model.GetProperty("id").GetString()!);
}
