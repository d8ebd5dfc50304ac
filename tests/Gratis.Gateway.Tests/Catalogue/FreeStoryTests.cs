using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Catalogue;

/// <summary>A free model that turns out to cost, from the list to the bill and back.</summary>
public sealed class FreeStoryTests
{
    private const string Alpha = "house/maker/alpha";
    private const string Beta = "house/maker/beta";

    private static readonly Script Bill = Answers.Json(200, """
        {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"dear"},"finish_reason":"stop"}],
        "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5,"cost":0.0021}}
        """);

    [Fact]
    public async Task Of_a_list_the_free_models_serve_as_free_and_the_paid_ones_never_do()
    {
        await using var world = await ListedWorld.StartAsync();
        world.Answer("maker/alpha", Answers.Error(500, "broken"));
        world.Answer("maker/beta", Answers.Error(500, "broken"));

        var refused = await world.Gateway.ChatAsync("free");

        refused.ShouldBeError(502, "all_candidates_failed");
        world.Upstream.Calls.Where(call => call.Method == "POST").Select(call => call.Model).Distinct().ShouldBe(["maker/alpha", "maker/beta"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_cost_ends_free_before_the_next_request_and_a_restart_forgets_nothing()
    {
        await using var world = await BilledAsync();

        (await world.RouteOfAsync("free")).ShouldBe(Beta);
        var row = await world.RowSoonAsync(Alpha, row => !row.GetProperty("free").GetBoolean());
        row.GetProperty("evidence").GetProperty("layer").GetString().ShouldBe("cost_observed");
        row.GetProperty("evidence").GetProperty("source").GetString().ShouldBe("observed");
        row.GetProperty("evidence").GetProperty("detail").GetString()!.ShouldContain("0.0021 USD");
        (await world.Gateway.OwnerAsync(HttpMethod.Get, "/admin/api/discovery")).Text.ShouldContain("is free no more");

        await world.Gateway.RestartAsync();

        (await world.RouteOfAsync("free")).ShouldBe(Beta);
        (await world.RowAsync(Alpha)).GetProperty("evidence").GetProperty("layer").GetString().ShouldBe("cost_observed");
        (await world.RouteOfAsync(Alpha)).ShouldBe(Alpha, "by its full name it still serves");
    }

    [Fact]
    public async Task The_same_list_fetched_again_lifts_nothing()
    {
        await using var world = await BilledAsync();

        await world.RefreshAsync();
        world.Gateway.Time.Skip(TimeSpan.FromDays(2));
        await world.RefreshAsync();

        (await world.RowAsync(Alpha)).GetProperty("free").GetBoolean().ShouldBeFalse();
        (await world.RouteOfAsync("free")).ShouldBe(Beta);
    }

    [Fact]
    public async Task A_price_list_that_says_zero_anew_lifts_it()
    {
        await using var world = await BilledAsync();
        world.List(Listed.Paid("maker/alpha"), Listed.Free("maker/beta"));
        await world.RefreshAsync();
        (await world.RowAsync(Alpha)).GetProperty("free").GetBoolean().ShouldBeFalse();

        world.List(Listed.Free("maker/alpha"), Listed.Free("maker/beta"));
        var news = (await world.RefreshAsync()).Json.GetProperty("news").EnumerateArray().Select(item => item.GetProperty("what").GetString());

        news.ShouldContain("is free again");
        (await world.RowAsync(Alpha)).GetProperty("evidence").GetProperty("layer").GetString().ShouldBe("price");
        (await world.RouteOfAsync("free")).ShouldBe(Alpha);
    }

    [Theory]
    [InlineData("true", "owner")]
    [InlineData("null", "price")]
    public async Task The_owners_word_lifts_it_for_good(string word, string layer)
    {
        await using var world = await BilledAsync();

        var row = (await world.Gateway.OwnerAsync(HttpMethod.Put, "/admin/api/routes/" + Alpha, $$"""{"free":{{word}}}""")).ShouldBeServed().Json;

        (row.GetProperty("free").GetBoolean(), row.GetProperty("evidence").GetProperty("layer").GetString()).ShouldBe((true, layer));
        (await world.RouteOfAsync("free")).ShouldBe(Alpha);
        await world.Gateway.RestartAsync();
        (await world.RouteOfAsync("free")).ShouldBe(Alpha);
    }

    [Fact]
    public async Task A_new_cost_after_the_owners_word_ends_it_again()
    {
        await using var world = await BilledAsync();
        (await world.Gateway.OwnerAsync(HttpMethod.Put, "/admin/api/routes/" + Alpha, """{"free":true}""")).ShouldBeServed();
        world.Answer("maker/alpha", Bill);

        (await world.RouteOfAsync("free")).ShouldBe(Alpha);

        (await world.RouteOfAsync("free")).ShouldBe(Beta);
    }

    [Fact]
    public async Task Other_words_of_the_owner_forgive_no_cost()
    {
        await using var world = await BilledAsync();

        (await world.Gateway.OwnerAsync(HttpMethod.Put, "/admin/api/routes/" + Alpha, """{"enabled":true,"capabilities":{"tools":true}}""")).ShouldBeServed();

        (await world.RouteOfAsync("free")).ShouldBe(Beta);
    }

    [Fact]
    public async Task A_favourite_that_cost_steps_back_and_leads_again_when_it_is_free_again()
    {
        await using var world = await ListedWorld.StartAsync();
        (await world.Gateway.OwnerAsync(HttpMethod.Put, "/admin/api/favorite-free-models", """["maker/beta","maker/alpha"]""")).ShouldBeServed();
        world.Answer("maker/beta", Bill);
        (await world.RouteOfAsync("free")).ShouldBe(Beta);
        (await world.RouteOfAsync("free")).ShouldBe(Alpha);
        world.Answer("maker/beta", Answers.Chat("for nothing"));

        world.List(Listed.Free("maker/alpha"), Listed.Paid("maker/beta"));
        await world.RefreshAsync();
        (await world.RouteOfAsync("free")).ShouldBe(Alpha);
        world.List(Listed.Free("maker/alpha"), Listed.Free("maker/beta"));
        await world.RefreshAsync();

        (await world.RouteOfAsync("free")).ShouldBe(Beta);
        (await world.Gateway.OwnerAsync(HttpMethod.Get, "/admin/api/favorite-free-models")).Text.ShouldBe("""{"favorite_free_models":["maker/beta","maker/alpha"]}""");
    }

    /// <summary>Alpha was served as free and named a price. It is the favourite, so that it shows whether it is free.</summary>
    private static async Task<ListedWorld> BilledAsync()
    {
        var world = await ListedWorld.StartAsync("favorite_free_models: [ maker/alpha ]", Listed.Free("maker/alpha"), Listed.Free("maker/beta"), Listed.Paid("maker/gold"));
        world.Answer("maker/alpha", Bill);
        (await world.RouteOfAsync("free")).ShouldBe(Alpha);
        world.Answer("maker/alpha", Answers.Chat("for nothing"));
        return world;
    }
}
