using System.Text;
using Gratis.Catalog;
using Gratis.Catalog.Limits;
using Gratis.Upstream.Limits;

namespace Gratis.Tests.Upstream.Limits;

public sealed class BalanceReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 5, 12, 0, 0, TimeSpan.Zero);

    private const string Key = """
        {"data":{"label":"sk-or-v1-0e6...1c9","is_management_key":false,"limit":LIMIT,"limit_reset":RESET,"limit_remaining":LEFT,
         "usage":25.5,"usage_daily":0.5,"is_free_tier":true,"free_model_daily_requests":DAILY,"rate_limit":{"requests":-1,"interval":"10s","note":"deprecated"}}}
        """;

    [Theory]
    [InlineData("""{"limit":50,"remaining":38,"used":12}""", 50L, 38L)]
    [InlineData("""{"limit":1000,"used":12}""", 1000L, 988L)]
    [InlineData("""{"limit":50,"used":60}""", 50L, 0L)]
    [InlineData("""{"limit":50,"remaining":-3}""", 50L, 0L)]
    [InlineData("""{"limit":50,"remaining":70}""", 50L, 50L)]
    [InlineData("""{"limit":50}""", 50L, null)]
    [InlineData("""{"limit":0,"remaining":0}""", null, 0L)]
    [InlineData("""{"limit":"50","remaining":"7"}""", 50L, 7L)]
    [InlineData("""{"limit":5e1,"remaining":7.9}""", 50L, 7L)]
    public void OpenRouters_free_requests_are_those_of_all_free_models_in_a_day(string daily, long? limit, long? remaining)
    {
        var reading = Read(BalanceStyle.OpenRouter, OpenRouter(daily: daily)).ShouldHaveSingleItem();
        reading.ShouldBe(new LimitReading
        {
            Metric = QuotaMetric.Requests,
            Period = QuotaPeriod.Day,
            Scope = QuotaScope.ModelClass,
            Limit = limit,
            Remaining = remaining,
            Source = LimitSource.Balance,
        });
    }

    [Theory]
    [InlineData("null", "Lifetime")]
    [InlineData("\"daily\"", "Day")]
    [InlineData("\"weekly\"", "Week")]
    [InlineData("\"monthly\"", "Month")]
    public void A_keys_own_credit_has_the_window_it_names(string reset, string unit)
    {
        var reading = Read(BalanceStyle.OpenRouter, OpenRouter("5", reset, "4.8984355238", "null")).ShouldHaveSingleItem();
        (reading.Metric, reading.Scope, reading.Period.Unit.ToString()).ShouldBe((QuotaMetric.Credits, QuotaScope.Account, unit));
        (reading.Limit, reading.Remaining).ShouldBe((5_000_000_000, 4_898_435_523));
    }

    [Fact]
    public void A_key_without_a_credit_limit_or_with_a_window_nobody_knows_tells_nothing_of_credits()
    {
        Read(BalanceStyle.OpenRouter, OpenRouter("null", "null", "null", "null")).ShouldBeEmpty();
        Read(BalanceStyle.OpenRouter, OpenRouter("5", "\"lunar\"", "4", "null")).ShouldBeEmpty();
    }

    [Theory]
    // DeepSeek: what was granted, in dollars.
    [InlineData("DeepSeek", """{"is_available":true,"balance_infos":[{"currency":"CNY","total_balance":"9.00","granted_balance":"9.00","topped_up_balance":"0"},{"currency":"USD","total_balance":"3.50","granted_balance":"1.50","topped_up_balance":"2.00"}]}""", 1_500_000_000)]
    [InlineData("DeepSeek", """{"is_available":false,"balance_infos":[{"currency":"CNY","total_balance":"0.00","granted_balance":"0.00","topped_up_balance":"0.00"}]}""", 0)]
    // Moonshot: the voucher; what is owed is no negative gift.
    [InlineData("Moonshot", """{"code":0,"data":{"available_balance":49.58894,"voucher_balance":46.58893,"cash_balance":3.00001},"scode":"0x0","status":true}""", 46_588_930_000)]
    [InlineData("Moonshot", """{"code":0,"data":{"available_balance":-2.5}}""", 0)]
    // SiliconFlow: texts; the granted part.
    [InlineData("SiliconFlow", """{"code":20000,"message":"OK","status":true,"data":{"id":"u","balance":"0.88","status":"normal","chargeBalance":"88.00","totalBalance":"88.88"}}""", 880_000_000)]
    // Novita: ten-thousandths, without what may be owed.
    [InlineData("Novita", """{"availableBalance":"205000","cashBalance":"5000","creditLimit":"200000","pendingCharges":"0","outstandingInvoices":"0"}""", 500_000_000)]
    [InlineData("Novita", """{"availableBalance":"-1","cashBalance":"0","creditLimit":"0"}""", 0)]
    public void A_grant_is_told_in_billionths_of_a_dollar(string style, string json, long remaining)
    {
        var reading = Read(Enum.Parse<BalanceStyle>(style), json).ShouldHaveSingleItem();
        (reading.Metric, reading.Scope, reading.Period.Unit, reading.Source).ShouldBe((QuotaMetric.Credits, QuotaScope.Account, PeriodUnit.Lifetime, LimitSource.Balance));
        (reading.Limit, reading.Remaining).ShouldBe((null, remaining));
    }

    [Theory]
    [InlineData("0.88", null)]
    [InlineData("0.00", 0L)]
    public void Another_currency_is_not_taken_for_dollars_unless_there_is_none_left(string balance, long? remaining)
    {
        var readings = Read(BalanceStyle.SiliconFlow, $$$"""{"data":{"balance":"{{{balance}}}"}}""", "https://api.siliconflow.cn/v1/user/info");
        readings.Select(r => r.Remaining).ShouldBe(remaining is null ? [] : [remaining]);
    }

    [Fact]
    public void Grains_are_calls_of_the_day()
    {
        var reading = Read(BalanceStyle.ModelScope, """{"success":true,"request_id":"r","data":{"total_balance":250,"available_balance":198.5,"frozen_amount":0}}""").ShouldHaveSingleItem();
        (reading.Metric, reading.Scope, reading.Period).ShouldBe((QuotaMetric.Requests, QuotaScope.Account, QuotaPeriod.Day));
        (reading.Limit, reading.Remaining).ShouldBe((null, 198L));
    }

    [Fact]
    public void An_allowance_has_an_amount_and_a_reset()
    {
        var reading = Read(BalanceStyle.Ollama, """
            {"included":{"balance_usd":72.5,"allowance_usd":100,"period":{"from":"2026-09-15T09:30:00Z","until":"2026-10-15T09:30:00Z"}},"purchased":{"balance_usd":25}}
            """).ShouldHaveSingleItem();
        (reading.Period.Unit, reading.Limit, reading.Remaining).ShouldBe((PeriodUnit.Month, 100_000_000_000, 72_500_000_000));
        reading.ResetsAt.ShouldBe(new DateTimeOffset(2026, 10, 15, 9, 30, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Of_shares_without_amounts_only_the_end_is_a_figure()
    {
        var reading = Read(BalanceStyle.Ollama, """
            {"included":{"session":{"remaining_percent":0,"resets_at":"2026-10-05T14:00:00Z"},"weekly":{"remaining_percent":40,"resets_at":"2026-10-08T00:00:00Z"}}}
            """).ShouldHaveSingleItem();
        (reading.Period, reading.Remaining, reading.ResetsAt).ShouldBe((new QuotaPeriod(PeriodUnit.Hour, 5), 0, Now.AddHours(2)));
    }

    public static TheoryData<string, string> Hostile
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var style in Enum.GetValues<BalanceStyle>())
            {
                foreach (var json in (string[])
                [
                    "{}", """{"data":null,"included":[],"balance_infos":{},"availableBalance":{}}""", """{"data":[1,2],"included":7,"balance_infos":["USD",null,{}]}""",
                    """{"data":{"free_model_daily_requests":[50],"limit":"NaN","limit_reset":{},"balance":"1e9","available_balance":[],"voucher_balance":true}}""",
                    """{"data":{"free_model_daily_requests":{"limit":1e400,"remaining":99999999999999999999},"limit":-79228162514264337593543950335e5,"available_balance":1e28,"balance":"","voucher_balance":1e28}}""",
                    """{"availableBalance":"79228162514264337593543950335","creditLimit":"-79228162514264337593543950335","included":{"balance_usd":1e28,"allowance_usd":1e28,"period":{"until":"9999-99-99T99:99:99Z"},"session":{"remaining_percent":"x"}}}""",
                    """{"d\u0061ta":{"limit":"\ud800"},"balance_infos":[{"currency":"\ud800","granted_balance":"1"}]}""",
                ])
                    all.Add(style.ToString(), json);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Json_without_figures_that_can_be_meant_tells_nothing(string style, string json) => Read(Enum.Parse<BalanceStyle>(style), json).ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>502</html>")]
    [InlineData("""{"data":{"free_model_daily_requests":{"limit":50,"remaining":3}}""")]
    [InlineData("""{"data":{"free_model_daily_requests":{"limit":50,"remaining":3}}}}""")]
    [InlineData("""{"data":{"free_model_daily_requests":{"limit":50,"remaining":3}}} {}""")]
    public void What_is_not_one_whole_object_is_no_answer(string body)
    {
        LimitReadings readings = default;
        BalanceReader.Read(Endpoint(BalanceStyle.OpenRouter), Encoding.UTF8.GetBytes(body), Now, ref readings).ShouldBeFalse();
        readings.Count.ShouldBe(0);
    }

    [Fact]
    public void Depth_without_end_is_no_answer()
    {
        LimitReadings readings = default;
        var deep = Encoding.UTF8.GetBytes("{\"data\":" + new string('[', 30_000) + new string(']', 30_000) + "}");
        BalanceReader.Read(Endpoint(BalanceStyle.OpenRouter), deep, Now, ref readings).ShouldBeFalse();
    }

    [Fact]
    public void No_damage_makes_it_throw_or_tell_more_than_can_be_meant()
    {
        var styles = Enum.GetValues<BalanceStyle>();
        var whole = Encoding.UTF8.GetBytes(OpenRouter("5", "null", "4", """{"limit":50,"remaining":38}""")
            .Replace("{\"data\":{", """{"included":{"balance_usd":1,"allowance_usd":2},"availableBalance":9,"data":{"balance":"1",""", StringComparison.Ordinal));
        var random = new Random(20261005);
        var told = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var json = whole.ToArray();
            for (var damage = random.Next(4); damage > 0; damage--)
                json[random.Next(json.Length)] = (byte)random.Next(256);
            LimitReadings readings = default;
            BalanceReader.Read(Endpoint(styles[random.Next(styles.Length)]), json.AsSpan(0, random.Next(8) == 0 ? random.Next(json.Length) : json.Length), Now, ref readings);

            told += readings.Count;
            foreach (var reading in readings.Span)
            {
                (reading.Limit is null or > 0).ShouldBeTrue();
                (reading.Remaining is null or >= 0).ShouldBeTrue();
                (reading.Remaining is null || reading.Limit is null || reading.Remaining <= reading.Limit).ShouldBeTrue();
            }
        }

        told.ShouldBeGreaterThan(1000);
    }

    private static string OpenRouter(string limit = "null", string reset = "null", string left = "null", string daily = "null") => Key
        .Replace("LIMIT", limit, StringComparison.Ordinal).Replace("RESET", reset, StringComparison.Ordinal)
        .Replace("LEFT", left, StringComparison.Ordinal).Replace("DAILY", daily, StringComparison.Ordinal);

    private static BalanceEndpoint Endpoint(BalanceStyle style, string url = "https://api.test/balance") => new(new Uri(url), style);

    private static LimitReading[] Read(BalanceStyle style, string json, string url = "https://api.test/balance")
    {
        LimitReadings readings = default;
        BalanceReader.Read(Endpoint(style, url), Encoding.UTF8.GetBytes(json), Now, ref readings).ShouldBeTrue();
        return readings.Span.ToArray();
    }
}
