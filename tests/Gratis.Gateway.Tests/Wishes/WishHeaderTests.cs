using System.Text;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Wishes;

/// <summary><c>X-Gateway-Require</c> and <c>X-Gateway-Avoid</c>: whom a client will have for one request.</summary>
public sealed class WishHeaderTests : IAsyncLifetime
{
    private const string Require = "X-Gateway-Require";
    private const string Avoid = "X-Gateway-Avoid";

    private ThreeProviders _world = null!;

    [Theory]
    [InlineData("", "", "mine")]
    [InlineData("groq", "", "groq")]
    [InlineData("GROQ", "", "groq")]
    [InlineData("provider:groq", "", "groq")]
    [InlineData("google, mistral", "", "mistral")]
    [InlineData(" mistral ,, groq ", "", "mistral")]
    [InlineData("", "mine", "mistral")]
    [InlineData("", "mine, mistral", "groq")]
    [InlineData("region:eu", "", "mistral")]
    [InlineData("region:EU, region:global", "mistral", "groq")]
    [InlineData("", "region:eu", "groq")]
    [InlineData("", "region:us", "mistral")]
    [InlineData("no_training", "", "groq")]
    [InlineData("No_Training", "", "groq")]
    [InlineData("groq, no_training", "region:cn", "groq")]
    public async Task The_first_that_is_wanted_serves(string require, string avoid, string provider)
    {
        var served = (await _world.Gateway.ChatAsync("all", Headers(require, avoid))).ShouldBeServed();

        served["X-Gateway-Provider"].ShouldBe(provider);
        served["X-Gateway-Attempts"].ShouldBe("1");
    }

    [Theory]
    [InlineData("mistral, no_training", "", "provider:mistral,no_training")]
    [InlineData("region:us", "", "region:us")]
    [InlineData("region:eu, no_training", "", "region:eu,no_training")]
    [InlineData("groq", "groq", "provider:groq,not provider:groq")]
    [InlineData("zhipu", "", "provider:zhipu")]
    [InlineData("", "mine, mistral, groq", "not provider:mine,not provider:mistral,not provider:groq")]
    public async Task Where_nobody_is_what_is_wanted_the_wish_is_named(string require, string avoid, string required)
    {
        var refused = (await _world.Gateway.ChatAsync("all", Headers(require, avoid))).ShouldBeError(400, "unsupported_capabilities");

        string.Join(',', refused.Json.GetProperty("error").GetProperty("required_capabilities").EnumerateArray().Select(name => name.GetString())).ShouldBe(required);
        foreach (var upstream in (FakeUpstream[])[_world.Groq, _world.Mistral, _world.Mine])
            upstream.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_route_by_its_name_is_bound_by_it_too() =>
        (await _world.Gateway.ChatAsync("mistral/m", (Require, "groq"))).ShouldBeError(400, "unsupported_capabilities");

    [Theory]
    [InlineData(Require, "grok-ai", "grok-ai")]
    [InlineData(Require, "groq, mistrall", "mistrall")]
    [InlineData(Avoid, "nobody", "nobody")]
    [InlineData(Require, "region:europe", "region:europe")]
    [InlineData(Avoid, "region:", "region:")]
    [InlineData(Require, "privacy", "privacy")]
    [InlineData(Require, "groq mistral", "groq%20mistral")]
    [InlineData(Require, "groq;mistral", "groq%3Bmistral")]
    [InlineData(Avoid, "no_training", "no_training")]
    [InlineData(Require, " , ", "says nothing")]
    [InlineData(Require, "", "says nothing")]
    public async Task What_is_no_wish_is_named_and_nothing_is_sent(string header, string value, string named)
    {
        var refused = (await _world.Gateway.ChatAsync("all", (header, value))).ShouldBeError(400, "invalid_request");

        refused.ErrorMessage.ShouldContain(header);
        refused.ErrorMessage.ShouldContain(named);
        _world.Mine.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_provider_is_told_those_that_are_known() =>
        (await _world.Gateway.ChatAsync("all", (Require, "nobody"))).ErrorMessage.ShouldContain("(mine, mistral, groq)");

    [Fact]
    public async Task Several_headers_add_up()
    {
        (await TwiceAsync(Require, "zhipu", "groq")).ShouldBeServed()["X-Gateway-Provider"].ShouldBe("groq");
        (await TwiceAsync(Avoid, "mine", "mistral")).ShouldBeServed()["X-Gateway-Provider"].ShouldBe("groq");
        (await TwiceAsync(Require, "mistral", "no_training")).ShouldBeError(400, "unsupported_capabilities");
        (await TwiceAsync(Require, "groq", "nobody")).ShouldBeError(400, "invalid_request");
    }

    [Theory]
    [InlineData("/v1/embeddings", """{"model":"vectors","input":"a"}""", "embedding")]
    [InlineData("/v1/chat/completions", """{"model":"all","stream":true,"messages":[{"role":"user","content":"hi"}]}""", null)]
    public async Task Streams_and_embeddings_are_wished_for_in_the_same_way(string path, string body, string? kind)
    {
        (await _world.Gateway.PostAsync(path, body)).ShouldBeServed()["X-Gateway-Provider"].ShouldBe("mine");
        (await _world.Gateway.PostAsync(path, body, (Require, "region:eu"))).ShouldBeServed()["X-Gateway-Provider"].ShouldBe("mistral");

        var refused = (await _world.Gateway.PostAsync(path, body, (Require, "mistral, no_training"))).ShouldBeError(400, "unsupported_capabilities");
        string?[] required = [kind, "provider:mistral", "no_training"];
        refused.Json.GetProperty("error").GetProperty("required_capabilities").EnumerateArray().Select(name => name.GetString()).ShouldBe(required.Where(name => name is not null));
        (await _world.Gateway.PostAsync(path, body, (Avoid, "nobody"))).ShouldBeError(400, "invalid_request");
    }

    [Fact]
    public async Task Rankings_are_wished_for_in_the_same_way()
    {
        const string ranking = """{"model":"mine/r","query":"a","documents":["b"]}""";
        (await _world.Gateway.PostAsync("/v1/rerank", ranking, (Require, "mine"))).ShouldBeServed()["X-Gateway-Provider"].ShouldBe("mine");

        var refused = (await _world.Gateway.PostAsync("/v1/rerank", ranking, (Require, "region:eu"), (Avoid, "groq"))).ShouldBeError(400, "unsupported_capabilities");
        refused.Json.GetProperty("error").GetProperty("required_capabilities").EnumerateArray().Select(name => name.GetString()).ShouldBe(["rerank", "not provider:groq", "region:eu"]);
    }

    [Fact]
    public async Task A_wanted_route_that_fails_is_not_replaced_by_an_unwanted_one()
    {
        _world.Groq.Otherwise = Answers.Error(500, "broken");

        var failed = (await _world.Gateway.ChatAsync("all", (Require, "groq"))).ShouldBeError(502, "all_candidates_failed");

        failed["X-Gateway-Trail"].ShouldNotBeNull().ShouldNotContain("mistral");
        (_world.Mine.Calls.Count + _world.Mistral.Calls.Count).ShouldBe(0);
    }

    public async ValueTask InitializeAsync() => _world = await ThreeProviders.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private static (string, string)[] Headers(string require, string avoid) =>
        [.. (require.Length > 0 ? [(Require, require)] : Array.Empty<(string, string)>()), .. (avoid.Length > 0 ? [(Avoid, avoid)] : Array.Empty<(string, string)>())];

    private Task<Reply> TwiceAsync(string header, string one, string two) =>
        _world.Gateway.SendAsync(HttpMethod.Post, Ask.Path, Encoding.UTF8.GetBytes(Ask.Of("all")), (header, one), (header, two));
}
