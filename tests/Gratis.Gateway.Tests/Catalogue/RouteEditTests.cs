using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Catalogue;

/// <summary>One route with everything that is said of it, and the owner's word among that.</summary>
public sealed class RouteEditTests
{
    private const string Gold = "/admin/api/routes/house/maker/gold";

    [Theory]
    [InlineData("/admin/api/routes/house/maker/alpha")]
    [InlineData("/admin/api/routes/house%2Fmaker%2Falpha")]
    public async Task Every_claim_stands_there_with_its_layer_source_and_date(string path)
    {
        await using var world = await ListedWorld.StartAsync();

        var route = (await world.Gateway.OwnerAsync(HttpMethod.Get, path)).ShouldBeServed().Json;

        route.GetProperty("route_id").GetString().ShouldBe("house/maker/alpha");
        var claims = route.GetProperty("claims").EnumerateArray().ToArray();
        claims.ShouldAllBe(claim => claim.EnumerateObject().Select(member => member.Name).SequenceEqual(new[] { "topic", "value", "believed", "layer", "source", "from", "at", "confidence", "detail" }));
        Believed(route, "free").GetProperty("value").GetString().ShouldBe("true");
        var tools = Believed(route, "tools");
        (tools.GetProperty("value").GetString(), tools.GetProperty("layer").GetString(), tools.GetProperty("source").GetString()).ShouldBe(("true", "learned", "provider_list"));
        Believed(route, "context").GetProperty("value").GetString().ShouldBe("32768");
        Believed(route, "price").GetProperty("value").GetString()!.ShouldContain("USD");
    }

    [Fact]
    public async Task The_owner_says_that_a_route_is_free_or_not_and_takes_it_back()
    {
        await using var world = await ListedWorld.StartAsync("", Listed.Paid("maker/gold"));

        var free = (await world.Gateway.OwnerAsync(HttpMethod.Put, Gold, """{"free":true}""")).ShouldBeServed().Json;
        free.GetProperty("free").GetBoolean().ShouldBeTrue();
        (free.GetProperty("evidence").GetProperty("layer").GetString(), Believed(free, "free").GetProperty("layer").GetString()).ShouldBe(("owner", "owner"));
        (await world.RouteOfAsync("free")).ShouldBe("house/maker/gold");

        (await world.Gateway.OwnerAsync(HttpMethod.Put, Gold, """{"free":false}""")).ShouldBeServed().Json.GetProperty("free").GetBoolean().ShouldBeFalse();
        (await world.Gateway.ChatAsync("free")).ShouldBeError(503, "no_routes");

        var open = (await world.Gateway.OwnerAsync(HttpMethod.Put, Gold, """{"free":null}""")).ShouldBeServed().Json;
        open.GetProperty("evidence").GetProperty("layer").GetString().ShouldBe("price");
    }

    [Fact]
    public async Task A_word_survives_a_restart_and_ends_when_the_config_changes_its_own()
    {
        await using var world = await ListedWorld.StartAsync();
        (await world.Gateway.OwnerAsync(HttpMethod.Put, Gold, """{"free":true}""")).ShouldBeServed();

        await world.Gateway.RestartAsync();
        (await world.RowAsync("house/maker/gold")).GetProperty("free").GetBoolean().ShouldBeTrue();

        await world.Gateway.ReloadAsync(world.Config("server: { max_attempts: 4 }"));
        (await world.RowAsync("house/maker/gold")).GetProperty("free").GetBoolean().ShouldBeTrue("the config says the same of it as before");

        await world.Gateway.ReloadAsync(world.Config("", ", free: price"));
        (await world.RowAsync("house/maker/gold")).GetProperty("free").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Capabilities_are_claimed_denied_and_left_to_others()
    {
        await using var world = await ListedWorld.StartAsync();
        const string Alpha = "/admin/api/routes/house/maker/alpha";

        var said = (await world.Gateway.OwnerAsync(HttpMethod.Put, Alpha, """{"capabilities":{"tools":false,"web_search":true}}""")).ShouldBeServed().Json;
        said.GetProperty("capabilities").GetProperty("tools").GetBoolean().ShouldBeFalse();
        said.GetProperty("capabilities").GetProperty("web_search").GetBoolean().ShouldBeTrue();
        said.GetProperty("claims").EnumerateArray().Where(claim => claim.GetProperty("topic").GetString() == "tools")
            .Select(claim => (claim.GetProperty("value").GetString(), claim.GetProperty("believed").GetBoolean(), claim.GetProperty("layer").GetString()))
            .ShouldBe([("false", true, "owner"), ("true", false, "learned")]);

        await world.Gateway.RestartAsync();
        var back = (await world.Gateway.OwnerAsync(HttpMethod.Put, Alpha, """{"capabilities":{"tools":null}}""")).ShouldBeServed().Json;
        back.GetProperty("capabilities").GetProperty("tools").GetBoolean().ShouldBeTrue("the list says so");
        back.GetProperty("capabilities").GetProperty("web_search").GetBoolean().ShouldBeTrue("nothing was said of it this time");
    }

    [Fact]
    public async Task Several_words_may_come_together()
    {
        await using var world = await ListedWorld.StartAsync();

        var said = (await world.Gateway.OwnerAsync(HttpMethod.Put, Gold, """{"free":true,"enabled":false,"capabilities":{"vision":true}}""")).ShouldBeServed().Json;
        (said.GetProperty("free").GetBoolean(), said.GetProperty("state").GetString(), said.GetProperty("capabilities").GetProperty("vision").GetBoolean()).ShouldBe((true, "disabled", true));

        (await world.Gateway.OwnerAsync(HttpMethod.Put, Gold, """{"enabled":null}""")).ShouldBeServed().Json.GetProperty("state").GetString().ShouldBe("enabled", "it is free, and what is free serves");
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "must be an object")]
    [InlineData("null", "must be an object")]
    [InlineData("{}", "says nothing")]
    [InlineData("""{"capabilities":{}}""", "says nothing")]
    [InlineData("""{"free":"true"}""", "free must be")]
    [InlineData("""{"free":1}""", "free must be")]
    [InlineData("""{"enabled":[]}""", "enabled must be")]
    [InlineData("""{"free":true,"price":0}""", "'price'")]
    [InlineData("""{"Free":true}""", "'Free'")]
    [InlineData("""{"capabilities":["tools"]}""", "capabilities must be")]
    [InlineData("""{"free":true,"capabilities":{"telepathy":true}}""", "'telepathy'")]
    [InlineData("""{"free":true,"capabilities":{"tools":"yes"}}""", "tools must be")]
    public async Task Anything_else_is_refused_by_its_name_and_changes_nothing(string body, string says)
    {
        await using var world = await ListedWorld.StartAsync();

        (await world.Gateway.OwnerAsync(HttpMethod.Put, Gold, body)).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain(says);

        (await world.RowAsync("house/maker/gold")).GetProperty("free").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_route_that_nobody_knows_is_not_found()
    {
        await using var world = await ListedWorld.StartAsync();

        (await world.Gateway.OwnerAsync(HttpMethod.Get, "/admin/api/routes/house/unheard/of")).ShouldBeError(404, "model_not_found");
        (await world.Gateway.OwnerAsync(HttpMethod.Put, "/admin/api/routes/house/unheard/of", """{"free":true}""")).ShouldBeError(404, "model_not_found");
    }

    private static JsonElement Believed(JsonElement route, string topic) => route.GetProperty("claims").EnumerateArray()
        .Single(claim => claim.GetProperty("topic").GetString() == topic && claim.GetProperty("believed").GetBoolean());
}
