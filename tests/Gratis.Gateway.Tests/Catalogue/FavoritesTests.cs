using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Catalogue;

/// <summary>The owner's favourites over the API.</summary>
public sealed class FavoritesTests
{
    private const string Path = "/admin/api/favorite-free-models";

    [Theory]
    [InlineData("""["maker/beta"]""", "free", "house/maker/beta")]
    [InlineData("""["MAKER/Beta","maker/alpha"]""", "house/free", "house/maker/beta")]
    [InlineData("""["house/maker/beta"]""", "llmproxy/free", "house/maker/beta")]
    [InlineData("""["unheard/of","maker/beta"]""", "free", "house/maker/beta")]
    [InlineData("""["maker/gold","maker/beta"]""", "free", "house/maker/beta")]
    [InlineData("""["maker/beta"]""", "auto", "house/maker/alpha")]
    public async Task The_first_favourite_that_is_free_leads_from_the_next_request_on(string favorites, string model, string route)
    {
        await using var world = await ListedWorld.StartAsync();
        (await world.RouteOfAsync(model)).ShouldBe("house/maker/alpha");

        (await PutAsync(world, favorites)).ShouldBeServed();

        (await world.RouteOfAsync(model)).ShouldBe(route);
    }

    [Fact]
    public async Task They_are_trimmed_blanks_are_dropped_and_of_equals_the_first_stays()
    {
        await using var world = await ListedWorld.StartAsync();

        var answer = (await PutAsync(world, """["  maker/beta ","","   ","Maker/BETA","x/y","x/y:free"]""")).ShouldBeServed();

        answer.Text.ShouldBe("""{"favorite_free_models":["maker/beta","x/y","x/y:free"]}""");
        (await GetAsync(world)).ShouldBe(["maker/beta", "x/y", "x/y:free"]);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{}", "bare array")]
    [InlineData("""{"favorite_free_models":["a"]}""", "bare array")]
    [InlineData("\"a\"", "bare array")]
    [InlineData("null", "bare array")]
    [InlineData("""["a",1]""", "Entry 1")]
    [InlineData("""["a",null]""", "Entry 1")]
    [InlineData("""["a",["b"]]""", "Entry 1")]
    [InlineData("""["a","\udc00"]""", "Unicode")]
    public async Task Anything_but_an_array_of_texts_is_refused_and_changes_nothing(string body, string says)
    {
        await using var world = await ListedWorld.StartAsync("favorite_free_models: [ of/file ]", Listed.Free("maker/alpha"));

        (await PutAsync(world, body)).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain(says);

        (await GetAsync(world)).ShouldBe(["of/file"]);
    }

    [Fact]
    public async Task Too_many_or_too_long_ones_are_refused()
    {
        await using var world = await ListedWorld.StartAsync();
        string[] most = [.. Enumerable.Range(0, 1000).Select(n => $"m{n}")];

        (await PutAsync(world, JsonSerializer.Serialize(most))).ShouldBeServed();
        (await PutAsync(world, JsonSerializer.Serialize((string[])[.. most, "one-more"]))).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain("1000");
        (await PutAsync(world, JsonSerializer.Serialize((string[])[new('x', 500)]))).ShouldBeServed();
        (await PutAsync(world, JsonSerializer.Serialize((string[])[new('x', 501)]))).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain("500");
    }

    [Fact]
    public async Task They_win_over_the_file_and_survive_a_restart()
    {
        await using var world = await ListedWorld.StartAsync("favorite_free_models: [ maker/alpha ]", Listed.Free("maker/alpha"), Listed.Free("maker/beta"));
        (await GetAsync(world)).ShouldBe(["maker/alpha"]);

        (await PutAsync(world, """["maker/beta"]""")).ShouldBeServed();
        await world.Gateway.RestartAsync();

        (await GetAsync(world)).ShouldBe(["maker/beta"]);
        (await world.RouteOfAsync("free")).ShouldBe("house/maker/beta");
    }

    [Fact]
    public async Task None_are_none_whatever_the_file_says()
    {
        await using var world = await ListedWorld.StartAsync("favorite_free_models: [ maker/beta ]", Listed.Free("maker/alpha"), Listed.Free("maker/beta"));
        (await world.RouteOfAsync("free")).ShouldBe("house/maker/beta");

        (await PutAsync(world, "[]")).ShouldBeServed().Text.ShouldBe("""{"favorite_free_models":[]}""");

        (await world.RouteOfAsync("free")).ShouldBe("house/maker/alpha");
    }

    [Fact]
    public async Task The_file_counts_again_once_its_own_value_changes_and_not_before()
    {
        await using var world = await ListedWorld.StartAsync("favorite_free_models: [ maker/alpha ]", Listed.Free("maker/alpha"), Listed.Free("maker/beta"), Listed.Free("maker/gamma"));
        (await PutAsync(world, """["maker/beta"]""")).ShouldBeServed();

        await world.Gateway.ReloadAsync(world.Config("favorite_free_models: [ maker/alpha ]\nserver: { max_attempts: 5 }"));
        (await world.RouteOfAsync("free")).ShouldBe("house/maker/beta");

        await world.Gateway.ReloadAsync(world.Config("favorite_free_models: [ maker/gamma ]"));
        (await GetAsync(world)).ShouldBe(["maker/gamma"]);
        (await world.RouteOfAsync("free")).ShouldBe("house/maker/gamma");

        (await PutAsync(world, """["maker/alpha"]""")).ShouldBeServed();
        (await world.RouteOfAsync("free")).ShouldBe("house/maker/alpha");
    }

    [Fact]
    public async Task Nothing_but_the_owner_ever_changes_them()
    {
        await using var world = await ListedWorld.StartAsync();
        (await PutAsync(world, """["maker/beta","maker/alpha"]""")).ShouldBeServed();

        world.List(Listed.Free("maker/alpha"), Listed.Paid("maker/beta"));
        await world.RefreshAsync();
        (await world.RouteOfAsync("free")).ShouldBe("house/maker/alpha");
        (await GetAsync(world)).ShouldBe(["maker/beta", "maker/alpha"]);

        world.List(Listed.Free("maker/alpha"), Listed.Free("maker/beta"));
        await world.RefreshAsync();
        (await world.RouteOfAsync("free")).ShouldBe("house/maker/beta", "a favourite that is free again leads again");
    }

    private static Task<Reply> PutAsync(ListedWorld world, string body) => world.Gateway.OwnerAsync(HttpMethod.Put, Path, body);

    private static async Task<string?[]> GetAsync(ListedWorld world) =>
        [.. (await world.Gateway.OwnerAsync(HttpMethod.Get, Path)).ShouldBeServed().Json.GetProperty("favorite_free_models").EnumerateArray().Select(name => name.GetString())];
}
