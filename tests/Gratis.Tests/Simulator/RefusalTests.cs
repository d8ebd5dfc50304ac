using Gratis.Simulator.Faults;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Providers;
using Gratis.Tests.Time;

namespace Gratis.Tests.Simulator;

/// <summary>How each kind of provider says no: status, headers, body, units.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task OpenRouter_tells_its_minute_limit_in_headers_and_body_with_milliseconds()
    {
        using var caller = Caller.Of("openrouter");
        for (var i = 0; i < 20; i++)
            (await caller.ChatAsync("qwen/qwen3-coder:free")).Status.ShouldBe(200);

        var refused = await caller.ChatAsync("qwen/qwen3-coder:free");

        refused.Status.ShouldBe(429);
        var reset = caller.Time.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        refused.Header("X-RateLimit-Reset").ShouldBe(reset);
        refused.Header("X-RateLimit-Limit").ShouldBe("20");
        refused.Header("X-RateLimit-Remaining").ShouldBe("0");
        refused.Header("Retry-After").ShouldBeNull();
        var error = refused.Json.GetProperty("error");
        error.GetProperty("code").GetInt32().ShouldBe(429);
        error.GetProperty("message").GetString()!.ShouldContain("free-models-per-min");
        error.GetProperty("metadata").GetProperty("headers").GetProperty("X-RateLimit-Reset").GetString().ShouldBe(reset);
    }

    [Fact]
    public async Task OpenRouter_counts_attempts_that_fail_against_the_day()
    {
        using var caller = Caller.Of("openrouter");
        caller.World.Faults.Add(new FaultSpec(FaultKind.Overload) { Model = "qwen/*", Requests = 3 });
        caller.World.Faults.Add(new FaultSpec(FaultKind.Status) { Model = "openai/*", Status = 502, Requests = 1 });

        for (var i = 0; i < 3; i++)
            (await caller.ChatAsync("qwen/qwen3-coder:free")).Status.ShouldBe(429);
        (await caller.ChatAsync("openai/gpt-oss-120b:free")).Status.ShouldBe(502);
        (await caller.ChatAsync("qwen/qwen3-coder:free")).Status.ShouldBe(200);

        var key = (await caller.GetAsync("/key")).Json.GetProperty("data").GetProperty("free_model_daily_requests");
        key.GetProperty("used").GetInt32().ShouldBe(5);
        key.GetProperty("remaining").GetInt32().ShouldBe(45);
    }

    [Fact]
    public async Task OpenRouter_names_the_source_of_its_day_limit_and_the_upstream_of_a_shared_one()
    {
        using var caller = Caller.Of("openrouter");
        caller.World.Faults.Add(new FaultSpec(FaultKind.LimitChanged) { Limit = "rpd", Amount = 1 });
        caller.World.Faults.Add(new FaultSpec(FaultKind.Overload) { Model = "google/*" });

        await caller.ChatAsync("qwen/qwen3-coder:free");
        var day = await caller.ChatAsync("qwen/qwen3-coder:free");
        var shared = await caller.ChatAsync("google/gemma-4-31b-it:free");

        var metadata = day.Json.GetProperty("error").GetProperty("metadata");
        metadata.GetProperty("limit_source").GetString().ShouldBe("openrouter_free_tier_daily");
        day.Header("X-RateLimit-Reset").ShouldBe("1767657600000");
        shared.Status.ShouldBe(429);
        shared.Header("X-RateLimit-Reset").ShouldBeNull();
        shared.Json.GetProperty("error").GetProperty("metadata").GetProperty("limit_source").GetString().ShouldBe("upstream_provider_shared_pool");
    }

    [Fact]
    public async Task Groq_tells_requests_of_the_day_and_tokens_of_the_minute_as_durations()
    {
        using var caller = Caller.Of("groq");

        var answer = await caller.ChatAsync("openai/gpt-oss-120b", "hello", ",\"max_tokens\":2000");

        answer.Header("x-ratelimit-limit-requests").ShouldBe("1000");
        answer.Header("x-ratelimit-remaining-requests").ShouldBe("999");
        answer.Header("x-ratelimit-reset-requests").ShouldBe("1m26.4s");
        answer.Header("x-ratelimit-limit-tokens").ShouldBe("8000");

        // Two tokens in and two thousand reserved: counted before the answer existed.
        answer.Header("x-ratelimit-remaining-tokens").ShouldBe("5998");
        answer.Header("x-ratelimit-reset-tokens").ShouldBe("15.015s");
        answer.Header("retry-after").ShouldBeNull();
    }

    [Fact]
    public async Task Groq_says_which_counter_and_how_long_and_is_right_about_it()
    {
        using var caller = Caller.Of("groq");
        using var running = await caller.SendAsync(HttpMethod.Post, "/chat/completions",
            """{"model":"openai/gpt-oss-20b","max_tokens":7000,"stream":true,"messages":[{"role":"user","content":"hello"}]}""", TestContext.Current.CancellationToken);

        var refused = await caller.ChatAsync("openai/gpt-oss-20b", "hello", ",\"max_tokens\":2000");

        refused.Status.ShouldBe(429);
        refused.Header("retry-after").ShouldBe("8");
        var error = refused.Json.GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("rate_limit_exceeded");
        error.GetProperty("type").GetString().ShouldBe("tokens");
        error.GetProperty("message").GetString()!.ShouldContain("tokens per minute (TPM): Limit 8000, Used 7002, Requested 2002. Please try again in 7.53s.");
        caller.Time.Advance(TimeSpan.FromSeconds(7.53));
        (await caller.ChatAsync("openai/gpt-oss-20b", "hello", ",\"max_tokens\":2000")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Groq_refuses_what_can_never_fit_with_413()
    {
        using var caller = Caller.Of("groq");

        var refused = await caller.ChatAsync("openai/gpt-oss-20b", "hello", ",\"max_tokens\":8100");

        refused.Status.ShouldBe(413);
        refused.Json.GetProperty("error").GetProperty("message").GetString()!.ShouldContain("Limit 8000, Requested 8102");
        caller.World.Truth.Overspends.ShouldBe(0);
        caller.World.Truth["groq"].Total.Refused["too_large"].ShouldBe(1);
    }

    [Fact]
    public async Task Gemini_wraps_errors_in_an_array_and_tells_quota_only_in_the_body()
    {
        using var caller = Caller.Of("gemini");
        for (var i = 0; i < 5; i++)
            (await caller.ChatAsync("models/gemini-3.8-flash")).Status.ShouldBe(200);

        var refused = await caller.ChatAsync("gemini-3.8-flash");

        refused.Status.ShouldBe(429);
        refused.Headers.Keys.ShouldNotContain(name => name.Contains("ratelimit", StringComparison.OrdinalIgnoreCase) || name == "Retry-After");
        var error = refused.Json[0].GetProperty("error");
        error.GetProperty("status").GetString().ShouldBe("RESOURCE_EXHAUSTED");
        var details = error.GetProperty("details").EnumerateArray().ToDictionary(detail => detail.GetProperty("@type").GetString()!.Split('.')[^1]);
        var violation = details["QuotaFailure"].GetProperty("violations")[0];
        violation.GetProperty("quotaId").GetString().ShouldBe("GenerateRequestsPerMinutePerProjectPerModel-FreeTier");
        violation.GetProperty("quotaValue").GetString().ShouldBe("5");
        violation.GetProperty("quotaDimensions").GetProperty("model").GetString().ShouldBe("gemini-3.8-flash");
        details["RetryInfo"].GetProperty("retryDelay").GetString().ShouldBe("60s");
    }

    [Fact]
    public async Task Gemini_resets_its_day_at_pacific_midnight_and_says_38_seconds_all_the_same()
    {
        // 23:30 in California, half an hour before its day ends.
        using var caller = new Caller(ProviderSpec.Standard("gemini", null, "secret-1"), new VirtualTime(new DateTimeOffset(2026, 7, 2, 6, 30, 0, TimeSpan.Zero)));
        caller.World.Faults.Add(new FaultSpec(FaultKind.LimitChanged) { Limit = "rpd", Amount = 1 });
        (await caller.ChatAsync("gemini-3.8-flash")).Status.ShouldBe(200);

        var refused = await caller.ChatAsync("gemini-3.8-flash");

        var details = refused.Json[0].GetProperty("error").GetProperty("details");
        details[1].GetProperty("violations")[0].GetProperty("quotaId").GetString()!.ShouldContain("PerDay");
        details[2].GetProperty("retryDelay").GetString().ShouldBe("38s");
        caller.Time.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromTicks(1));
        (await caller.ChatAsync("gemini-3.8-flash")).Status.ShouldBe(429);
        caller.Time.Advance(TimeSpan.FromTicks(1));
        (await caller.ChatAsync("gemini-3.8-flash")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Gemini_answers_a_paid_model_without_billing_with_a_limit_of_zero()
    {
        using var caller = Caller.Of("gemini");

        var refused = await caller.ChatAsync("gemini-3-pro-preview");

        refused.Status.ShouldBe(429);
        refused.Json[0].GetProperty("error").GetProperty("message").GetString()!.ShouldContain("limit: 0, model: gemini-3-pro-preview");
    }

    [Fact]
    public async Task Gemini_takes_its_key_from_three_places()
    {
        using var caller = Caller.Of("gemini");
        caller.Key = null;
        var url = caller.Entry.InProcessUrl + "/models";
        using var inQuery = await caller.SendAsync(caller.Request(HttpMethod.Get, new Uri(url + "?alt=json&key=secret-1"), null), TestContext.Current.CancellationToken);
        var byHeader = caller.Request(HttpMethod.Get, new Uri(url), null);
        byHeader.Headers.Add("x-goog-api-key", "secret-1");
        using var inHeader = await caller.SendAsync(byHeader, TestContext.Current.CancellationToken);
        var without = await caller.GetAsync("/models");

        ((int)inQuery.StatusCode).ShouldBe(200);
        ((int)inHeader.StatusCode).ShouldBe(200);
        without.Status.ShouldBe(400);
    }

    [Fact]
    public async Task Cerebras_keeps_its_error_flat_and_its_resets_in_seconds()
    {
        using var caller = Caller.Of("cerebras");

        var served = await caller.ChatAsync("gpt-oss-120b", "hello", ",\"max_tokens\":7500");
        for (var i = 0; i < 4; i++)
            await caller.ChatAsync("gpt-oss-120b");
        var refused = await caller.ChatAsync("gpt-oss-120b");

        served.Header("x-ratelimit-limit-tokens-minute").ShouldBe("30000");
        served.Header("x-ratelimit-remaining-tokens-minute").ShouldBe("22498");
        served.Header("x-ratelimit-reset-tokens-minute").ShouldBe("15.004");
        served.Header("x-ratelimit-remaining-requests-day").ShouldBe("2399");
        refused.Status.ShouldBe(429);
        refused.Json.GetProperty("code").GetString().ShouldBe("request_quota_exceeded");
        refused.Json.TryGetProperty("error", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Mistral_refuses_the_second_call_of_a_second_and_names_a_field_it_does_not_know()
    {
        using var caller = Caller.Of("mistral");

        var served = await caller.ChatAsync("mistral-medium-3.5");
        var refused = await caller.ChatAsync("mistral-medium-3.5");
        var unknown = await caller.ChatAsync("mistral-medium-3.5", "hello", ",\"logit_bias\":{}");

        served.Header("x-ratelimit-limit-tokens-minute").ShouldBe("500000");
        served.Header("x-ratelimit-tokens-query-cost").ShouldBe("2");
        refused.Status.ShouldBe(429);
        refused.Json.GetProperty("code").GetString().ShouldBe("1300");
        refused.Json.GetProperty("raw_status_code").GetInt32().ShouldBe(429);
        unknown.Status.ShouldBe(422);
        unknown.Json.GetProperty("detail")[0].GetProperty("loc")[1].GetString().ShouldBe("logit_bias");
        caller.Time.Advance(TimeSpan.FromSeconds(1));
        (await caller.ChatAsync("mistral-medium-3.5")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Nvidia_gives_no_hint_at_all()
    {
        using var caller = Caller.Of("nvidia");
        for (var i = 0; i < 40; i++)
            await caller.ChatAsync("meta/llama-3.3-70b-instruct");

        var refused = await caller.ChatAsync("google/gemma-4-31b-it");

        refused.Status.ShouldBe(429);
        refused.Text.ShouldBe("""{"status":429,"title":"Too Many Requests"}""");
        refused.Headers.Keys.ShouldBe(["Content-Type"]);
    }

    [Fact]
    public async Task Zhipu_runs_one_call_at_a_time_for_each_model_and_speaks_in_codes()
    {
        using var caller = Caller.Of("zhipu");
        using (await caller.SendAsync(HttpMethod.Post, "/chat/completions",
            """{"model":"glm-4.7-flash","stream":true,"messages":[{"role":"user","content":"hello"}]}""", TestContext.Current.CancellationToken))
        {
            var refused = await caller.ChatAsync("glm-4.7-flash");
            refused.Status.ShouldBe(429);
            refused.Json.GetProperty("error").GetProperty("code").GetString().ShouldBe("1302");
            (await caller.ChatAsync("glm-4.6v-flash")).Status.ShouldBe(200);
        }

        (await caller.ChatAsync("glm-4.7-flash")).Status.ShouldBe(200);
        (await caller.ChatAsync("glm-4.7-flashx")).Json.GetProperty("error").GetProperty("code").GetString().ShouldBe("1113");
    }

    [Fact]
    public async Task ModelScope_counts_its_day_in_shanghai_for_the_account_and_the_model()
    {
        // 23:59 in Shanghai.
        using var caller = new Caller(ProviderSpec.Standard("modelscope", null, "secret-1"), new VirtualTime(new DateTimeOffset(2026, 1, 5, 15, 59, 0, TimeSpan.Zero)));

        var first = await caller.ChatAsync("Qwen/Qwen3.5-27B");
        caller.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await caller.ChatAsync("Qwen/Qwen3.5-27B");

        first.Header("modelscope-ratelimit-requests-remaining").ShouldBe("1999");
        second.Header("modelscope-ratelimit-requests-remaining").ShouldBe("1999");
        second.Header("modelscope-ratelimit-model-requests-limit").ShouldBe("500");
        second.Header("modelscope-ratelimit-model-requests-remaining").ShouldBe("499");
    }

    [Theory]
    [InlineData("openai", 401, "invalid_api_key")]
    [InlineData("openrouter", 401, "\"code\":401")]
    [InlineData("groq", 401, "invalid_api_key")]
    [InlineData("gemini", 400, "API_KEY_INVALID")]
    [InlineData("cerebras", 401, "wrong_api_key")]
    [InlineData("mistral", 401, "{\"detail\":\"Invalid API Key\"}")]
    [InlineData("nvidia", 401, "\"title\":\"Unauthorized\"")]
    [InlineData("siliconflow", 401, "\"Invalid token\"")]
    [InlineData("modelscope", 401, "valid ModelScope token")]
    [InlineData("zhipu", 401, "\"code\":\"1000\"")]
    public async Task A_wrong_key_is_refused_in_the_providers_own_words(string kind, int status, string words)
    {
        using var caller = Caller.Of(kind);
        caller.Key = "wrong-key";

        var refused = await caller.ChatAsync(caller.Entry.Models[0].Id);

        refused.Status.ShouldBe(status);
        refused.Text.ShouldContain(words);
        refused.Text.ShouldNotContain("wrong-key");
        caller.World.Truth[kind].Total.Refused["bad_key"].ShouldBe(1);
    }

    [Theory]
    [InlineData("openai", 404, 404, "model_not_found")]
    [InlineData("openrouter", 400, 404, "is not a valid model ID")]
    [InlineData("groq", 404, 404, "model_not_found")]
    [InlineData("gemini", 404, 404, "NOT_FOUND")]
    [InlineData("cerebras", 404, 404, "model_not_found")]
    [InlineData("mistral", 400, 400, "invalid_model")]
    [InlineData("nvidia", 404, 404, "Not found for account")]
    [InlineData("siliconflow", 400, 400, "20012")]
    [InlineData("modelscope", 400, 400, "has no provider supported")]
    [InlineData("zhipu", 400, 410, "1211")]
    [InlineData("ollama", 404, 404, "not found")]
    public async Task An_unknown_and_a_removed_model_are_refused_in_the_providers_own_way(string kind, int unknown, int removed, string words)
    {
        using var caller = Caller.Of(kind);
        var model = caller.Entry.Models[0].Id;

        var never = await caller.ChatAsync("no/such-model");
        caller.World.Faults.Add(new FaultSpec(FaultKind.ModelRemoved) { Model = model });
        var gone = await caller.ChatAsync(model);

        never.Status.ShouldBe(unknown);
        never.Text.ShouldContain(words);
        gone.Status.ShouldBe(removed);
        (await caller.GetAsync("/models")).Text.ShouldNotContain($"\"{model}\"");
    }

    [Fact]
    public async Task Nvidia_says_410_for_a_model_at_its_end_of_life()
    {
        using var caller = Caller.Of("nvidia");
        caller.World.Faults.Add(new FaultSpec(FaultKind.ModelRemoved) { Model = "meta/*", Status = 410 });

        var gone = await caller.ChatAsync("meta/llama-3.3-70b-instruct");

        gone.Status.ShouldBe(410);
        gone.Json.GetProperty("detail").GetString()!.ShouldContain("has reached its end of life");
    }

    [Theory]
    [InlineData("openai", 402)]
    [InlineData("openrouter", 402)]
    [InlineData("groq", 402)]
    [InlineData("gemini", 429)]
    [InlineData("cerebras", 402)]
    [InlineData("mistral", 402)]
    [InlineData("nvidia", 402)]
    [InlineData("siliconflow", 403)]
    [InlineData("modelscope", 429)]
    [InlineData("zhipu", 429)]
    [InlineData("ollama", 403)]
    public async Task A_model_that_costs_money_is_refused_to_who_does_not_pay(string kind, int status)
    {
        using var caller = Caller.Of(kind);
        caller.World.Faults.Add(new FaultSpec(FaultKind.ModelPaid) { InputPrice = 3 });

        (await caller.ChatAsync(caller.Entry.Models[0].Id)).Status.ShouldBe(status);
        caller.World.Truth[kind].Total.Refused["payment"].ShouldBe(1);
        caller.World.Truth.Usd.ShouldBe(0);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("openrouter")]
    [InlineData("groq")]
    [InlineData("gemini")]
    [InlineData("cerebras")]
    [InlineData("mistral")]
    [InlineData("nvidia")]
    [InlineData("siliconflow")]
    [InlineData("modelscope")]
    [InlineData("zhipu")]
    [InlineData("ollama")]
    public async Task Every_kind_has_its_own_words_for_too_long_for_5xx_and_for_a_bad_body(string kind)
    {
        using var caller = Caller.Of(kind);
        var model = caller.Entry.Models[0];
        caller.World.Faults.Add(new FaultSpec(FaultKind.Status) { Status = 503, Requests = 1 });

        var failed = await caller.ChatAsync(model.Id);
        var tooLong = await caller.ChatAsync(model.Id, new string('x', (model.Context * 4) + 4));
        var bad = await caller.PostAsync("/chat/completions", "{\"model\":");

        failed.Status.ShouldBe(503);
        failed.Json.ValueKind.ShouldBeOneOf(System.Text.Json.JsonValueKind.Object, System.Text.Json.JsonValueKind.Array);
        tooLong.Status.ShouldBe(400);
        bad.Status.ShouldBe(400);
        caller.World.Truth[kind].Total.Refused["too_long"].ShouldBe(1);
        caller.World.Truth[kind].Total.Refused["bad_request"].ShouldBe(1);
    }

    [Fact]
    public async Task A_limit_by_address_is_counted_for_each_address()
    {
        var provider = new ProviderSpec("p", "openai") { Keyless = true, Models = [new ModelSpec("m1")], Limits = [LimitSpec.Rpm(2) with { Scope = LimitScope.Address }] };
        using var one = new Caller(provider);
        using var other = new Caller(provider, one.Time, "10.0.0.9", one.World);

        (await one.ChatAsync("m1")).Status.ShouldBe(200);
        (await one.ChatAsync("m1")).Status.ShouldBe(200);
        (await one.ChatAsync("m1")).Status.ShouldBe(429);
        (await other.ChatAsync("m1")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_provider_wide_limit_is_shared_by_its_keys_and_an_account_limit_is_not()
    {
        var provider = new ProviderSpec("p", "openai")
        {
            Accounts = [new AccountSpec("a"), new AccountSpec("b")],
            Models = [new ModelSpec("own") { Limits = [LimitSpec.Rpm(1)] }, new ModelSpec("shared") { Limits = [LimitSpec.Rpm(1) with { Scope = LimitScope.Provider }] }],
        };
        using var caller = new Caller(provider);
        (await caller.ChatAsync("own")).Status.ShouldBe(200);
        (await caller.ChatAsync("shared")).Status.ShouldBe(200);

        caller.Key = "b";

        (await caller.ChatAsync("own")).Status.ShouldBe(200);
        (await caller.ChatAsync("shared")).Status.ShouldBe(429);
    }

    [Theory]
    [InlineData(Hints.None, false, false)]
    [InlineData(Hints.Header, true, false)]
    [InlineData(Hints.Body, false, true)]
    [InlineData(Hints.All, true, true)]
    public async Task A_storm_hints_where_it_is_told_to(Hints hints, bool inHeader, bool inBody)
    {
        using var caller = Caller.Plain();
        caller.World.Faults.Add(new FaultSpec(FaultKind.RateLimitStorm) { Hints = hints, Delay = TimeSpan.FromSeconds(17) });

        var refused = await caller.ChatAsync("m1");

        refused.Status.ShouldBe(429);
        refused.Header("Retry-After").ShouldBe(inHeader ? "17" : null);
        refused.Text.Contains("try again in 17s", StringComparison.Ordinal).ShouldBe(inBody);
    }
}
