using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Limits;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Options;
using Gratis.Quotas;

namespace Gratis.Tests.Hosting.Catalogue;

/// <summary>Accounts that were added beside those of config and environment.</summary>
public sealed class AddedAccountTests
{
    private const string OwnAddress = "http://127.0.0.1:9001/v1";

    private static readonly BuiltInFacts Facts = BuiltInFacts.Load();
    private static readonly AddedAccount One = new("acc-1", "groq", new Secret("one"), 1);

    [Fact]
    public void They_join_those_of_the_environment() =>
        Accounts(Build(new GratisOptions(), [One], ("GROQ_API_KEY", "zero"))).ShouldBe([("groq#1", "zero"), ("groq#acc-1", "one")]);

    [Fact]
    public void They_join_those_of_the_config_whatever_case_its_provider_was_named_in() =>
        Accounts(Build(With("groq", new ProviderOptions { ApiKey = "zero" }), [One with { Provider = "GROQ" }]), "GROQ").ShouldBe([("groq#1", "zero"), ("GROQ#acc-1", "one")]);

    [Fact]
    public void One_is_enough_to_have_a_provider() => Accounts(Build(new GratisOptions(), [One])).ShouldBe([("groq#acc-1", "one")]);

    [Fact]
    public void It_takes_the_place_of_going_without_a_key() =>
        Build(With("mine", new ProviderOptions { BaseUrl = OwnAddress }), [One with { Provider = "mine" }]).Providers[0].Accounts.ShouldHaveSingleItem().Id.ShouldBe("mine#acc-1");

    [Fact]
    public void Of_a_provider_that_nobody_describes_nothing_comes() => Build(new GratisOptions(), [One with { Provider = "nobody" }]).Providers.ShouldBeEmpty();

    [Fact]
    public void A_key_that_config_or_environment_have_is_one_account_and_theirs() =>
        Accounts(Build(new GratisOptions(), [One], ("GROQ_API_KEY", "one"))).ShouldBe([("groq#1", "one")]);

    [Fact]
    public void Another_key_keeps_the_books_and_is_another_key_all_the_same()
    {
        var (before, after) = (One.ToAccount(), (One with { Key = new Secret("two"), Generation = 2 }).ToAccount());

        after.Id.ShouldBe(before.Id);
        after.Books.ShouldBe(before.Books);
        after.Fingerprint.ShouldNotBe(before.Fingerprint);
        after.BearerHeader.ShouldBe("Bearer two");
    }

    [Fact]
    public void Nothing_it_is_known_by_depends_on_the_key()
    {
        var (one, two) = (One.ToAccount(), (One with { Key = new Secret("two") }).ToAccount());

        (one.Id, one.Books, one.Fingerprint).ShouldBe((two.Id, two.Books, two.Fingerprint));
        One.ToString().ShouldNotContain("one");
    }

    [Fact]
    public void A_key_of_the_config_is_booked_by_its_fingerprint_and_an_anonymous_account_by_its_name()
    {
        new Account("groq#1", "k").Books.ShouldBe(new Account("groq#7", "k").Fingerprint);
        new Account("groq#0", null).Books.ShouldBe("groq#0");
    }

    [Fact]
    public void Its_pools_are_stored_by_its_name()
    {
        var provider = Build(new GratisOptions(), [One]).Providers[0];
        var limit = new QuotaLimit { Scope = QuotaScope.Account, Metric = QuotaMetric.Requests, Period = QuotaPeriod.Day };

        PoolName.Of(limit, new Route(provider, "m"), provider.Accounts[0]).Key.ShouldBe("Account|groq|acc-1||Requests|Day1");
        PoolName.OfProbes(limit, provider, provider.Accounts[0]).Key.ShouldContain("|acc-1|");
    }

    private static CatalogSnapshot Build(GratisOptions options, AddedAccount[] added, params (string Name, string Value)[] environment) =>
        new CatalogBuilder(Facts, name => environment.FirstOrDefault(one => one.Name == name).Value, AddedAccount.ByProvider(added)).Build(options);

    private static IEnumerable<(string Id, string? Key)> Accounts(CatalogSnapshot catalog, string provider = "groq") =>
        catalog.FindProvider(provider)!.Accounts.Select(account => (account.Id, account.RevealKey()));

    private static GratisOptions With(string id, ProviderOptions provider) => new() { Providers = { [id] = provider } };
}
