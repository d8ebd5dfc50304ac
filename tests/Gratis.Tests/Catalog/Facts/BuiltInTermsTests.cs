using System.Text;
using Gratis.Catalog.Facts;

namespace Gratis.Tests.Catalog.Facts;

/// <summary>What the shipped files say of lists, data, region, needs and permanence.</summary>
public class BuiltInTermsTests
{
    private static readonly BuiltInFacts Facts = BuiltInFacts.Load();

    public static TheoryData<string> Ids => [.. Facts.All.Select(provider => provider.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_file_speaks_of_each_or_says_that_nobody_knows(string id)
    {
        using var reader = new StreamReader(typeof(BuiltInFacts).Assembly.GetManifestResourceStream($"facts/{id}.yaml")!, Encoding.UTF8);
        string[] keys = ["listing", "free", "data", "region", "needs", "permanence"];
        keys.ShouldBeSubsetOf(FactsYaml.Parse(id, reader).Entries.Keys);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Region_and_permanence_are_known_of_everybody(string id)
    {
        Of(id).Region.ShouldNotBeNull();
        Of(id).Permanence.ShouldNotBeNull();
        (Of(id).Region!.Value == "local").ShouldBe(Of(id).Local);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Permanence_and_tier_tell_one_story(string id)
    {
        Permanence[] fitting = Of(id).Tier switch
        {
            ProviderTier.Standing => [Permanence.Standing, Permanence.Trial, Permanence.Preview],
            ProviderTier.Credits => [Permanence.Credits],
            _ => [Permanence.None, Permanence.Ended],
        };
        Of(id).Permanence!.Value.ShouldBeOneOf(fitting);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void No_fact_is_younger_than_its_file(string id)
    {
        var facts = Of(id);
        var newest = new DateTimeOffset(facts.Evidence.AsOf, TimeOnly.MinValue, TimeSpan.Zero);
        foreach (var evidence in new[] { facts.FreeEvidence, facts.Listing?.Evidence, facts.Data.Evidence, facts.Needs.Evidence, facts.Region!.Evidence, facts.Permanence!.Evidence })
            (evidence?.At ?? newest).ShouldBeLessThanOrEqualTo(newest);
    }

    [Theory]
    [InlineData("gemini", true)]
    [InlineData("nvidia", true)]
    [InlineData("mistral", true)]
    [InlineData("openrouter", true)]
    [InlineData("kilo", true)]
    [InlineData("groq", false)]
    [InlineData("ollama", false)]
    [InlineData("modelscope", null)]
    [InlineData("huggingface", null)]
    [InlineData("deepseek", null)]
    public void Whether_it_trains_is_known_or_open(string id, bool? trains) => Of(id).Data.Trains.ShouldBe(trains);

    [Theory]
    [InlineData("groq", false, false)]
    [InlineData("nvidia", true, false)]
    [InlineData("cerebras", false, true)]
    [InlineData("modelscope", true, false)]
    [InlineData("github-models", null, null)]
    public void What_a_key_costs_beside_money_is_known(string id, bool? phone, bool? card)
    {
        Of(id).Needs.Phone.ShouldBe(phone);
        Of(id).Needs.Card.ShouldBe(card);
    }

    [Theory]
    [InlineData("mistral", "eu")]
    [InlineData("zhipu", "cn")]
    [InlineData("cerebras", "us")]
    [InlineData("openrouter", "global")]
    public void Where_it_serves_from_is_known(string id, string region) => Of(id).Region!.Value.ShouldBe(region);

    [Theory]
    [InlineData("openrouter", "https://openrouter.ai/api/v1/models", true)]
    [InlineData("gemini", "https://generativelanguage.googleapis.com/v1beta/openai/models", false)]
    [InlineData("siliconflow", "https://api.siliconflow.cn/v1/models?sub_type=chat", false)]
    [InlineData("cohere", "https://api.cohere.com/v1/models?page_size=1000", false)]
    [InlineData("cloudflare", "https://api.cloudflare.com/client/v4/accounts/account/ai/models/search?per_page=100&include_deprecated=false", false)]
    [InlineData("nvidia", "https://integrate.api.nvidia.com/v1/models", true)]
    [InlineData("ollama", "http://127.0.0.1:11434/v1/models", true)]
    [InlineData("groq", "https://api.groq.com/openai/v1/models", false)]
    public void Models_are_listed_at_the_right_place(string id, string url, bool isPublic)
    {
        Of(id).TryFillBaseUrl(_ => "account", out var baseUrl, out _).ShouldBeTrue();
        Of(id).Listing!.Under(baseUrl!).ShouldBe(new Uri(url));
        Of(id).Listing!.IsPublic.ShouldBe(isPublic);
    }

    [Theory]
    [InlineData("codestral")]
    [InlineData("volcengine")]
    [InlineData("spark")]
    [InlineData("ai21")]
    public void Who_has_no_list_is_not_asked_for_one(string id) => Of(id).Listing.ShouldBeNull();

    [Fact]
    public void An_account_in_the_address_cannot_lead_the_list_astray()
    {
        Of("cloudflare").TryFillBaseUrl(_ => "a/../../b?c", out var baseUrl, out _).ShouldBeTrue();
        Of("cloudflare").Listing!.Under(baseUrl!).AbsolutePath.ShouldBe("/client/v4/accounts/a%2F..%2F..%2Fb%3Fc/ai/models/search");
    }

    [Fact]
    public void Only_zhipu_s_list_leaves_out_what_answers() =>
        Facts.All.Where(provider => provider.Listing is { IsIncomplete: true }).Select(provider => provider.Id).ShouldBe(["zhipu"]);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_list_has_an_address_of_its_own_kind(string id)
    {
        Of(id).TryFillBaseUrl(_ => "account", out var baseUrl, out _).ShouldBeTrue();
        if (Of(id).Listing?.Under(baseUrl!) is not { } url)
            return;
        url.Scheme.ShouldBe(Of(id).Local ? "http" : "https");
        url.IsLoopback.ShouldBe(Of(id).Local);
        (url.Fragment + url.UserInfo).ShouldBeEmpty();
    }

    private static ProviderFacts Of(string id) => Facts.TryFind(id, out var provider) ? provider : throw new ArgumentException(id);
}
