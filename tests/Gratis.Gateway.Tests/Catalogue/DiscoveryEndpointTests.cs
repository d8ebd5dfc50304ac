using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Catalogue;

/// <summary>How it stands with the lists, and looking at them on demand.</summary>
public sealed class DiscoveryEndpointTests
{
    private const string Path = "/admin/api/discovery";

    [Fact]
    public async Task Every_list_says_when_it_came_and_when_it_is_asked_for_again()
    {
        await using var world = await ListedWorld.StartAsync();

        var status = (await world.Gateway.OwnerAsync(HttpMethod.Get, Path)).ShouldBeServed().Json;

        status.GetProperty("enabled").GetBoolean().ShouldBeTrue();
        var house = status.GetProperty("lists").EnumerateArray().ShouldHaveSingleItem();
        house.EnumerateObject().Select(member => member.Name).ShouldBe(["provider", "last_success", "last_attempt", "problem", "models", "ignored", "next", "looking"]);
        (house.GetProperty("provider").GetString(), house.GetProperty("models").GetInt32(), house.GetProperty("problem").ValueKind).ShouldBe(("house", 3, JsonValueKind.Null));
        house.GetProperty("last_success").GetDateTimeOffset().ShouldBeLessThanOrEqualTo(world.Gateway.Time.GetUtcNow());
        house.GetProperty("next").GetDateTimeOffset().ShouldBeGreaterThan(world.Gateway.Time.GetUtcNow().AddHours(5));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"provider":"House"}""")]
    public async Task A_look_on_demand_is_over_when_it_answers(string? body)
    {
        await using var world = await ListedWorld.StartAsync();
        world.List(Listed.Free("maker/alpha"), Listed.Paid("maker/beta"), Listed.Free("maker/new"));

        var answer = (await world.Gateway.OwnerAsync(HttpMethod.Post, Path + "/refresh", body)).ShouldBeServed();

        var news = answer.Json.GetProperty("news").EnumerateArray().Select(item => (item.GetProperty("route").GetString(), item.GetProperty("what").GetString())).ToArray();
        news.ShouldContain(("house/maker/new", "appeared"));
        news.ShouldContain(("house/maker/gold", "vanished from its list"));
        news.ShouldContain(("house/maker/beta", "has another price"));
        (await world.RouteOfAsync("house/maker/new")).ShouldBe("house/maker/new");
        (await world.IdsAsync("?free=true")).ShouldBe(["house/maker/alpha", "house/maker/new"], ignoreOrder: true);
    }

    [Fact]
    public async Task News_come_newest_first()
    {
        await using var world = await ListedWorld.StartAsync();
        foreach (var model in (string[])["maker/first", "maker/second"])
        {
            world.List(Listed.Free("maker/alpha"), Listed.Free("maker/beta"), Listed.Paid("maker/gold"), Listed.Free(model));
            await world.RefreshAsync();
        }

        var news = (await world.Gateway.OwnerAsync(HttpMethod.Get, Path)).Json.GetProperty("news").EnumerateArray().ToArray();

        news.Select(item => item.GetProperty("at").GetDateTimeOffset()).ShouldBeInOrder(SortDirection.Descending);
        var appeared = news.Where(item => item.GetProperty("what").GetString() == "appeared").Select(item => item.GetProperty("route").GetString()).ToList();
        appeared.IndexOf("house/maker/second").ShouldBeLessThan(appeared.IndexOf("house/maker/first"));
    }

    [Fact]
    public async Task A_look_that_fails_says_why_and_takes_nothing_away()
    {
        await using var world = await ListedWorld.StartAsync();
        var otherwise = world.Upstream.Otherwise;
        world.Upstream.Otherwise = (call, response) => (call.Method == "GET" ? Answers.Error(503, "closed today") : otherwise)(call, response);

        var house = (await world.RefreshAsync()).Json.GetProperty("lists").EnumerateArray().Single();

        house.GetProperty("problem").GetString()!.ShouldContain("503");
        house.GetProperty("models").GetInt32().ShouldBe(3);
        (await world.RouteOfAsync("free")).ShouldBe("house/maker/alpha");
    }

    [Fact]
    public async Task After_a_restart_the_lists_of_before_serve_though_nobody_sends_another()
    {
        await using var world = await ListedWorld.StartAsync();
        var before = await world.IdsAsync();
        var otherwise = world.Upstream.Otherwise;
        world.Upstream.Otherwise = (call, response) => (call.Method == "GET" ? Answers.HangUp : otherwise)(call, response);

        await world.Gateway.RestartAsync();

        (await world.IdsAsync()).ShouldBe(before);
        (await world.RouteOfAsync("free")).ShouldBe("house/maker/alpha");
    }

    [Fact]
    public async Task A_look_that_takes_longer_than_a_minute_goes_on_without_its_client()
    {
        await using var world = await ListedWorld.StartAsync();
        var answered = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        var otherwise = world.Upstream.Otherwise;
        world.Upstream.Otherwise = async (call, response) =>
        {
            asked.TrySetResult();
            await answered.Task;
            await otherwise(call, response);
        };

        var refresh = world.Gateway.OwnerAsync(HttpMethod.Post, Path + "/refresh");
        await asked.Task.Soon();
        world.Gateway.Time.Skip(TimeSpan.FromSeconds(61));

        var reply = await refresh;
        answered.SetResult();
        reply.Status.ShouldBe(202, reply.Text);
        reply.Json.GetProperty("lists").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_provider_that_is_not_asked_is_not_found()
    {
        await using var world = await ListedWorld.StartAsync();

        (await world.Gateway.OwnerAsync(HttpMethod.Post, Path + "/refresh", """{"provider":"nobody"}""")).ShouldBeError(404, "model_not_found").ErrorMessage.ShouldContain("nobody");
    }

    [Theory]
    [InlineData("[]", "must be an object")]
    [InlineData("""{"provider":3}""", "provider must be")]
    [InlineData("""{"providers":["house"]}""", "'providers'")]
    [InlineData("{", "not JSON")]
    public async Task A_bad_wish_is_refused(string body, string says)
    {
        await using var world = await ListedWorld.StartAsync();

        (await world.Gateway.OwnerAsync(HttpMethod.Post, Path + "/refresh", body)).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain(says);
    }

    [Fact]
    public async Task Where_nobody_is_asked_it_says_so()
    {
        await using var gateway = await TestGateway.StartAsync($$"""
            auth: { admin_token: {{Owner.Token}} }
            providers: { one: { base_url: "http://127.0.0.1:9/v1", models: [ { id: m, free: true } ] } }
            """);

        (await gateway.OwnerAsync(HttpMethod.Get, Path)).ShouldBeServed().Text.ShouldBe("""{"enabled":false,"lists":[],"news":[]}""");
        (await gateway.OwnerAsync(HttpMethod.Post, Path + "/refresh")).ShouldBeServed();
    }
}
