using System.Text.Json;
using Gratis.Simulator.Faults;

namespace Gratis.Tests.Simulator;

/// <summary>The refusals that every kind of provider knows, each in its own words.</summary>
public sealed class EveryKindRefusesTests
{
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
        failed.Json.ValueKind.ShouldBeOneOf(JsonValueKind.Object, JsonValueKind.Array);
        tooLong.Status.ShouldBe(400);
        bad.Status.ShouldBe(400);
        caller.World.Truth[kind].Total.Refused["too_long"].ShouldBe(1);
        caller.World.Truth[kind].Total.Refused["bad_request"].ShouldBe(1);
    }

    [Theory]
    [InlineData("{\"model\":\"m1\",\"messages\":[{\"role\":\"user\",\"content\":\"\\ud800\"}]}", "not valid Unicode")]
    [InlineData("{\"model\":\"m1\"}", "'messages' must be a non-empty array")]
    [InlineData("{\"messages\":[]}", "'model' is required")]
    [InlineData("[]", "the body must be a JSON object")]
    [InlineData("", "the body is not JSON")]
    public async Task A_request_without_sense_is_refused_and_says_why(string body, string problem)
    {
        using var caller = Caller.Plain();

        var refused = await caller.PostAsync("/chat/completions", body);

        refused.Status.ShouldBe(400);
        refused.Json.GetProperty("error").GetProperty("message").GetString()!.ShouldContain(problem);
    }
}
