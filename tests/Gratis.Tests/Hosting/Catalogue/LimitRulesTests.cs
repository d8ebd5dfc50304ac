using Gratis.Catalog.Facts;
using Gratis.Catalog.Limits;
using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Options;

namespace Gratis.Tests.Hosting.Catalogue;

public sealed class LimitRulesTests
{
    internal static readonly QuotaFacts[] Known =
    [
        Fact(QuotaScope.Account, QuotaMetric.Requests, PeriodUnit.Minute, 40),
        Fact(QuotaScope.ModelClass, QuotaMetric.Requests, PeriodUnit.Day, 50, models: "*:free"),
        Fact(QuotaScope.AccountModel, QuotaMetric.Requests, PeriodUnit.Day, 500),
        Fact(QuotaScope.AccountModel, QuotaMetric.Tokens, PeriodUnit.Minute, 8000),
        Fact(QuotaScope.AccountModel, QuotaMetric.Concurrency, PeriodUnit.None, 1),
        Fact(QuotaScope.Account, QuotaMetric.Credits, PeriodUnit.Month, 10),
        Fact(QuotaScope.Account, QuotaMetric.Tokens, PeriodUnit.Lifetime, 1_000_000),
    ];

    public static TheoryData<string, LimitOptions?, LimitOptions?, string> Overrides => new()
    {
        { "nothing said", null, null, "account rpm 40|class rpd 50|model rpd 500|model tpm 8000|model concurrency 1|account usdpmo 10|account tplife 1000000" },
        { "an empty word", new(), new(), "account rpm 40|class rpd 50|model rpd 500|model tpm 8000|model concurrency 1|account usdpmo 10|account tplife 1000000" },
        { "the provider's replaces every scope", new() { Rpd = 7 }, null, "own account rpd 7|account rpm 40|model tpm 8000|model concurrency 1|account usdpmo 10|account tplife 1000000" },
        { "another window replaces nothing", new() { Rph = 7 }, null, "own account rph 7|account rpm 40|class rpd 50|model rpd 500|model tpm 8000|model concurrency 1|account usdpmo 10|account tplife 1000000" },
        { "another metric replaces nothing", new() { Tpd = 7 }, null, "own account tpd 7|account rpm 40|class rpd 50|model rpd 500|model tpm 8000|model concurrency 1|account usdpmo 10|account tplife 1000000" },
        { "concurrency", new() { Concurrency = 5 }, null, "own account concurrency 5|account rpm 40|class rpd 50|model rpd 500|model tpm 8000|account usdpmo 10|account tplife 1000000" },
        { "the model's replaces its own counter and stays in the shared ones", null, new() { Rpd = 7, Rpm = 3 }, "own model rpm 3|own model rpd 7|account rpm 40|class rpd 50|model tpm 8000|model concurrency 1|account usdpmo 10|account tplife 1000000" },
        { "both hold", new() { Rpm = 20 }, new() { Rpm = 5 }, "own model rpm 5|own account rpm 20|class rpd 50|model rpd 500|model tpm 8000|model concurrency 1|account usdpmo 10|account tplife 1000000" },
    };

    [Theory]
    [MemberData(nameof(Overrides))]
    public void The_owner_s_word_replaces_facts_of_its_kind(string because, LimitOptions? provider, LimitOptions? model, string expected) =>
        Show(Rules(provider).ForModel("m:free", model, isFree: true, pays: false)).ShouldBe(expected, because);

    [Fact]
    public void A_model_that_no_fact_matches_draws_on_what_is_the_account_s() =>
        Show(Rules(null).ForModel("paid", null, isFree: false, pays: false)).ShouldNotContain("class");

    [Fact]
    public void A_route_nobody_listed_draws_on_all_that_its_id_matches()
    {
        var provider = Rules(new() { Rpm = 9 }).ForProvider();
        Show(provider).ShouldBe("own account rpm 9|class rpd 50|model rpd 500|model tpm 8000|model concurrency 1|account usdpmo 10|account tplife 1000000");
        Show(provider.Where(limit => limit.AppliesTo("other"))).ShouldNotContain("class");
    }

    [Fact]
    public void A_counter_of_free_models_counts_no_others()
    {
        var rules = new LimitRules([Fact(QuotaScope.ModelClass, QuotaMetric.Requests, PeriodUnit.Day, 200) with { When = QuotaCase.Free }], null, hasKey: true, pays: false);
        rules.ForProvider().ShouldBeEmpty();
        rules.ForModel("m", null, isFree: false, pays: false).ShouldBeEmpty();
        Show(rules.ForModel("m", null, isFree: true, pays: false)).ShouldBe("class rpd 200");
    }

    [Theory]
    [InlineData(true, "account rpm 60")]
    [InlineData(false, "account rpm 2")]
    public void Strangers_have_limits_of_their_own(bool hasKey, string expected)
    {
        var rules = new LimitRules(
            [
                Fact(QuotaScope.Account, QuotaMetric.Requests, PeriodUnit.Minute, 60) with { When = QuotaCase.Keyed },
                Fact(QuotaScope.Account, QuotaMetric.Requests, PeriodUnit.Minute, 2) with { When = QuotaCase.Keyless },
            ],
            null, hasKey, pays: false);
        Show(rules.ForProvider()).ShouldBe(expected);
        Show(rules.ForModel("m", null, isFree: true, pays: false)).ShouldBe(expected);
    }

    [Fact]
    public void What_is_given_away_does_not_bind_who_pays()
    {
        const string Rates = "account rpm 40|class rpd 50|model rpd 500|model tpm 8000|model concurrency 1";
        Show(new LimitRules(Known, null, hasKey: true, pays: true).ForProvider()).ShouldBe(Rates);
        Show(Rules(null).ForModel("m:free", null, isFree: false, pays: true)).ShouldBe(Rates);
    }

    public static TheoryData<LimitOptions, LimitOptions?, string> Clocks => new()
    {
        { new() { Rps = 1, Rpm = 1, Rph = 1, Rpd = 1, Rpmo = 1 }, null, "rps Rolling|rpm Rolling|rph Rolling|rpd UTC|rpmo UTC" },
        { new() { Tpm = 1, Tph = 1, Tpd = 1, Tpmo = 1, Concurrency = 1 }, null, "tpm Rolling|tph Rolling|tpd UTC|tpmo UTC|concurrency Rolling" },
        { new() { Rph = 1, Rpd = 1, Tpmo = 1, Reset = "Europe/Berlin" }, null, "rph Rolling|rpd Europe/Berlin|tpmo Europe/Berlin" },
        { new() { Rpd = 1, Tpmo = 1, Reset = "rolling" }, null, "rpd Rolling|tpmo Rolling" },
        { new() { Rpd = 1 }, new() { Reset = "Asia/Shanghai" }, "rpd Asia/Shanghai" },
        { new() { Rpd = 1, Reset = "UTC" }, new() { Reset = "Asia/Shanghai" }, "rpd UTC" },
    };

    [Theory]
    [MemberData(nameof(Clocks))]
    public void Days_and_months_end_where_the_owner_says(LimitOptions model, LimitOptions? provider, string expected) =>
        string.Join('|', new LimitRules([], provider, hasKey: true, pays: false).ForModel("m", model, isFree: true, pays: false).Select(Clock)).ShouldBe(expected);

    [Fact]
    public void The_owner_s_limits_are_the_owner_s_word_on_each_account()
    {
        var rules = new LimitRules([], new() { Rpm = 20 }, hasKey: true, pays: false);
        var limits = rules.ForModel("m", new() { Rpm = 5 }, isFree: true, pays: false);
        limits.ShouldAllBe(limit => limit.Evidence == LimitEvidence.Owner);
        limits[0].Models.ShouldBe(["m"]);
        limits[1].Models.ShouldBeEmpty();
        rules.ForProvider().ShouldHaveSingleItem().ShouldBe(limits[1]);
    }

    public static TheoryData<LimitOptions?, LimitOptions?, string> Paces => new()
    {
        { null, null, "" },
        { new() { Pacing = PacingKind.Even }, null, "class rpd 50 Even|model rpd 500 Even|account usdpmo 10 Even" },
        { new() { Pacing = PacingKind.Even, Rpd = 9, Rpm = 3 }, null, "own account rpd 9 Even|account usdpmo 10 Even" },
        { new() { Pacing = PacingKind.Reserve }, null, "class rpd 50 Reserve 0.2|model rpd 500 Reserve 0.2|account usdpmo 10 Reserve 0.2|account tplife 1000000 Reserve 0.2" },
        { new() { Pacing = PacingKind.Reserve, ReserveShare = 0.5 }, new() { ReserveShare = 0.1 }, "class rpd 50 Reserve 0.5|model rpd 500 Reserve 0.1|account usdpmo 10 Reserve 0.5|account tplife 1000000 Reserve 0.5" },
        { null, new() { Pacing = PacingKind.Even, Tpd = 9 }, "own model tpd 9 Even|model rpd 500 Even" },
        { new() { Pacing = PacingKind.Even }, new() { Pacing = PacingKind.Off }, "class rpd 50 Even|account usdpmo 10 Even" },
    };

    [Theory]
    [MemberData(nameof(Paces))]
    public void Long_windows_are_spent_as_the_owner_wishes_and_shared_ones_alike_for_all(LimitOptions? provider, LimitOptions? model, string expected) =>
        string.Join('|', Rules(provider).ForModel("m:free", model, isFree: true, pays: false)
            .Where(limit => limit.Pacing.Kind != PacingKind.Off)
            .Select(limit => $"{Show(limit)} {limit.Pacing.Kind}{(limit.Pacing.Share > 0 ? FormattableString.Invariant($" {limit.Pacing.Share}") : "")}"))
            .ShouldBe(expected);

    private static LimitRules Rules(LimitOptions? provider) => new(Known, provider, hasKey: true, pays: false);

    private static QuotaFacts Fact(QuotaScope scope, QuotaMetric metric, PeriodUnit unit, long amount, params string[] models) => new(
        new QuotaLimit
        {
            Scope = scope,
            Metric = metric,
            Amount = amount,
            Period = unit == PeriodUnit.None ? default : new QuotaPeriod(unit),
            Models = models,
            Evidence = new LimitEvidence(LimitSource.Facts, null, 0.9),
        },
        QuotaCase.Always);

    private static string Clock(QuotaLimit limit) => $"{limit.Name} {(limit.Clock.Kind == ClockKind.Calendar ? limit.Clock.Zone : limit.Clock.Kind)}";

    private static string Show(IEnumerable<QuotaLimit> limits) => string.Join('|', limits.Select(Show));

    private static string Show(QuotaLimit limit)
    {
        var scope = limit.Scope switch { QuotaScope.AccountModel => "model", QuotaScope.ModelClass => "class", _ => "account" };
        return $"{(limit.Evidence.Source == LimitSource.Owner ? "own " : "")}{scope} {limit.Name} {limit.Amount}";
    }
}
