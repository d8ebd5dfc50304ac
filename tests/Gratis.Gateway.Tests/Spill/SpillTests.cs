using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Spill;

/// <summary>Money through real sockets: what is told, what is booked, and when it ends.</summary>
public sealed class SpillTests : IAsyncLifetime
{
    private const string Everything = "llmproxy/loadbalanced";
    private const string Priced = """{"id":"c1","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"dear"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"cost":0.0031}}""";
    private const string PricedChunk = """data: {"id":"c1","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"cost":0.0031}}""" + "\n\n";

    private FakeUpstream _free = null!;
    private FakeUpstream _paid = null!;
    private TestGateway _gateway = null!;

    [Fact]
    public async Task An_upstream_that_names_its_cost_is_believed()
    {
        _paid.Then(Answers.Json(200, Priced));
        var reply = (await AskAsync(Everything)).ShouldBeServed();
        reply["X-Gateway-Trail"].ShouldBe("gift/m=quota_spent,shop/m=served");
        reply["X-Gateway-Cost-USD"].ShouldBe("0.0031");
        reply["X-Gateway-Spill"].ShouldBe("no free route: 1 quota_spent");
        await SpentAsync("budget:usdpd", 0.0031m);
        await SpentAsync("budget:usdpmo", 0.0031m);
        await SpentAsync("client laptop:usdpd", 0.0031m);
    }

    [Fact]
    public async Task One_that_names_none_costs_its_tokens_at_their_price()
    {
        // Two tokens out at a tenth of a cent; what goes in costs nothing here.
        var reply = (await AskAsync(Everything)).ShouldBeServed();
        reply["X-Gateway-Cost-USD"].ShouldBe("0.002");
        await SpentAsync("budget:usdpmo", 0.002m);
    }

    [Fact]
    public async Task A_stream_tells_it_in_its_last_comment()
    {
        _paid.Then(Answers.Stream(Answers.Send(Answers.Chunk("hi")), Answers.Send(Answers.Finish), Answers.Send(PricedChunk), Answers.Send(Answers.Done)));
        using var open = await _gateway.OpenAsync(Stream(Everything), Laptop);
        open["X-Gateway-Spill"].ShouldBe("no free route: 1 quota_spent");
        open["X-Gateway-Cost-USD"].ShouldBeNull();
        (await open.ReadToEndAsync()).ShouldBe(Answers.Chunk("hi") + Answers.Finish + ": x-gateway-cost-usd=0.0031\n\n" + Answers.Done);
        await SpentAsync("budget:usdpmo", 0.0031m);
    }

    [Fact]
    public async Task A_stream_that_names_no_cost_tells_its_tokens_at_their_price()
    {
        _paid.Then(Answers.Stream(Answers.Send(Answers.Chunk("hi")), Answers.Send(Answers.Finish), Answers.Send(Answers.Usage), Answers.Send(Answers.Done)));
        using var open = await _gateway.OpenAsync(Stream(Everything), Laptop);
        (await open.ReadToEndAsync()).ShouldEndWith(": x-gateway-cost-usd=0.002\n\n" + Answers.Done);
    }

    [Fact]
    public async Task What_is_free_costs_nothing_and_is_no_spill()
    {
        _free.Otherwise = Answers.Chat("hello");
        var reply = (await AskAsync(Everything)).ShouldBeServed();
        (reply["X-Gateway-Cost-USD"], reply["X-Gateway-Spill"]).ShouldBe(("0", null));
        _paid.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_paid_route_asked_for_by_name_tells_its_cost_and_is_no_spill()
    {
        var reply = (await AskAsync("shop/m")).ShouldBeServed();
        (reply["X-Gateway-Cost-USD"], reply["X-Gateway-Spill"]).ShouldBe(("0.002", null));
        await SpentAsync("client laptop:usdpd", 0.002m);
        await SpentAsync("budget:usdpmo", 0);
    }

    [Fact]
    public async Task Sixty_four_at_once_stop_at_the_end_of_the_budget()
    {
        // A cent may be spent today, and each may cost half of one and does: two are served.
        _paid.Otherwise = Answers.Json(200, Priced.Replace("0.0031", "0.005", StringComparison.Ordinal));
        await _gateway.ReloadAsync(Config("enabled: true, monthly_budget_usd: 1, daily_budget_usd: 0.01"));

        var replies = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => AskAsync(Everything, "phone-key")));

        replies.Count(reply => reply.Status == 200).ShouldBe(2);
        _paid.Calls.Count.ShouldBe(2);
        await SpentAsync("budget:usdpd", 0.01m);
        var refused = (await AskAsync(Everything, "phone-key")).ShouldBeError(429, "quota_exhausted");
        refused.ErrorMessage.ShouldContain("The budget of the day is spent: 0.01 of 0.01 USD");
        refused.ErrorMessage.ShouldContain($"It opens again at {Tomorrow:yyyy-MM-dd}T00:00:00Z.");
        int.Parse(refused["Retry-After"]!, null).ShouldBeInRange(1, 3600);

        _gateway.Time.Skip(Tomorrow - _gateway.Time.GetUtcNow());
        (await AskAsync(Everything, "phone-key")).ShouldBeServed();
    }

    [Fact]
    public async Task A_key_stops_at_the_end_of_its_own_budget()
    {
        for (var i = 0; i < 8; i++)
            (await AskAsync("shop/m")).ShouldBeServed();

        // 0.016 of 0.02 is spent, and this may cost 0.005.
        var refused = (await AskAsync("shop/m")).ShouldBeError(429, "quota_exhausted");
        refused.ErrorMessage.ShouldContain("The budget of the day of this key is spent: 0.016 of 0.02 USD");
        (await AskAsync("shop/m", "phone-key")).ShouldBeServed();
    }

    [Fact]
    public async Task An_issued_key_stops_at_the_end_of_its_budget_too()
    {
        var (id, secret) = await _gateway.IssueAsync("""{ "name": "tablet", "daily_budget_usd": 0.02 }""");
        for (var i = 0; i < 8; i++)
            (await AskAsync("shop/m", secret)).ShouldBeServed();

        (await AskAsync("shop/m", secret)).ShouldBeError(429, "quota_exhausted").ErrorMessage.ShouldContain("The budget of the day of this key is spent: 0.016 of 0.02 USD");
        await SpentAsync($"client {id}:usdpd", 0.016m);

        (await _gateway.OwnerAsync(HttpMethod.Put, $"/admin/api/client-keys/{id}", """{ "name": "tablet", "daily_budget_usd": 0.03 }""")).ShouldBeServed();
        (await AskAsync("shop/m", secret)).ShouldBeServed();
        await SpentAsync($"client {id}:usdpd", 0.018m);
    }

    [Fact]
    public async Task The_days_of_its_budget_end_where_the_config_says()
    {
        var (id, _) = await _gateway.IssueAsync("""{ "name": "tablet", "daily_budget_usd": 0.02 }""");
        (await _gateway.PoolAsync($"client {id}:usdpd")).GetProperty("zone").GetString().ShouldBe("UTC");

        await _gateway.ReloadAsync(Config("enabled: true, monthly_budget_usd: 1, zone: Asia/Shanghai"));
        (await _gateway.PoolAsync($"client {id}:usdpd")).GetProperty("zone").GetString().ShouldBe("Asia/Shanghai");
    }

    [Fact]
    public async Task Explain_tells_what_the_budgets_would_say_and_draws_on_none()
    {
        (await ExplainAsync(Everything)).GetProperty("candidates").EnumerateArray().Select(row => row.GetProperty("route").GetString()).ShouldBe(["gift/m", "shop/m"]);
        for (var i = 0; i < 8; i++)
            (await AskAsync("shop/m")).ShouldBeServed();

        var closed = Rejected(await ExplainAsync("shop/m"));
        (closed.GetProperty("reason").GetString(), closed.GetProperty("detail").GetString()).ShouldBe(("closed", "quota pool client laptop:usdpd is spent"));
        closed.GetProperty("until").GetDateTimeOffset().ShouldBe(Tomorrow);
        (await ExplainAsync("shop/m", "phone-key")).GetProperty("candidates").GetArrayLength().ShouldBe(1);

        await _gateway.ReloadAsync(Config("enabled: true, monthly_budget_usd: 0.001"));
        var dear = Rejected(await ExplainAsync(Everything, "phone-key"));
        (dear.GetProperty("reason").GetString(), dear.GetProperty("detail").GetString()).ShouldBe(("unusable", "it may cost up to 0.005 USD, and the budget of the month is 0.001 USD in all"));
        await SpentAsync("client laptop:usdpd", 0.016m);
        await SpentAsync("budget:usdpmo", 0);

        static System.Text.Json.JsonElement Rejected(System.Text.Json.JsonElement plan) =>
            plan.GetProperty("rejected").EnumerateArray().Single(row => row.GetProperty("route").GetString() == "shop/m");
    }

    [Fact]
    public async Task The_owner_sees_budgets_among_the_quotas()
    {
        var pool = await _gateway.PoolAsync("budget:usdpmo");
        pool.GetProperty("scope").GetString().ShouldBe("budget");
        pool.GetProperty("metric").GetString().ShouldBe("usd");
        pool.GetProperty("window").GetString().ShouldBe("month");
        pool.GetProperty("limit").GetDecimal().ShouldBe(1);
        pool.GetProperty("zone").GetString().ShouldBe("UTC");
        pool.GetProperty("provider").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        pool.GetProperty("client").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        var own = await _gateway.PoolAsync("client laptop:usdpd");
        (own.GetProperty("scope").GetString(), own.GetProperty("client").GetString(), own.GetProperty("limit").GetDecimal()).ShouldBe(("budget", "laptop", 0.02m));
    }

    [Fact]
    public async Task What_was_spent_is_remembered_and_switching_it_off_holds_at_once()
    {
        (await AskAsync(Everything)).ShouldBeServed();
        await _gateway.RestartAsync();
        await SpentAsync("budget:usdpmo", 0.002m);

        await _gateway.ReloadAsync(Config("enabled: false, monthly_budget_usd: 1"));
        (await AskAsync(Everything)).Status.ShouldBe(429);
        _paid.Calls.Count.ShouldBe(1);
        await _gateway.ReloadAsync(Config("enabled: true, monthly_budget_usd: 0.006, zone: Asia/Shanghai"));
        (await AskAsync(Everything)).ErrorMessage.ShouldContain("The budget of the month is spent: 0.002 of 0.006 USD");
    }

    public async ValueTask InitializeAsync()
    {
        _free = await FakeUpstream.StartAsync();
        _free.Otherwise = Answers.Error(429, "slow down", ("Retry-After", "4000000"));
        _paid = await FakeUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync(Config("enabled: true, monthly_budget_usd: 1"));

        // An hour before the day ends, so that no test runs into the next.
        _gateway.Time.Skip(Tomorrow.AddHours(-1) - _gateway.Time.GetUtcNow() is { Ticks: > 0 } early ? early : Tomorrow.AddHours(23) - _gateway.Time.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _free.DisposeAsync();
        await _paid.DisposeAsync();
    }

    private static (string, string) Laptop => ("x-api-key", "laptop-key");

    private DateTimeOffset Tomorrow => new(_gateway.Time.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    private static string Stream(string model) => $$"""{"model":"{{model}}","stream":true,"max_tokens":5,"stream_options":{"include_usage":false},"messages":[{"role":"user","content":"hi"}]}""";

    private Task<Reply> AskAsync(string model, string key = "laptop-key") =>
        _gateway.PostAsync(Ask.Path, $$"""{"model":"{{model}}","max_tokens":5,"messages":[{"role":"user","content":"hi"}]}""", ("x-api-key", key), ("X-Gateway-Max-Wait", "0"));

    private async Task<System.Text.Json.JsonElement> ExplainAsync(string model, string key = "laptop-key") =>
        (await _gateway.PostAsync("/v1/gateway/explain", $$"""{"model":"{{model}}","max_tokens":5,"messages":[{"role":"user","content":"hi"}]}""", ("x-api-key", key))).ShouldBeServed().Json;

    private async Task SpentAsync(string pool, decimal usd) =>
        (await _gateway.PoolSoonAsync(pool, seen => seen.GetProperty("used").GetDecimal() == usd)).GetProperty("reserved").GetDecimal().ShouldBe(0);

    private string Config(string spill) => $$"""
        server: { max_concurrent_requests: 100 }
        auth:
          admin_token: {{Owner.Token}}
          client_keys:
            - { name: laptop, key: laptop-key, daily_budget_usd: 0.02 }
            - { name: phone, key: phone-key }
        providers:
          gift: { base_url: "{{_free.BaseUrl}}", api_key: free-key, free: all, models: [ { id: m } ] }
          shop: { base_url: "{{_paid.BaseUrl}}", api_key: paid-key, free: none, models: [ { id: m, price: { input: 0, output: 1000 } } ] }
        spill: { {{spill}}, targets: [ shop/m ] }
        """;
}
