using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.DataPlane;

/// <summary>What the names that clients may use stand for.</summary>
public sealed class NameTests : IAsyncLifetime
{
    private FakeUpstream _first = null!;
    private FakeUpstream _second = null!;
    private TestGateway _gateway = null!;

    [Theory]
    [InlineData("one/vendor/deep/m", "one/vendor/deep/m")]
    [InlineData("ONE/Vendor/Deep/M", "one/vendor/deep/m")]
    [InlineData("vendor/deep/m", "one/vendor/deep/m")]
    [InlineData("m", "one/vendor/deep/m")]
    [InlineData("auto", "one/vendor/deep/m")]
    [InlineData("open/whatever/it/is", "open/whatever/it/is")]
    public async Task A_name_leads_to_its_route(string model, string route) => (await RouteOf(model)).ShouldBe(route);

    [Fact]
    public async Task A_bare_name_moves_on_to_the_next_provider_that_has_it_free()
    {
        _first.Then(Answers.Error(500, "broken"));

        var reply = (await _gateway.ChatAsync("m")).ShouldBeServed();

        reply["X-Gateway-Trail"].ShouldBe("one/vendor/deep/m=broken,two/m=served");
    }

    [Fact]
    public async Task A_pinned_route_never_moves_on()
    {
        _first.Otherwise = Answers.Error(500, "broken");

        (await _gateway.ChatAsync("one/vendor/deep/m")).ShouldBeError(502, "all_candidates_failed");

        _second.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bare_name_that_is_served_only_at_a_price_says_how_to_use_it()
    {
        var refused = (await _gateway.ChatAsync("paid")).ShouldBeError(503, "no_routes");

        refused.ErrorMessage.ShouldContain("free: true");
        (await RouteOf("two/paid")).ShouldBe("two/paid");
    }

    [Fact]
    public async Task A_weighted_pool_shares_smoothly()
    {
        var served = new List<string?>();
        for (var i = 0; i < 8; i++)
            served.Add(await RouteOf("smooth"));

        served.Count(r => r == "one/vendor/deep/m").ShouldBe(6);
        served.Count(r => r == "two/m").ShouldBe(2);
        string.Join(' ', served).ShouldNotContain("two/m two/m");
        served.Take(4).Count(r => r == "two/m").ShouldBe(1);
    }

    [Fact]
    public async Task A_priority_pool_keeps_to_its_first_target_and_falls_back_in_order()
    {
        (await RouteOf("first")).ShouldBe("two/m");
        (await RouteOf("first")).ShouldBe("two/m");
        _second.Then(Answers.Error(500, "broken"));

        (await RouteOf("first")).ShouldBe("one/vendor/deep/m");
    }

    [Fact]
    public async Task A_round_robin_pool_takes_turns()
    {
        string?[] served = [await RouteOf("turns"), await RouteOf("turns"), await RouteOf("turns"), await RouteOf("turns")];

        served[0].ShouldNotBe(served[1]);
        served[2].ShouldBe(served[0]);
        served[3].ShouldBe(served[1]);
    }

    [Fact]
    public async Task A_pool_whose_targets_all_fail_hands_over_to_its_fallback()
    {
        _second.Otherwise = Answers.Error(500, "broken");

        var reply = (await _gateway.ChatAsync("lonely")).ShouldBeServed();

        reply["X-Gateway-Trail"].ShouldBe("two/m=broken,one/vendor/deep/m=served");
    }

    [Fact]
    public async Task Fallbacks_that_point_at_each_other_end()
    {
        _first.Otherwise = _second.Otherwise = Answers.Error(500, "broken");

        (await _gateway.ChatAsync("lonely")).ShouldBeError(502, "all_candidates_failed");
    }

    [Theory]
    [InlineData("nobody/m", "No provider here serves 'nobody/m'")]
    [InlineData("one/unknown", "lists no model 'unknown'")]
    [InlineData("unheard-of", "No provider here serves 'unheard-of'")]
    [InlineData("openrouter/some/model", "OPENROUTER_API_KEY")]
    [InlineData("groq/llama", "GROQ_API_KEY")]
    public async Task An_unknown_name_is_not_found_and_the_message_says_what_to_do(string model, string says) =>
        (await _gateway.ChatAsync(model)).ShouldBeError(404, "model_not_found").ErrorMessage.ShouldContain(says);

    [Fact]
    public async Task With_nothing_configured_the_message_says_what_to_set()
    {
        await using var empty = await TestGateway.StartAsync("discovery: { enabled: false }");

        (await empty.ChatAsync("auto")).ShouldBeError(503, "no_routes").ErrorMessage.ShouldContain("OPENROUTER_API_KEY");
        (await empty.ChatAsync("")).ShouldBeError(503, "no_routes");
    }

    [Theory]
    [InlineData("""{"model":"blind/m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:,"}}]}]}""", "vision")]
    [InlineData("""{"model":"blind/m","messages":[{"role":"user","content":"a"}],"tools":[{"type":"function","function":{"name":"f"}}]}""", "tools")]
    [InlineData("""{"model":"blind/m","messages":[{"role":"user","content":"a"}],"response_format":{"type":"json_schema","json_schema":{}}}""", "structured_output")]
    public async Task What_nothing_can_do_is_refused_with_its_name(string body, string capability)
    {
        var refused = (await _gateway.PostAsync(Ask.Path, body)).ShouldBeError(400, "unsupported_capabilities");

        refused.Json.GetProperty("error").GetProperty("required_capabilities").EnumerateArray().Select(c => c.GetString()).ShouldBe([capability]);
        _first.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_route_of_another_kind_is_no_candidate()
    {
        (await _gateway.ChatAsync("two/e")).ShouldBeError(400, "unsupported_capabilities");
        (await _gateway.PostAsync("/v1/embeddings", """{"model":"two/m","input":"a"}""")).ShouldBeError(400, "unsupported_capabilities");
    }

    [Theory]
    [InlineData("/v1/models/one/vendor/deep/m")]
    [InlineData("/v1/models/one%2Fvendor%2Fdeep%2Fm")]
    [InlineData("/v1/models/one%2fvendor/deep%2Fm")]
    public async Task A_model_is_found_with_its_slashes_raw_or_encoded(string path)
    {
        var model = (await _gateway.GetAsync(path)).ShouldBeServed().Json;

        model.GetProperty("id").GetString().ShouldBe("one/vendor/deep/m");
        model.GetProperty("object").GetString().ShouldBe("model");
        model.GetProperty("owned_by").GetString().ShouldBe("one");
        model.GetProperty("free").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_virtual_model_names_its_candidates()
    {
        var pool = (await _gateway.GetAsync("/v1/models/first")).ShouldBeServed().Json;

        pool.GetProperty("candidates").EnumerateArray().Select(c => c.GetString()).ShouldBe(["two/m", "one/vendor/deep/m"]);
    }

    [Fact]
    public async Task The_list_holds_every_route_and_every_name_that_something_backs()
    {
        var listed = (await _gateway.GetAsync("/v1/models")).ShouldBeServed().Json.GetProperty("data").EnumerateArray().Select(m => m.GetProperty("id").GetString()).ToList();

        listed.ShouldBeUnique();
        foreach (var id in (string[])["auto", "smooth", "first", "turns", "lonely", "one/vendor/deep/m", "two/m", "two/paid", "two/e", "blind/m"])
            listed.ShouldContain(id);
        listed.ShouldNotContain("open/whatever/it/is");
    }

    [Theory]
    [InlineData("/v1/models/nobody")]
    [InlineData("/v1/models/one%2Fnothing")]
    public async Task A_model_nobody_has_is_not_found(string path) => (await _gateway.GetAsync(path)).ShouldBeError(404, "model_not_found");

    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/health", "application/json; charset=utf-8")]
    [InlineData("/health/ready", "application/json; charset=utf-8")]
    [InlineData("/v1/models", "application/json; charset=utf-8")]
    public async Task Pages_answer_to_get_and_to_head_alike(string path, string type)
    {
        var got = (await _gateway.GetAsync(path)).ShouldBeServed();
        var head = (await _gateway.SendAsync(HttpMethod.Head, path, null)).ShouldBeServed();

        got["Content-Type"].ShouldBe(type);
        got.Body.ShouldNotBeEmpty();
        head["Content-Type"].ShouldBe(type);
        head.Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_any_route_the_gateway_lives_and_is_not_ready()
    {
        await using var empty = await TestGateway.StartAsync("discovery: { enabled: false }");

        (await empty.GetAsync("/health")).ShouldBeServed();
        (await empty.GetAsync("/health/ready")).Status.ShouldBe(503);
    }

    public async ValueTask InitializeAsync()
    {
        _first = await FakeUpstream.StartAsync();
        _second = await FakeUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync($$"""
            providers:
              one: { base_url: "{{_first.BaseUrl}}", free: all, models: [ { id: vendor/deep/m } ] }
              two:
                base_url: "{{_second.BaseUrl}}"
                models: [ { id: m, free: true }, { id: paid, price: { input: 1, output: 2 } }, { id: e, kind: embedding } ]
              open: { base_url: "{{_first.BaseUrl}}" }
              blind: { base_url: "{{_first.BaseUrl}}", models: [ { id: m, free: true, tools: false, vision: false, structured_output: false } ], expose_to_virtual_models: false }
            pools:
              smooth: { strategy: weighted, targets: [ { model: one/vendor/deep/m, weight: 3 }, { model: two/m } ] }
              first: { strategy: priority, targets: [ { model: two/m }, { model: one/vendor/deep/m } ] }
              turns: { strategy: round_robin, targets: [ { model: one/vendor/deep/m }, { model: two/m } ] }
              lonely: { strategy: priority, targets: [ { model: two/m } ], fallback: [ helper ] }
              helper: { strategy: priority, targets: [ { model: one/vendor/deep/m } ] }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    private async Task<string?> RouteOf(string model) => (await _gateway.ChatAsync(model)).ShouldBeServed()["X-Gateway-Route"];
}
