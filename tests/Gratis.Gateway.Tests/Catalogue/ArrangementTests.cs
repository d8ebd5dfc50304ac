using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Catalogue;

/// <summary>The owner's order and switches, for all routes at once.</summary>
public sealed class ArrangementTests
{
    private const string Path = "/v1/gateway/models";

    [Theory]
    [InlineData("""["house/maker/beta","house/maker/alpha"]""")]
    [InlineData("""{"data":["HOUSE/Maker/Beta","house/maker/alpha"]}""")]
    [InlineData("""[{"route_id":"house/maker/beta","rank":7,"whatever":[1]},{"route_id":"house/maker/alpha"}]""")]
    [InlineData("""{"object":"list","data":[{"route_id":"house/maker/beta","enabled":true},"house/maker/alpha"]}""")]
    public async Task The_order_that_the_owner_puts_is_the_order_and_what_serves(string body)
    {
        await using var world = await ListedWorld.StartAsync();
        (await world.IdsAsync()).ShouldBe(["house/maker/alpha", "house/maker/beta", "house/maker/gold"]);

        var answer = (await PutAsync(world, body)).ShouldBeServed();

        answer.Json.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("route_id").GetString()).ShouldBe(["house/maker/beta", "house/maker/alpha", "house/maker/gold"]);
        (await world.IdsAsync()).ShouldBe(["house/maker/beta", "house/maker/alpha", "house/maker/gold"]);
        (await world.RouteOfAsync("auto")).ShouldBe("house/maker/beta");
    }

    [Fact]
    public async Task The_order_is_rank_for_every_route_that_is_named()
    {
        await using var world = await ListedWorld.StartAsync();
        string[] reversed = [.. (await world.IdsAsync()).Reverse()];

        (await PutAsync(world, JsonSerializer.Serialize(reversed))).ShouldBeServed();

        (await world.IdsAsync()).ShouldBe(reversed);
        (await world.RowAsync("house/maker/gold")).GetProperty("state").GetString().ShouldBe("found", "a place in the order switches nothing on");
        (await world.RouteOfAsync("free")).ShouldBe("house/maker/beta", "and makes nothing free");
    }

    [Fact]
    public async Task Routes_that_are_left_out_follow()
    {
        await using var world = await ListedWorld.StartAsync("", [.. "abcdef".Select(letter => Listed.Free($"maker/model-{letter}"))]);

        (await PutAsync(world, """["house/maker/model-e","house/maker/model-c"]""")).ShouldBeServed();

        var ids = await world.IdsAsync();
        ids[..2].ShouldBe(["house/maker/model-e", "house/maker/model-c"]);
        ids[2..].ShouldBe(["house/maker/model-a", "house/maker/model-b", "house/maker/model-d", "house/maker/model-f"]);
    }

    [Fact]
    public async Task Routes_that_come_later_go_behind_those_the_owner_put_first()
    {
        await using var world = await ListedWorld.StartAsync();
        (await PutAsync(world, """["house/maker/beta"]""")).ShouldBeServed();

        world.List(Listed.Free("llama-3.3-70b-instruct"), Listed.Free("maker/alpha"), Listed.Free("maker/beta"));
        await world.RefreshAsync();

        (await world.IdsAsync())[0].ShouldBe("house/maker/beta");
        (await world.IdsAsync()).ShouldContain("house/llama-3.3-70b-instruct");
    }

    [Fact]
    public async Task Flags_switch_routes_on_and_off()
    {
        await using var world = await ListedWorld.StartAsync();

        (await PutAsync(world, """[{"route_id":"house/maker/alpha","enabled":false},{"route_id":"house/maker/gold","enabled":true}]""")).ShouldBeServed();

        (await world.RowAsync("house/maker/alpha")).GetProperty("state").GetString().ShouldBe("disabled");
        (await world.RowAsync("house/maker/gold")).GetProperty("state").GetString().ShouldBe("enabled");
        (await world.RouteOfAsync("auto")).ShouldBe("house/maker/beta");
        (await world.RouteOfAsync("house/maker/gold")).ShouldBe("house/maker/gold");
    }

    [Fact]
    public async Task A_list_that_is_sent_back_as_it_came_switches_nothing()
    {
        await using var world = await ListedWorld.StartAsync();
        var before = await world.RowsAsync();

        (await PutAsync(world, (await world.Gateway.GetAsync(Path)).Text)).ShouldBeServed();

        (await world.RowsAsync()).Select(Place).ShouldBe(before.Select(Place));
        (await world.Gateway.OwnerAsync(HttpMethod.Put, "/admin/api/routes/house/maker/gold", """{"free":true}""")).ShouldBeServed();
        (await world.RowAsync("house/maker/gold")).GetProperty("state").GetString().ShouldBe("enabled", "nobody had switched it off");
    }

    [Fact]
    public async Task What_was_put_survives_a_restart()
    {
        await using var world = await ListedWorld.StartAsync();
        (await PutAsync(world, """[{"route_id":"house/maker/gold","enabled":true},{"route_id":"house/maker/beta","enabled":false},"house/maker/alpha"]""")).ShouldBeServed();
        var before = await world.RowsAsync();

        await world.Gateway.RestartAsync();

        (await world.RowsAsync()).Select(Place).ShouldBe(before.Select(Place));
    }

    [Fact]
    public async Task Auto_rank_takes_the_order_back_and_leaves_the_switches()
    {
        await using var world = await ListedWorld.StartAsync();
        (await PutAsync(world, """["house/maker/beta",{"route_id":"house/maker/gold","enabled":true},{"route_id":"house/maker/alpha","enabled":false}]""")).ShouldBeServed();

        var answer = (await world.Gateway.OwnerAsync(HttpMethod.Post, Path + "/auto-rank")).ShouldBeServed();

        answer.Json.GetProperty("data").GetArrayLength().ShouldBe(3);
        (await world.IdsAsync()).ShouldBe(["house/maker/alpha", "house/maker/beta", "house/maker/gold"]);
        (await world.RowAsync("house/maker/alpha")).GetProperty("enabled").GetBoolean().ShouldBeFalse();
        (await world.RowAsync("house/maker/gold")).GetProperty("enabled").GetBoolean().ShouldBeTrue();
        await world.Gateway.RestartAsync();
        (await world.IdsAsync()).ShouldBe(["house/maker/alpha", "house/maker/beta", "house/maker/gold"]);
    }

    [Fact]
    public async Task Reset_takes_everything_back_but_favourites()
    {
        await using var world = await ListedWorld.StartAsync();
        var before = await world.RowsAsync();
        (await PutAsync(world, """["house/maker/beta",{"route_id":"house/maker/gold","enabled":true},{"route_id":"house/maker/alpha","enabled":false}]""")).ShouldBeServed();
        (await world.Gateway.OwnerAsync(HttpMethod.Put, "/admin/api/routes/house/maker/gold", """{"free":true}""")).ShouldBeServed();
        (await world.Gateway.OwnerAsync(HttpMethod.Put, "/admin/api/favorite-free-models", """["maker/beta"]""")).ShouldBeServed();

        (await world.Gateway.OwnerAsync(HttpMethod.Post, Path + "/reset")).ShouldBeServed().Json.GetProperty("data").GetArrayLength().ShouldBe(3);

        (await world.RowsAsync()).Select(Place).ShouldBe(before.Select(Place));
        (await world.RowAsync("house/maker/gold")).GetProperty("free").GetBoolean().ShouldBeFalse();
        (await world.RouteOfAsync("free")).ShouldBe("house/maker/beta");
        await world.Gateway.RestartAsync();
        (await world.RowsAsync()).Select(Place).ShouldBe(before.Select(Place));
        (await world.RouteOfAsync("free")).ShouldBe("house/maker/beta");
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[", "not JSON")]
    [InlineData("3", "must be an array")]
    [InlineData("{}", "must be an array")]
    [InlineData("""{"data":"house/maker/alpha"}""", "must be an array")]
    [InlineData("""["house/maker/beta",7]""", "Entry 1")]
    [InlineData("""["house/maker/beta",null]""", "Entry 1")]
    [InlineData("""["house/maker/beta",{"enabled":true}]""", "Entry 1")]
    [InlineData("""["house/maker/beta",{"route_id":9}]""", "Entry 1")]
    [InlineData("""["house/maker/beta",{"route_id":"house/maker/gold","enabled":"yes"}]""", "Entry 1, 'house/maker/gold': enabled")]
    [InlineData("""["house/maker/beta",{"route_id":"house/maker/gold","enabled":null}]""", "Entry 1, 'house/maker/gold': enabled")]
    [InlineData("""["house/maker/beta","house/unheard/of"]""", "Entry 1, 'house/unheard/of', is no route")]
    [InlineData("""["house/maker/beta","*"]""", "Entry 1, '*', is no route")]
    [InlineData("""["house/maker/beta",{"route_id":"HOUSE/maker/beta","enabled":false}]""", "Entry 1, 'HOUSE/maker/beta', is there already")]
    [InlineData("""[{"route_id":"house/maker/beta","enabled":false,"enabled":true}]""", "not JSON")]
    [InlineData("""["house/maker/beta","\ud800"]""", "Unicode")]
    public async Task A_bad_entry_is_named_and_nothing_is_changed(string body, string says)
    {
        await using var world = await ListedWorld.StartAsync();
        var before = await world.RowsAsync();

        (await PutAsync(world, body)).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain(says);

        (await world.RowsAsync()).Select(Place).ShouldBe(before.Select(Place));
    }

    private static Task<Reply> PutAsync(ListedWorld world, string body) => world.Gateway.OwnerAsync(HttpMethod.Put, Path, body);

    private static (string? Id, int Rank, string? State) Place(JsonElement row) =>
        (row.GetProperty("route_id").GetString(), row.GetProperty("rank").GetInt32(), row.GetProperty("state").GetString());
}
