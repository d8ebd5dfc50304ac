using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Limits;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Options;

namespace Gratis.Tests.Hosting.Catalogue;

public sealed class CatalogBuilderTests
{
    private static readonly BuiltInFacts Facts = BuiltInFacts.Load();

    [Fact]
    public void A_key_is_enough_to_know_what_a_provider_gives()
    {
        var openrouter = Build(new GratisOptions(), ("OPENROUTER_API_KEY", "k")).Providers.ShouldHaveSingleItem();
        openrouter.Balance.ShouldBe(new BalanceEndpoint(new Uri("https://openrouter.ai/api/v1/key"), BalanceStyle.OpenRouter));
        Names(new Route(openrouter, "some/model:free").Limits).ShouldBe(["rpm", "rpd"]);
        Names(new Route(openrouter, "openrouter/free").Limits).ShouldBe(["rpm", "rpd"]);
        new Route(openrouter, "some/model").Limits.ShouldBeEmpty();
    }

    [Fact]
    public void The_owner_s_limits_reach_listed_and_unlisted_routes()
    {
        var options = With("mine", new ProviderOptions { BaseUrl = "http://127.0.0.1:9001/v1", Limits = new() { Rpd = 50 }, Models = { new ModelOptions { Id = "m", Limits = new() { Rpm = 5 } } } });
        var catalog = Build(options);
        Names(catalog.Routes.ShouldHaveSingleItem().Limits).ShouldBe(["rpm", "rpd"]);
        Names(new Route(catalog.Providers[0], "other").Limits).ShouldBe(["rpd"]);
        catalog.Providers[0].Counting.ShouldBe(CallCounting.Default);
    }

    [Fact]
    public void A_known_provider_keeps_its_limits_at_another_address_but_shows_its_key_to_no_vendor()
    {
        var provider = Build(With("deepseek", new ProviderOptions { BaseUrl = "http://127.0.0.1:9001/v1", ApiKey = "k" })).Providers[0];
        provider.Balance.ShouldBeNull();
        var groq = Build(With("groq", new ProviderOptions { BaseUrl = "http://127.0.0.1:9001/v1", ApiKey = "k" })).Providers[0];
        Names(new Route(groq, "openai/gpt-oss-20b").Limits).ShouldBe(["rpm", "rpd", "tpm", "tpd"]);
        groq.Counting.ReservesMaxTokens.ShouldBeTrue();
    }

    [Fact]
    public void Own_hardware_under_a_known_name_has_only_the_owner_s_limits()
    {
        var provider = Build(With("groq", new ProviderOptions { BaseUrl = "http://127.0.0.1:9001/v1", Local = true, Limits = new() { Concurrency = 2 } })).Providers[0];
        Names(provider.Limits).ShouldBe(["concurrency"]);
        provider.Counting.ShouldBe(CallCounting.Default);
    }

    [Theory]
    [InlineData(null, "any:free", false, "usdplife,rpm")]
    [InlineData(FreeRule.None, "any", false, "rpm")]
    [InlineData(null, "any", true, "rpm")]
    public void A_grant_binds_until_the_owner_pays(FreeRule? free, string model, bool spills, string names)
    {
        var options = With("fireworks", new ProviderOptions { ApiKey = "k", Free = free, Models = { new ModelOptions { Id = model } } });
        if (spills)
        {
            options = new GratisOptions { Spill = new SpillOptions { Enabled = true, MonthlyBudgetUsd = 5, Targets = { "fireworks/any" } }, Providers = { ["fireworks"] = options.Providers["fireworks"] } };
        }

        var catalog = Build(options);
        string.Join(',', Names(catalog.Routes[0].Limits)).ShouldBe(names);
        string.Join(',', Names(catalog.Providers[0].Limits)).ShouldBe(names);
    }

    [Fact]
    public void A_model_that_the_owner_calls_paid_draws_on_no_grant()
    {
        var catalog = Build(With("fireworks", new ProviderOptions { ApiKey = "k", Models = { new ModelOptions { Id = "a", Free = false }, new ModelOptions { Id = "b" } } }));
        catalog.Routes.Select(route => string.Join(',', Names(route.Limits))).ShouldBe(["rpm", "usdplife,rpm"]);
    }

    [Theory]
    [InlineData(null, "egress")]
    [InlineData("k", "account")]
    public void Strangers_are_limited_by_address_and_keys_by_account(string? key, string scope)
    {
        var provider = Build(With("llm7", new ProviderOptions { ApiKey = key })).Providers[0];
        provider.Limits.ShouldNotBeEmpty();
        provider.Limits.ShouldAllBe(limit => limit.Scope.Spell() == scope);
    }

    [Fact]
    public void Only_routes_known_to_be_free_share_the_counter_of_free_models()
    {
        var catalog = Build(With("requesty", new ProviderOptions { ApiKey = "k", Models = { new ModelOptions { Id = "a", Free = true }, new ModelOptions { Id = "b" } } }));
        catalog.Routes.Select(route => route.Limits.Count).ShouldBe([1, 0]);
        catalog.Providers[0].Limits.ShouldBeEmpty();
    }

    [Fact]
    public void A_key_given_twice_is_one_account() =>
        Build(With("groq", new ProviderOptions { ApiKey = "one", ApiKeys = { " one ", "two", "two\n", " " } })).Providers[0]
            .Accounts.Select(account => (account.Id, account.RevealKey())).ShouldBe([("groq#1", "one"), ("groq#2", "two")]);

    private static CatalogSnapshot Build(GratisOptions options, params (string Name, string Value)[] environment) =>
        new CatalogBuilder(Facts, name => environment.FirstOrDefault(one => one.Name == name).Value).Build(options);

    private static GratisOptions With(string id, ProviderOptions provider) => new() { Providers = { [id] = provider } };

    private static IEnumerable<string> Names(IEnumerable<QuotaLimit> limits) => limits.Select(limit => limit.Name);
}
