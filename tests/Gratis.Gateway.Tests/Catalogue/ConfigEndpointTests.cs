using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Catalogue;

/// <summary>The config as the owner may see it.</summary>
public sealed class ConfigEndpointTests
{
    [Fact]
    public async Task The_config_is_shown_with_who_said_what_and_without_a_secret()
    {
        await using var world = await ListedWorld.StartAsync("favorite_free_models: [ maker/alpha ]", Listed.Free("maker/alpha"));

        var reply = (await world.Gateway.OwnerAsync(HttpMethod.Get, "/admin/api/config")).ShouldBeServed();

        reply.Json.EnumerateObject().Select(member => member.Name)
            .ShouldBe(["server", "auth", "storage", "log", "providers", "favorite_free_models", "believed_free", "privacy", "pools", "spill", "discovery", "routing", "auto_route", "sources"]);
        reply.Json.GetProperty("providers").GetProperty("house").GetProperty("base_url").GetString().ShouldBe(world.Upstream.BaseUrl);
        reply.Json.GetProperty("favorite_free_models").GetRawText().ShouldBe("""["maker/alpha"]""");
        Layer(reply, "favorite_free_models").ShouldBe("file");
        Layer(reply, "server.port").ShouldBe("default");
        reply.Text.ShouldNotContain(Owner.Token);
        reply.Text.ShouldNotContain("house-key");
    }

    [Fact]
    public async Task Favourites_are_those_in_force()
    {
        await using var world = await ListedWorld.StartAsync("favorite_free_models: [ maker/alpha ]", Listed.Free("maker/alpha"));
        (await world.Gateway.OwnerAsync(HttpMethod.Put, "/admin/api/favorite-free-models", """["x/y"]""")).ShouldBeServed();

        var edited = (await world.Gateway.OwnerAsync(HttpMethod.Get, "/admin/api/config")).ShouldBeServed();
        edited.Json.GetProperty("favorite_free_models").GetRawText().ShouldBe("""["x/y"]""");
        Layer(edited, "favorite_free_models").ShouldBe("api");

        await world.Gateway.ReloadAsync(world.Config("favorite_free_models: [ maker/beta ]"));
        var reloaded = (await world.Gateway.OwnerAsync(HttpMethod.Get, "/admin/api/config")).ShouldBeServed();
        reloaded.Json.GetProperty("favorite_free_models").GetRawText().ShouldBe("""["maker/beta"]""");
        Layer(reloaded, "favorite_free_models").ShouldBe("file");
    }

    private static string? Layer(Reply reply, string key) => reply.Json.GetProperty("sources").GetProperty(key).GetProperty("layer").GetString();
}
