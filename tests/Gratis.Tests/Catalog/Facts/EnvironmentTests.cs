using Gratis.Catalog.Facts;

namespace Gratis.Tests.Catalog.Facts;

public class EnvironmentTests
{
    private static readonly BuiltInFacts Facts = BuiltInFacts.Load();

    [Fact]
    public void Several_keys_in_one_variable_are_several_accounts()
    {
        var found = Facts.FromEnvironment(Variables(("GROQ_API_KEY", " one, two ,,one,")));
        found.Length.ShouldBe(1);
        found[0].Provider.Id.ShouldBe("groq");
        found[0].Variable.ShouldBe("GROQ_API_KEY");
        found[0].Keys.ShouldBe(["one", "two"]);
    }

    [Fact]
    public void The_first_variable_that_holds_a_key_wins()
    {
        var found = Facts.FromEnvironment(Variables(("GEMINI_API_KEY", " , "), ("GOOGLE_API_KEY", "a"), ("GOOGLE_GENERATIVE_AI_API_KEY", "b")));
        found.Length.ShouldBe(1);
        found[0].Variable.ShouldBe("GOOGLE_API_KEY");
        found[0].Keys.ShouldBe(["a"]);
    }

    [Fact]
    public void Each_provider_with_a_key_is_found_in_the_order_of_ids() =>
        Facts.FromEnvironment(Variables(("ZHIPU_API_KEY", "z"), ("DASHSCOPE_API_KEY", "d"), ("HF_TOKEN", "h")))
            .Select(found => found.Provider.Id).ShouldBe(["aliyun", "huggingface", "zhipu"]);

    [Fact]
    public void What_was_found_prints_without_the_secret() =>
        Facts.FromEnvironment(Variables(("GROQ_API_KEY", "gsk_secret")))[0].ToString().ShouldBe("groq: 1 key(s) from GROQ_API_KEY");

    [Fact]
    public void A_base_url_is_filled_from_the_environment_and_cannot_be_led_astray()
    {
        Facts.TryFind("cloudflare", out var cloudflare).ShouldBeTrue();
        cloudflare!.TryFillBaseUrl(Variables(("CLOUDFLARE_ACCOUNT_ID", " a/../b?c ")), out var url, out _).ShouldBeTrue();
        url.ShouldBe("https://api.cloudflare.com/client/v4/accounts/a%2F..%2Fb%3Fc/ai/v1");
    }

    [Fact]
    public void A_base_url_that_lacks_its_variable_names_it()
    {
        Facts.TryFind("cloudflare", out var cloudflare).ShouldBeTrue();
        cloudflare!.TryFillBaseUrl(_ => null, out var url, out var missing).ShouldBeFalse();
        url.ShouldBeNull();
        missing.ShouldBe("CLOUDFLARE_ACCOUNT_ID");
    }

    [Fact]
    public void Paths_become_urls_and_may_lead_to_another_host_of_the_vendor()
    {
        Facts.TryFind("cohere", out var cohere).ShouldBeTrue();
        cohere!.Paths.Under(cohere.BaseUrl).ShouldBe(new PathFacts(
            "https://api.cohere.ai/compatibility/v1/chat/completions",
            "https://api.cohere.ai/compatibility/v1/embeddings",
            "https://api.cohere.com/v2/rerank"));
    }

    [Fact]
    public void At_the_owners_own_address_nothing_leads_to_the_vendor()
    {
        Facts.TryFind("cohere", out var cohere).ShouldBeTrue();
        var own = cohere!.At("http://127.0.0.1:9001/v1/");
        own.Paths.Under(own.BaseUrl).Rerank.ShouldBe("http://127.0.0.1:9001/v1/rerank");
        own.TryFillBaseUrl(_ => null, out var url, out _).ShouldBeTrue();
        url.ShouldBe("http://127.0.0.1:9001/v1/");
    }

    [Fact]
    public void An_operation_that_is_not_offered_has_no_url()
    {
        Facts.TryFind("groq", out var groq).ShouldBeTrue();
        groq!.Paths.Under(groq.BaseUrl).Embeddings.ShouldBeNull();
        groq.At("http://127.0.0.1:9001/v1").Paths.Embeddings.ShouldBeNull();
    }

    private static Func<string, string?> Variables(params (string Name, string Value)[] set) =>
        name => set.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault();
}
