using Gratis.Catalog;
using Gratis.Catalog.Facts;
using Gratis.Catalog.Limits;

namespace Gratis.Tests.Catalog.Facts;

public class QuotaFactsReaderTests
{
    private const string Minimal = """
        as_of: 2026-10-05
        confidence: medium
        source: the vendor's page

        id: mine
        name: Mine
        tier: standing
        home: https://mine.example
        base_url: https://api.mine.example/v1
        """;

    [Fact]
    public void A_file_without_a_word_on_limits_has_none_and_counts_the_dearer_way()
    {
        var facts = Read(Minimal);
        facts.Quotas.ShouldBeEmpty();
        facts.Counting.ShouldBe(CallCounting.Default);
        facts.Balance.ShouldBeNull();
    }

    [Fact]
    public void Everything_a_quota_can_say_is_read()
    {
        var quota = Quota("scope: class, models: ['*:free', one/two], except: [three], metric: input_tokens, amount: 250000, per: day, zone: Asia/Shanghai, when: free, confidence: high, as_of: 2026-01-31");
        quota.When.ShouldBe(QuotaCase.Free);
        var limit = quota.Limit;
        limit.Scope.ShouldBe(QuotaScope.ModelClass);
        limit.Models.ShouldBe(["*:free", "one/two"]);
        limit.ExceptModels.ShouldBe(["three"]);
        limit.Metric.ShouldBe(QuotaMetric.InputTokens);
        limit.Amount.ShouldBe(250_000);
        limit.Period.ShouldBe(QuotaPeriod.Day);
        limit.Clock.ShouldBe(QuotaClock.In("Asia/Shanghai"));
        limit.Evidence.ShouldBe(new LimitEvidence(LimitSource.Facts, new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), 0.9));
    }

    [Fact]
    public void What_a_quota_leaves_out_is_unknown_or_the_file_s()
    {
        var quota = Quota("scope: account, metric: requests, per: minute");
        quota.When.ShouldBe(QuotaCase.Always);
        quota.Limit.Amount.ShouldBeNull();
        quota.Limit.Models.ShouldBeEmpty();
        quota.Limit.Evidence.ShouldBe(new LimitEvidence(LimitSource.Facts, new DateTimeOffset(2026, 10, 5, 0, 0, 0, TimeSpan.Zero), 0.6));
    }

    [Theory]
    [InlineData("model", QuotaScope.AccountModel)]
    [InlineData("account", QuotaScope.Account)]
    [InlineData("egress", QuotaScope.Egress)]
    [InlineData("provider", QuotaScope.Provider)]
    public void Every_scope_has_its_word(string word, object scope) =>
        Quota($"scope: {word}, metric: requests, per: minute").Limit.Scope.ShouldBe((QuotaScope)scope);

    [Theory]
    [InlineData("per: second", "rps", ClockKind.Rolling)]
    [InlineData("per: 15 seconds", "rp15s", ClockKind.Rolling)]
    [InlineData("per: minute", "rpm", ClockKind.Rolling)]
    [InlineData("per: minute, clock: refill", "rpm", ClockKind.Refill)]
    [InlineData("per: minute, zone: UTC", "rpm", ClockKind.Calendar)]
    [InlineData("per: 5 hours", "rp5h", ClockKind.Rolling)]
    [InlineData("per: 5 hours, clock: first_use", "rp5h", ClockKind.FirstUse)]
    [InlineData("per: day", "rpd", ClockKind.Calendar)]
    [InlineData("per: day, clock: rolling", "rpd", ClockKind.Rolling)]
    [InlineData("per: 30 days, clock: first_use", "rp30d", ClockKind.FirstUse)]
    [InlineData("per: week", "rpw", ClockKind.Calendar)]
    [InlineData("per: month", "rpmo", ClockKind.Calendar)]
    [InlineData("per: lifetime", "rplife", ClockKind.FirstUse)]
    public void A_window_has_a_length_and_a_clock(string window, string name, object clock)
    {
        var limit = Quota($"scope: account, metric: requests, amount: 5, {window}").Limit;
        limit.Name.ShouldBe(name);
        limit.Clock.Kind.ShouldBe((ClockKind)clock);
        limit.Clock.Zone.ShouldBe("UTC");
    }

    [Fact]
    public void Calls_at_once_have_no_window() =>
        Quota("scope: model, metric: concurrency, amount: 1").Limit.Period.ShouldBe(default);

    [Theory]
    [InlineData("5", 5_000_000_000)]
    [InlineData("0.10", 100_000_000)]
    [InlineData("0.000000001", 1)]
    public void Credits_are_written_in_dollars_and_kept_in_billionths(string usd, long billionths) =>
        Quota($"scope: account, metric: credits, amount: {usd}, per: lifetime").Limit.Amount.ShouldBe(billionths);

    [Fact]
    public void How_calls_are_counted_is_read_and_the_rest_is_as_usual() =>
        Read($"{Minimal}\ncounting: {{ failures: false, reserves_max_tokens: true }}").Counting
            .ShouldBe(new CallCounting(CountsFailures: false, CountsRefusals: true, CountsWalls: false, ReservesMaxTokens: true));

    [Theory]
    [InlineData("/key", "openrouter", "https://api.mine.example/v1/key", "http://127.0.0.1:9001/v1/key")]
    [InlineData("https://mine.example/balance", "deepseek", "https://mine.example/balance", null)]
    public void The_balance_is_asked_where_the_key_may_go(string path, string style, string url, string? own)
    {
        var facts = Read($"{Minimal}\nbalance: {{ path: {path}, style: {style} }}");
        facts.Balance!.Under(facts.BaseUrl).Url.ShouldBe(new Uri(url));
        facts.At("http://127.0.0.1:9001/v1/").Balance?.Under("http://127.0.0.1:9001/v1/").Url.ToString().ShouldBe(own);
    }

    [Theory]
    [InlineData("scope: models, metric: requests, per: day", "scope: 'models' must be one of: model, class, account, egress, provider")]
    [InlineData("scope: account, metric: request, per: day", "metric: 'request' must be one of: requests, tokens, input_tokens, output_tokens, credits, concurrency")]
    [InlineData("scope: account, metric: requests", "per: is missing")]
    [InlineData("scope: account, metric: requests, per: fortnight", "per: 'fortnight' must be one of: second, minute, hour, day, week, month, lifetime")]
    [InlineData("scope: account, metric: requests, per: 1 days", "per: '1 days'")]
    [InlineData("scope: account, metric: requests, per: 5 day", "per: '5 day'")]
    [InlineData("scope: account, metric: requests, per: 0 days", "per: '0 days'")]
    [InlineData("scope: account, metric: requests, per: 2 lifetimes", "per: '2 lifetimes'")]
    [InlineData("scope: account, metric: requests, per: days", "per: 'days'")]
    [InlineData("scope: account, metric: requests, amount: 0, per: day", "amount: '0' must be a whole number above 0")]
    [InlineData("scope: account, metric: requests, amount: 1.5, per: day", "amount: '1.5'")]
    [InlineData("scope: account, metric: credits, amount: 0, per: day", "amount: '0' must be an amount in USD")]
    [InlineData("scope: account, metric: credits, amount: 0.0000000001, per: day", "amount: '0.0000000001'")]
    [InlineData("scope: account, metric: credits, amount: 99999999999999999999, per: day", "amount: '99999999999999999999'")]
    [InlineData("scope: account, metric: concurrency, amount: 1, per: minute", "per: calls in flight have no window")]
    [InlineData("scope: account, metric: concurrency, amount: 1, zone: UTC", "zone: only a window")]
    [InlineData("scope: account, metric: requests, per: lifetime, clock: rolling", "clock: only a window")]
    [InlineData("scope: account, metric: requests, per: day, clock: sliding", "clock: 'sliding' must be one of: rolling, refill, first_use")]
    [InlineData("scope: account, metric: requests, per: day, clock: rolling, zone: UTC", "zone: a calendar")]
    [InlineData("scope: account, metric: requests, per: 2 days, zone: UTC", "zone: a calendar")]
    [InlineData("scope: account, metric: requests, per: 2 days", "clock: is missing")]
    [InlineData("scope: account, metric: requests, per: day, zone: utc + 8", "zone: 'utc + 8' must be a time zone")]
    [InlineData("scope: class, metric: requests, per: day", "models: a class")]
    [InlineData("scope: class, metric: requests, per: day, when: keyed", "models: a class")]
    [InlineData("scope: account, metric: requests, per: day, when: paid", "when: 'paid' must be one of: free, keyless, keyed")]
    [InlineData("scope: model, models: [a b], metric: requests, per: day", "models: 'a b' must be a model id")]
    [InlineData("scope: account, metric: requests, per: day, confidence: sure", "confidence: 'sure'")]
    [InlineData("scope: account, metric: requests, per: day, as_of: today", "as_of: 'today'")]
    [InlineData("scope: account, metric: requests, per: day, amuont: 5", "unknown key 'amuont'")]
    public void A_wrong_quota_is_named_with_file_line_and_key(string quota, string says)
    {
        var error = Should.Throw<FormatException>(() => Quota(quota));
        error.Message.ShouldStartWith("mine.yaml:11: ");
        error.Message.ShouldContain(says);
    }

    [Theory]
    [InlineData("quotas: none", 10, "quotas: must be a list of mappings")]
    [InlineData("quotas: [none]", 10, "quotas: must be a list of mappings")]
    [InlineData("counting: { failure: true }", 10, "unknown key 'failure'")]
    [InlineData("counting: { walls: maybe }", 10, "walls: 'maybe' must be true or false")]
    [InlineData("balance: { style: openrouter }", 10, "path: is missing")]
    [InlineData("balance: { path: key, style: openrouter }", 10, "path: 'key'")]
    [InlineData("balance: { path: /key, style: mine }", 10, "style: 'mine' must be one of: openrouter,")]
    public void What_stands_around_quotas_is_as_strict(string line, int number, string says)
    {
        var error = Should.Throw<FormatException>(() => Read($"{Minimal}\n{line}"));
        error.Message.ShouldStartWith($"mine.yaml:{number}: ");
        error.Message.ShouldContain(says);
    }

    [Fact]
    public void Every_style_of_balance_has_its_word()
    {
        foreach (var style in Enum.GetValues<BalanceStyle>())
            Read($"{Minimal}\nbalance: {{ path: /x, style: {style.ToString().ToLowerInvariant()} }}").Balance!.Style.ShouldBe(style);
    }

    private static QuotaFacts Quota(string quota) => Read($"{Minimal}\nquotas:\n  - {{ {quota} }}").Quotas.ShouldHaveSingleItem();

    private static ProviderFacts Read(string yaml) => FactsReader.Read("mine.yaml", new StringReader(yaml));
}
