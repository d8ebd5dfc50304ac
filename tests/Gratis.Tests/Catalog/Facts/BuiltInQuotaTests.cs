using Gratis.Catalog.Facts;
using Gratis.Catalog.Limits;

namespace Gratis.Tests.Catalog.Facts;

/// <summary>The limits that everybody knows, and what holds for all of them.</summary>
public class BuiltInQuotaTests
{
    private static readonly BuiltInFacts Facts = BuiltInFacts.Load();

    public static TheoryData<string> Ids => [.. Facts.All.Select(provider => provider.Id)];

    [Theory]
    [InlineData("openrouter", "qwen/qwen3-coder:free", "class rpm 20 Rolling", "class rpd 50 UTC")]
    [InlineData("openrouter", "openrouter/free", "class rpm 20 Rolling", "class rpd 50 UTC")]
    [InlineData("openrouter", "openai/gpt-5-mini")]
    [InlineData("groq", "openai/gpt-oss-120b", "model rpm 30 Refill", "model rpd 1000 Refill", "model tpm 8000 Refill", "model tpd 200000 Refill")]
    [InlineData("groq", "whisper-large-v3-turbo", "model rpm 20 Refill", "model rpd 2000 Refill")]
    [InlineData("gemini", "gemini-2.5-flash", "model rpm 5 Rolling", "model rpd 20 America/Los_Angeles", "model itpm 250000 Rolling")]
    [InlineData("gemini", "gemini-2.5-flash-lite", "model itpm 250000 Rolling", "model rpm 10 Rolling", "model rpd 20 America/Los_Angeles")]
    [InlineData("gemini", "gemini-3.1-flash-lite", "model itpm 250000 Rolling", "model rpm 15 Rolling", "model rpd 500 America/Los_Angeles")]
    [InlineData("gemini", "gemini-2.5-pro")]
    [InlineData("modelscope", "Qwen/Qwen3-32B", "account rpd 250 Asia/Shanghai", "model rpd 500 Asia/Shanghai")]
    [InlineData("zhipu", "glm-4-flash", "model concurrency 1 Rolling")]
    [InlineData("zhipu", "glm-4.7-flashx")]
    [InlineData("cerebras", "gpt-oss-120b", "model rpm 5 Refill", "model tpm 30000 Refill", "model tph 1000000 Refill", "model tpd 1000000 Refill", "account usdplife 5000000000 FirstUse")]
    [InlineData("mistral", "mistral-small-latest", "account rps 1 Rolling", "account tpm 500000 Rolling", "account usdpmo 10000000000 UTC")]
    [InlineData("cohere", "command-r7b-12-2024", "account rpmo 1000 UTC", "account rpm 100 Rolling", "model rpm 20 Rolling", "class tpm 100000 Rolling")]
    [InlineData("nvidia", "openai/gpt-oss-20b", "account rpm 40 Rolling", "model rpd 10000 UTC")]
    [InlineData("huggingface", "any", "account usdpmo 100000000 UTC")]
    [InlineData("cloudflare", "@cf/openai/gpt-oss-20b", "account usdpd ? UTC", "model rpm 300 Rolling")]
    [InlineData("cloudflare", "@cf/baai/bge-m3", "account usdpd ? UTC", "model rpm 3000 Rolling")]
    [InlineData("nararouter", "any", "account tpd 7000000 UTC", "account rpm 15 Rolling")]
    [InlineData("vercel", "any", "account usdp30d 5000000000 FirstUse", "model rpm ? Rolling")]
    [InlineData("requesty", "any", "class rpd 200 UTC if Free")]
    [InlineData("kilo", "kilo-auto/free", "egress rph 200 Rolling")]
    [InlineData("ovh", "any", "model rpm 2 Rolling if Keyless", "model rpm 400 Rolling if Keyed")]
    public void What_a_model_draws_on_is_known(string id, string model, params string[] limits) =>
        Of(id).Quotas.Where(quota => quota.Limit.AppliesTo(model)).Select(Show).ShouldBe(limits);

    [Fact]
    public void Classes_of_one_provider_share_one_counter()
    {
        var classes = Of("openrouter").Quotas.Select(quota => quota.Limit).ToList();
        classes.ShouldAllBe(limit => limit.Scope == QuotaScope.ModelClass && limit.Models.Count == 2);
    }

    [Theory]
    [InlineData("groq", true)]
    [InlineData("cerebras", true)]
    [InlineData("openrouter", false)]
    public void Who_reserves_the_asked_for_output_is_known(string id, bool reserves) => Of(id).Counting.ReservesMaxTokens.ShouldBe(reserves);

    [Theory]
    [InlineData("openrouter", "https://openrouter.ai/api/v1/key")]
    [InlineData("deepseek", "https://api.deepseek.com/user/balance")]
    [InlineData("moonshot", "https://api.moonshot.ai/v1/users/me/balance")]
    [InlineData("siliconflow", "https://api.siliconflow.cn/v1/user/info")]
    [InlineData("novita", "https://api.novita.ai/openapi/v1/billing/balance/detail")]
    [InlineData("modelscope", "https://modelscope.cn/openapi/v1/magicubes/balance")]
    [InlineData("ollama-cloud", "https://ollama.com/api/balance")]
    public void Who_tells_what_is_left_is_asked_at_the_right_place(string id, string url) =>
        Of(id).Balance!.Under(Of(id).BaseUrl).Url.ShouldBe(new Uri(url));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_limit_can_be_kept(string id)
    {
        foreach (var (limit, _) in Of(id).Quotas)
        {
            TimeZoneInfo.TryFindSystemTimeZoneById(limit.Clock.Zone, out _).ShouldBeTrue(limit.Clock.Zone);
            limit.Evidence.Source.ShouldBe(LimitSource.Facts);
            limit.Evidence.At!.Value.ShouldBeLessThanOrEqualTo(new DateTimeOffset(Of(id).Evidence.AsOf, TimeOnly.MinValue, TimeSpan.Zero));
            limit.Evidence.Confidence.ShouldBeInRange(0.3, 0.9);
            limit.Pacing.Kind.ShouldBe(PacingKind.Off);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void No_model_has_two_limits_of_one_kind_that_one_counter_could_hold(string id)
    {
        var ids = Of(id).Quotas.SelectMany(quota => quota.Limit.Models).Select(pattern => pattern.Replace("*", "x", StringComparison.Ordinal)).Append("any").Distinct();
        foreach (var model in ids)
            Of(id).Quotas.Where(quota => quota.Limit.AppliesTo(model))
                .Select(quota => (quota.Limit.Scope, quota.Limit.Name, quota.When)).ShouldBeUnique($"{id} {model}");
    }

    [Fact]
    public void Own_hardware_has_no_limits_but_its_own() => Facts.All.Where(provider => provider.Local).ShouldAllBe(provider => provider.Quotas.IsEmpty);

    private static ProviderFacts Of(string id) => Facts.TryFind(id, out var provider) ? provider : throw new ArgumentException(id);

    private static string Show(QuotaFacts quota)
    {
        var limit = quota.Limit;
        var scope = limit.Scope switch { QuotaScope.AccountModel => "model", QuotaScope.ModelClass => "class", var other => other.Spell() };
        var clock = limit.Clock.Kind == ClockKind.Calendar ? limit.Clock.Zone : limit.Clock.Kind.ToString();
        return $"{scope} {limit.Name} {limit.Amount?.ToString() ?? "?"} {clock}{(quota.When == QuotaCase.Always ? "" : $" if {quota.When}")}";
    }
}
