using Gratis.Catalog;
using Gratis.Catalog.Facts;

namespace Gratis.Tests.Catalog.Facts;

public class BuiltInFactsTests
{
    private static readonly BuiltInFacts Facts = BuiltInFacts.Load();

    public static TheoryData<string> Ids => [.. Facts.All.Select(provider => provider.Id)];

    [Fact]
    public void Enough_providers_are_known_out_of_the_box() => Facts.All.Length.ShouldBeGreaterThanOrEqualTo(36);

    [Theory]
    [InlineData("google", "gemini")]
    [InlineData("dashscope", "aliyun")]
    [InlineData("GROQ", "groq")]
    [InlineData("z-ai", "zai")]
    [InlineData("github", "github-models")]
    public void A_provider_is_found_by_alias_and_in_any_case(string name, string id)
    {
        Facts.TryFind(name, out var provider).ShouldBeTrue();
        provider!.Id.ShouldBe(id);
    }

    [Theory]
    [InlineData("openrouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY")]
    [InlineData("gemini", "https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GENERATIVE_AI_API_KEY")]
    [InlineData("groq", "https://api.groq.com/openai/v1", "GROQ_API_KEY")]
    [InlineData("cerebras", "https://api.cerebras.ai/v1", "CEREBRAS_API_KEY")]
    [InlineData("nvidia", "https://integrate.api.nvidia.com/v1", "NVIDIA_API_KEY", "NVIDIA_NIM_API_KEY")]
    [InlineData("sambanova", "https://api.sambanova.ai/v1", "SAMBANOVA_API_KEY")]
    [InlineData("zhipu", "https://open.bigmodel.cn/api/paas/v4", "ZHIPU_API_KEY", "ZHIPUAI_API_KEY", "BIGMODEL_API_KEY")]
    [InlineData("zai", "https://api.z.ai/api/paas/v4", "ZAI_API_KEY", "Z_AI_API_KEY")]
    [InlineData("siliconflow", "https://api.siliconflow.cn/v1", "SILICONFLOW_API_KEY")]
    [InlineData("siliconflow-intl", "https://api.siliconflow.com/v1", "SILICONFLOW_INTL_API_KEY")]
    [InlineData("modelscope", "https://api-inference.modelscope.cn/v1", "MODELSCOPE_API_KEY", "MODELSCOPE_SDK_TOKEN")]
    [InlineData("longcat", "https://api.longcat.chat/openai/v1", "LONGCAT_API_KEY")]
    [InlineData("volcengine", "https://ark.cn-beijing.volces.com/api/v3", "VOLCENGINE_API_KEY", "ARK_API_KEY")]
    [InlineData("aliyun", "https://dashscope.aliyuncs.com/compatible-mode/v1", "ALIYUN_API_KEY", "DASHSCOPE_API_KEY")]
    [InlineData("deepseek", "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY")]
    [InlineData("mistral", "https://api.mistral.ai/v1", "MISTRAL_API_KEY")]
    [InlineData("cohere", "https://api.cohere.ai/compatibility/v1", "COHERE_API_KEY")]
    [InlineData("cloudflare", "https://api.cloudflare.com/client/v4/accounts/{account_id}/ai/v1", "CLOUDFLARE_API_KEY", "CLOUDFLARE_API_TOKEN")]
    [InlineData("huggingface", "https://router.huggingface.co/v1", "HUGGINGFACE_API_KEY", "HF_TOKEN")]
    [InlineData("ollama-cloud", "https://ollama.com/v1", "OLLAMA_CLOUD_API_KEY", "OLLAMA_API_KEY")]
    [InlineData("requesty", "https://router.requesty.ai/v1", "REQUESTY_API_KEY")]
    public void A_provider_lives_where_it_should_and_takes_its_key_from_its_variables(string id, string baseUrl, params string[] variables)
    {
        Facts.TryFind(id, out var provider).ShouldBeTrue();
        provider!.BaseUrl.ShouldBe(baseUrl);
        variables.ShouldBeSubsetOf(provider.EnvironmentVariables);
    }

    [Theory]
    [InlineData("ollama", 11434)]
    [InlineData("lmstudio", 1234)]
    [InlineData("llamacpp", 8080)]
    [InlineData("vllm", 8000)]
    public void Local_servers_are_at_loopback_and_need_no_key(string id, int port)
    {
        Facts.TryFind(id, out var provider).ShouldBeTrue();
        provider!.Local.ShouldBeTrue();
        provider.NeedsKey.ShouldBeFalse();
        provider.BaseUrl.ShouldBe($"http://127.0.0.1:{port}/v1");
        provider.EnvironmentVariables.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ovh")]
    [InlineData("llm7")]
    [InlineData("kilo")]
    [InlineData("uncloseai")]
    [InlineData("aihorde")]
    public void Relays_for_strangers_are_marked_so_that_they_stay_off_until_asked_for(string id)
    {
        Facts.TryFind(id, out var provider).ShouldBeTrue();
        provider!.Keyless.ShouldBeTrue();
        Facts.FromEnvironment(_ => null).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("opencode-zen")]
    [InlineData("navy")]
    [InlineData("g4f")]
    [InlineData("airforce")]
    [InlineData("puter")]
    [InlineData("opencode")]
    [InlineData("zen")]
    [InlineData("gpt4free")]
    [InlineData("api-airforce")]
    public void Providers_that_do_not_want_gateways_or_sell_what_is_not_theirs_are_unknown(string id) =>
        Facts.TryFind(id, out _).ShouldBeFalse();

    [Theory]
    [InlineData("opencode.ai")]
    [InlineData("api.navy")]
    [InlineData("g4f.")]
    [InlineData("api.airforce")]
    [InlineData("puter.com")]
    public void Nor_are_they_there_under_another_name(string host) =>
        Facts.All.ShouldAllBe(provider => !provider.BaseUrl.Contains(host, StringComparison.OrdinalIgnoreCase));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_relay_for_strangers_is_on_only_with_a_key_of_its_own(string id)
    {
        Facts.TryFind(id, out var provider).ShouldBeTrue();
        var others = Facts.All.Where(other => other.Id != id).SelectMany(other => other.EnvironmentVariables).ToHashSet();
        Facts.FromEnvironment(name => others.Contains(name) ? "key" : null).ShouldNotContain(found => found.Provider.Id == id);
        provider!.NeedsKey.ShouldBe(provider is { Keyless: false, Local: false });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_first_variable_of_a_provider_follows_from_its_id(string id)
    {
        Facts.TryFind(id, out var provider).ShouldBeTrue();
        if (provider!.Local || provider.Key.Style is AuthStyle.None)
        {
            provider.EnvironmentVariables.ShouldBeEmpty();
        }
        else
        {
            provider.EnvironmentVariables[0].ShouldBe($"{id.ToUpperInvariant().Replace('-', '_')}_API_KEY");
        }
    }

    [Fact]
    public void No_variable_opens_two_providers()
    {
        var variables = Facts.All.SelectMany(provider => provider.EnvironmentVariables.Concat(provider.BaseUrlVariables.Select(variable => variable.Value))).ToList();
        variables.ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_address_is_one_and_only_local_servers_are_at_loopback(string id)
    {
        Facts.TryFind(id, out var provider).ShouldBeTrue();
        provider!.TryFillBaseUrl(_ => "account", out var baseUrl, out _).ShouldBeTrue();
        var paths = provider.Paths.Under(baseUrl!);
        foreach (var url in new[] { paths.Chat, paths.Embeddings, paths.Rerank }.OfType<string>())
        {
            Uri.TryCreate(url, UriKind.Absolute, out var uri).ShouldBeTrue();
            uri!.Scheme.ShouldBe(provider.Local ? "http" : "https");
            uri.IsLoopback.ShouldBe(provider.Local);
            (uri.Query + uri.Fragment + uri.UserInfo).ShouldBeEmpty();
            uri.AbsoluteUri.ShouldBe(url);
        }

        foreach (var page in new[] { provider.Home, provider.KeysUrl }.OfType<string>())
        {
            Uri.TryCreate(page, UriKind.Absolute, out var uri).ShouldBeTrue();
            uri!.Scheme.ShouldBe("https");
        }
    }

    [Fact]
    public void No_base_url_is_shared_by_two_providers() => Facts.All.Select(provider => provider.BaseUrl).ShouldBeUnique();

    [Theory]
    [InlineData("GITHUB_TOKEN")]
    [InlineData("SCW_SECRET_KEY")]
    [InlineData("VERCEL_OIDC_TOKEN")]
    public void Credentials_that_are_set_for_other_tools_are_never_taken(string variable) =>
        Facts.FromEnvironment(name => name == variable ? "secret" : null).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_gives_no_standing_free_tier_says_why_and_when(string id)
    {
        Facts.TryFind(id, out var provider).ShouldBeTrue();
        if (provider!.Tier is not ProviderTier.Standing && !provider.Local)
        {
            provider.Note.ShouldNotBeNull().ShouldContain("2026-");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Only_a_keyless_provider_has_a_key_for_strangers(string id)
    {
        Facts.TryFind(id, out var provider).ShouldBeTrue();
        (provider!.Key.Anonymous is null || provider.Keyless).ShouldBeTrue();
    }

    [Fact]
    public void Two_providers_of_one_name_are_an_error()
    {
        var groq = Facts.All.First(provider => provider.Id == "groq");
        var error = Should.Throw<FormatException>(() => new BuiltInFacts([groq, groq with { Id = "other", Aliases = ["GROQ"] }]));
        error.Message.ShouldContain("groq");
        error.Message.ShouldContain("other");
    }
}
