using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;
using Gratis.Simulator.Faults;

namespace Gratis.Console.Tests.Overview;

/// <summary>The overview says what the API says.</summary>
public sealed partial class OverviewTests(Chromium chromium) : ConsoleTest(chromium)
{
    [Fact]
    public async Task The_figures_are_those_of_the_API()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha, SmallQuotas.Beta));
        await AskAsync(world, "alpha/small", "alpha/small", "alpha/large", "beta/only");
        var pools = await world.PoolsAtRestAsync();

        var page = await OpenAsync(world);

        await Expect(page.Fact("Requests today")).ToHaveTextAsync("4");
        await Expect(page.Fact("Requests today", 2)).ToHaveTextAsync("100% served");
        await Expect(page.Fact("Requests left")).ToHaveTextAsync("48");
        Remaining(pools, "requests").ShouldBe(48);
        await Expect(page.Fact("Requests left", 2)).ToHaveTextAsync("of 52 across all tiers");
        await Expect(page.Fact("Tokens left")).ToHaveTextAsync(Remaining(pools, "tokens").ToString("N0", CultureInfo.InvariantCulture));
        await Expect(page.Fact("Tokens left", 2)).ToHaveTextAsync("of 10K across all tiers");
    }

    [Fact]
    public async Task Each_provider_shows_what_it_still_gives_and_when_it_gives_again()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha, SmallQuotas.Beta));
        await AskAsync(world, "alpha/small", "alpha/large");
        var pools = await world.PoolsAtRestAsync();
        var page = await NewPageAsync(world);
        await page.Clock.InstallAsync();
        await page.GotoAsync("/");

        await ShouldMeasureAsync(page, "Requests left at alpha", 48, 50);
        await ShouldMeasureAsync(page, "Tokens left at alpha", Remaining(pools, "tokens"), 10_000);
        await ShouldMeasureAsync(page, "Requests left at beta", 2, 2);

        var reset = pools.Where(pool => pool.GetProperty("provider").GetString() == "alpha").Select(pool => pool.GetProperty("resets_at").GetDateTimeOffset()).Distinct().ShouldHaveSingleItem();
        var countdown = Row(page, "alpha").GetByRole(AriaRole.Time);
        DateTimeOffset.Parse((await countdown.GetAttributeAsync("datetime"))!, CultureInfo.InvariantCulture).ShouldBe(reset);
        var local = TimeZoneInfo.ConvertTime(reset, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        (await countdown.GetAttributeAsync("title"))!.Replace('\u202f', ' ').ShouldBe(local.ToString("MMM d, yyyy, h:mm tt", CultureInfo.InvariantCulture));

        (await countdown.EvaluateAsync<bool>("time => time.closest('td').scrollWidth > time.closest('td').clientWidth")).ShouldBeFalse("it is cut off");

        var left = await LeftAsync(countdown);
        left.ShouldBe(reset - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(2));
        await page.Clock.FastForwardAsync("10:00");
        await Expect(countdown).Not.ToHaveTextAsync(Words(left));
        (await LeftAsync(countdown)).ShouldBe(left - TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1.5));
    }

    [Fact]
    public async Task What_costs_nothing_is_0_00_in_large_letters()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha));
        var page = await OpenAsync(world);
        await Expect(page.Fact("Money spent today")).ToHaveTextAsync("$0.00");
        await Expect(page.Fact("Requests today", 2)).ToHaveTextAsync("none yet");

        await AskAsync(world, "alpha/small", "alpha/large");
        await page.ReloadAsync();

        await Expect(page.Fact("Requests today")).ToHaveTextAsync("2");
        await Expect(page.Fact("Money spent today")).ToHaveTextAsync("$0.00");
        await Expect(page.Fact("Money spent today", 2)).ToHaveTextAsync("$0.00 this month");
        var size = await page.Fact("Money spent today").EvaluateAsync<string>("figure => getComputedStyle(figure).fontSize");
        double.Parse(size.Replace("px", "", StringComparison.Ordinal), CultureInfo.InvariantCulture).ShouldBeGreaterThan(24);
    }

    [Fact]
    public async Task Less_than_a_cent_is_not_rounded_to_nothing()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Paid));
        await AskAsync(world, "paid/cents");
        JsonElement[] requests = [];
        await Soon.ShouldBeAsync(async () => (requests = [.. (await world.ReadAsync("/admin/api/requests")).GetProperty("requests").EnumerateArray()]).Length > 0);
        var cost = requests.ShouldHaveSingleItem().GetProperty("cost_usd").GetDecimal();
        cost.ShouldBeInRange(0.000001m, 0.0099m);

        var page = await OpenAsync(world);

        await Expect(page.Fact("Money spent today")).ToHaveTextAsync("$" + Math.Round(cost, 6, MidpointRounding.AwayFromZero).ToString("0.00####", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task What_refuses_is_degraded_with_the_reason_until_it_serves_again()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha, SmallQuotas.Beta));
        var page = await OpenAsync(world);
        var degraded = page.GetByRole(AriaRole.Region, new() { Name = "What is degraded" });
        await Expect(degraded).ToContainTextAsync("Everything that is configured serves");

        world.Providers.Faults.Add(new FaultSpec(FaultKind.KeyRevoked) { Provider = "alpha" });
        (await world.Gateway.ChatAsync("alpha/small")).Status.ShouldNotBe(200);
        await AskAsync(world, "beta/only", "beta/only");
        await page.ReloadAsync();

        var refused = degraded.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "All of alpha" });
        await Expect(refused).ToContainTextAsync("Key refused");
        await Expect(refused).ToContainTextAsync(await ReasonAsync(world, "alpha"));
        var spent = degraded.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "All of beta" });
        await Expect(spent).ToContainTextAsync("Spent");
        await Expect(spent.GetByRole(AriaRole.Time)).ToHaveTextAsync(Countdown());

        world.Providers.Faults.Clear();
        (await world.Gateway.OwnerAsync(HttpMethod.Post, "/v1/gateway/models/alpha%2Fsmall/health/reset")).ShouldBeServed();
        await AskAsync(world, "alpha/small");
        await page.ReloadAsync();
        await Expect(spent).ToBeVisibleAsync();
        await Expect(refused).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_demo_says_what_it_is_and_nothing_else_does()
    {
        var demo = await OwnAsync(ConsoleWorld.DemoAsync());
        await Expect((await OpenAsync(demo)).GetByText("Demo mode.")).ToBeVisibleAsync();

        var real = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Beta));
        await Expect((await OpenAsync(real)).GetByText("Demo mode.")).ToHaveCountAsync(0);
    }

    private static async Task AskAsync(ConsoleWorld world, params string[] models)
    {
        foreach (var model in models)
            (await world.Gateway.ChatAsync(model)).ShouldBeServed();
    }

    private static long Remaining(IEnumerable<JsonElement> pools, string metric) =>
        pools.Where(pool => pool.GetProperty("metric").GetString() == metric).Sum(pool => pool.GetProperty("remaining").GetInt64());

    private static async Task<string> ReasonAsync(ConsoleWorld world, string provider) =>
        (await world.Gateway.GetAsync("/v1/providers/status")).Json.GetProperty("providers").EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == provider).GetProperty("routes")[0].GetProperty("reason").GetString().ShouldNotBeNull();

    private static ILocator Row(IPage page, string provider) =>
        page.GetByRole(AriaRole.Table, new() { Name = "Left, by provider" }).GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Cell, new() { Name = provider, Exact = true }) });

    private static async Task ShouldMeasureAsync(IPage page, string label, long remaining, long limit)
    {
        var meter = page.GetByRole(AriaRole.Meter, new() { Name = label });
        await Expect(meter).ToHaveAttributeAsync("aria-valuenow", remaining.ToString(CultureInfo.InvariantCulture));
        await Expect(meter).ToHaveAttributeAsync("aria-valuemax", limit.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<TimeSpan> LeftAsync(ILocator countdown)
    {
        var words = Countdown().Match(await countdown.InnerTextAsync());
        words.Success.ShouldBeTrue();
        return new TimeSpan(Number("h"), Number("m"), Number("s"));

        int Number(string unit) => words.Groups[unit] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;
    }

    private static string Words(TimeSpan left) => $"{(int)left.TotalHours}h {left.Minutes:00}m";

    [GeneratedRegex(@"^((?<h>\d+)h (?<m>\d\d)m|(?<m>\d+)m (?<s>\d\d)s|(?<s>\d+)s)$")]
    private static partial Regex Countdown();
}
