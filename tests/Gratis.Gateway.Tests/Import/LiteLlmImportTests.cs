using Gratis.Catalog;
using Gratis.Gateway.Configuration.Model;
using Gratis.Gateway.Import;

namespace Gratis.Gateway.Tests.Import;

public sealed class LiteLlmImportTests
{
    [Theory]
    [InlineData("groq/llama-3.3-70b", "", "groq/llama-3.3-70b")]
    [InlineData("together_ai/meta/llama", "", "together/meta/llama")]
    [InlineData("gpt-4o-mini", "", "openai/gpt-4o-mini")]
    [InlineData("o3-mini", "", "openai/o3-mini")]
    [InlineData("openai/gpt-4o", "", "openai/gpt-4o")]
    [InlineData("openai/m:free", "api_base: https://openrouter.ai/api/v1", "openrouter/m:free")]
    [InlineData("openai/m", "api_base: https://api.groq.com/openai/v1/", "groq/m")]
    [InlineData("m", "custom_llm_provider: groq", "groq/m")]
    [InlineData("groq/m", "custom_llm_provider: groq", "groq/m")]
    [InlineData("openai/m", "api_base: https://llm.example/v1", "llm-example/m")]
    [InlineData("openai/m", "api_base: os.environ/MY_URL", "my_url/m")]
    [InlineData("ollama/m", "api_base: http://box:11434", "ollama/m")]
    [InlineData("hosted_vllm/m", "api_base: http://127.0.0.1:8000/v1", "vllm/m")]
    [InlineData("openrouter/openrouter/free", "", "openrouter/openrouter/free")]
    public void A_model_is_found_by_its_prefix_or_its_address(string model, string more, string expected) =>
        Pool($"model_list: [ {{ model_name: g, litellm_params: {{ model: \"{model}\", {more} }} }} ]").Targets.Single().Model.ShouldBe(expected);

    [Theory]
    [InlineData("azure/x", "azure is not spoken here, only the format of OpenAI; left out.")]
    [InlineData("claude-sonnet-4", "anthropic is not spoken here, only the format of OpenAI; left out.")]
    [InlineData("someone/x", "someone is no provider that is known, and there is no api_base; left out.")]
    [InlineData("mystery", "mystery is no provider that is known, and there is no api_base; left out.")]
    [InlineData("openai_like/x", "is at a server of its own, and no api_base says where; left out.")]
    public void A_model_that_cannot_be_called_is_told_of(string model, string expected)
    {
        var imported = ImportRun.Good(ImportSystem.LiteLlm, $"model_list:\n  - model_name: g\n    litellm_params:\n      model: {model}\n");

        imported.Remarks.ShouldBe([new Remark(4, "model_list[0].litellm_params.model", expected)]);
        ImportRun.Read(imported).Config.Pools.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("weight: 3", "weight: 1", "3 1")]
    [InlineData("weight: 3", "rpm: 5", "3 0")]
    [InlineData("rpm: 10", "rpm: 30", "10 30")]
    [InlineData("tpm: 1000", "tpm: 2000", "1000 2000")]
    [InlineData("weight: 0.5", "weight: 1.5", "50 150")]
    [InlineData("tpm: 4000000", "tpm: 1000000", "1000000 250000")]
    [InlineData("timeout: 5", "timeout: 5", "1 1")]
    [InlineData("weight: 0", "weight: 1", "0 1")]
    public void Weights_are_what_litellm_draws_by(string first, string second, string expected) => string.Join(' ', Pool(
        $"model_list: [ {{ model_name: g, litellm_params: {{ model: groq/a, {first} }} }}, {{ model_name: g, litellm_params: {{ model: groq/b, {second} }} }} ]")
        .Targets.Select(target => target.Weight)).ShouldBe(expected);

    [Theory]
    [InlineData("simple-shuffle", PoolStrategy.Weighted)]
    [InlineData("least-busy", PoolStrategy.RoundRobin)]
    [InlineData("latency-based-routing", PoolStrategy.Ranked)]
    [InlineData("cost-based-routing", PoolStrategy.Ranked)]
    [InlineData("usage-based-routing-v2", PoolStrategy.Weighted)]
    public void Strategies_become_the_nearest_of_ours(string theirs, PoolStrategy ours) => Pool(
        $"model_list: [ {{ model_name: g, litellm_params: {{ model: groq/a }} }} ]\nrouter_settings: {{ routing_strategy: {theirs} }}").Strategy.ShouldBe(ours);

    [Fact]
    public void The_same_model_with_two_keys_is_one_target_with_two_accounts()
    {
        const string Two = """
            model_list:
              - { model_name: g, litellm_params: { model: groq/a, api_key: os.environ/ONE, weight: 2 } }
              - { model_name: g, litellm_params: { model: groq/a, api_key: os.environ/TWO, weight: 3 } }
            """;

        var config = Config(Two);

        config.Pools["g"].Targets.Select(target => (target.Model, target.Weight)).ShouldBe([("groq/a", 5)]);
        config.Providers["groq"].ApiKeys.Count.ShouldBe(2);
    }

    [Fact]
    public void Two_servers_of_one_host_are_two_providers()
    {
        const string Two = """
            model_list:
              - { model_name: a, litellm_params: { model: openai/m, api_base: "https://llm.example/one/v1" } }
              - { model_name: b, litellm_params: { model: openai/m, api_base: "https://llm.example/two/v1" } }
            """;

        Config(Two).Providers.Select(entry => (entry.Key, entry.Value.BaseUrl)).ShouldBe(
            [("llm-example", "https://llm.example/one/v1"), ("llm-example-2", "https://llm.example/two/v1")]);
    }

    [Fact]
    public async Task What_is_generated_for_litellm_comes_back_as_the_same_pool()
    {
        using var folder = new Pool.PoolFolder();
        var made = (await folder.RunAsync("generate")).ShouldBeDone().Out;

        Pool(made, "primary").Targets.Select(target => target.Weight).ShouldBe([6, 6, 3, 3, 3, 1, 1, 1, 1, 1]);
    }

    private static Gratis.Hosting.Options.PoolOptions Pool(string yaml, string name = "g") => Config(yaml).Pools[name];

    private static GatewayConfig Config(string yaml)
    {
        var reading = ImportRun.Read(ImportRun.Good(ImportSystem.LiteLlm, yaml));
        reading.Errors.ShouldBeEmpty();
        return reading.Config;
    }
}
