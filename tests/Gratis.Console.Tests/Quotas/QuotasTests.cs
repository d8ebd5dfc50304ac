using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.Quotas;

/// <summary>What is left of everything, as the ledger has it, and the owner's word on it.</summary>
public sealed class QuotasTests(Chromium chromium) : ConsoleTest(chromium)
{
    [Fact]
    public async Task Gauges_amounts_sources_and_countdowns_are_those_of_the_API()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha, SmallQuotas.Beta));
        await AskAsync(world, "alpha/small", "alpha/large", "beta/only", "beta/only");
        var pools = await world.PoolsAtRestAsync();
        pools.Select(pool => pool.GetProperty("id").GetString()).ShouldBe(["alpha#1:rpd", "alpha#1:tpd", "beta#1:rpd"], ignoreOrder: true);

        var page = await OpenAsync(world, "/quotas");

        foreach (var pool in pools)
        {
            var (id, remaining, limit) = (pool.GetProperty("id").GetString()!, pool.GetProperty("remaining").GetInt64(), pool.GetProperty("limit").GetInt64());
            var gauge = page.GetByRole(AriaRole.Meter, new() { Name = $"Left of {id}", Exact = true });
            await Expect(gauge).ToHaveAttributeAsync("aria-valuenow", $"{remaining}");
            await Expect(gauge).ToHaveAttributeAsync("aria-valuemax", $"{limit}");
            var row = page.GetByRole(AriaRole.Row).Filter(new() { Has = gauge });
            await Expect(row).ToContainTextAsync($"{Figures.Compact(remaining)} of {Figures.Compact(limit)} left");
            await Expect(row).ToContainTextAsync($"{Figures.Compact(pool.GetProperty("used").GetInt64())} used");
            await Expect(row).ToContainTextAsync("you · 100%");
            var until = pool.GetProperty("spent_until").GetString() ?? pool.GetProperty("resets_at").GetString();
            await Expect(row.GetByRole(AriaRole.Time)).ToHaveAttributeAsync("datetime", until!);
            await Expect(row.GetByRole(AriaRole.Time)).ToContainTextAsync("h ");
        }

        await Expect(page.Region("beta")).ToContainTextAsync("1 spent");
    }

    [Fact]
    public async Task A_pool_tells_all_that_is_known_of_it_and_how_it_was_spent()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha));
        await AskAsync(world, "alpha/small", "alpha/small", "alpha/large");
        // What a pool has spent is written down at the latest when the gateway stops.
        await world.Gateway.RestartAsync();
        var pool = (await world.PoolsAtRestAsync()).Single(one => one.GetProperty("id").GetString() == "alpha#1:rpd");
        var page = await OpenAsync(world, "/quotas");

        await page.Button("Requests / day of alpha#1:rpd").ClickAsync();
        var panel = page.Window("alpha#1:rpd");
        foreach (var (fact, value) in new[] { ("Limits", "Requests / day"), ("Covers", "all models · alpha#1"), ("Limit", "50"), ("Used", "3"), ("Reserved", "0"), ("Left", "47"), ("Last 429", "never") })
            await Expect(panel.Fact(fact)).ToHaveTextAsync(value);
        await Expect(panel.Fact("Limit from")).ToContainTextAsync("you · 100% sure");
        await Expect(panel.Fact("Window")).ToContainTextAsync($"Calendar ({pool.GetProperty("zone").GetString()})");
        await Expect(panel.Fact("Resets in").GetByRole(AriaRole.Time).First).ToHaveAttributeAsync("datetime", pool.GetProperty("resets_at").GetString()!);

        foreach (var range in new[] { "24 h", "7 d" })
        {
            await panel.GetByRole(AriaRole.Group, new() { Name = "Time" }).GetByText(range, new() { Exact = true }).ClickAsync();
            var curve = panel.GetByRole(AriaRole.Table, new() { Name = "What was left of alpha#1:rpd over time" });
            await Expect(curve.GetByRole(AriaRole.Columnheader, new() { Name = "Even pace" })).ToBeAttachedAsync();
            await Soon.ShouldBeAsync(async () =>
            {
                var left = (await curve.Locator("tbody td:nth-of-type(1)").AllInnerTextsAsync()).Where(cell => cell != "–").ToList();
                return (left.FirstOrDefault(), left.LastOrDefault()) == ("50", "47");
            });
        }

        await page.ShouldBeAccessibleAsync();
        await panel.Button("Edit limits of alpha").ClickAsync();
        await Expect(page.Window("Limits of alpha")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_limit_that_is_set_here_holds_until_it_is_taken_back()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha));
        var page = await OpenAsync(world, "/quotas");
        var form = page.Window("Limits of alpha");

        await page.Region("alpha").Button("Limits of alpha").ClickAsync();
        await Expect(form.Field("Requests / day")).ToBeDisabledAsync();
        await Expect(form.Field("Requests / day")).ToHaveValueAsync("50");
        await Expect(form.GetByText("Set by gratis.yaml:").First).ToBeVisibleAsync();
        await form.Field("Requests / minute").FillAsync("some");
        await Expect(form.GetByText("A whole number from 1, or nothing.")).ToBeVisibleAsync();
        await Expect(form.Button("Save limits")).ToBeDisabledAsync();
        await form.Field("Requests / minute").FillAsync("1");
        await form.Button("Save limits").ClickAsync();

        await Expect(page.GetByText("The limits of alpha are saved")).ToBeVisibleAsync();
        await Expect(page.Button("Requests / minute of alpha#1:rpm")).ToBeVisibleAsync();
        var pool = await world.Gateway.PoolAsync("alpha#1:rpm");
        (pool.GetProperty("limit").GetInt64(), pool.GetProperty("source").GetString()).ShouldBe((1, "owner"));
        (await AtOnceAsync(world)).ShouldBeServed();
        (await AtOnceAsync(world)).Status.ShouldBe(429);

        await page.Region("alpha").Button("Limits of alpha").ClickAsync();
        await Expect(form.GetByText("Set here. Empty it to take it back.")).ToBeVisibleAsync();
        await form.Field("Requests / minute").FillAsync("");
        await form.Button("Save limits").ClickAsync();
        await form.ShouldHaveClosedAsync();
        await Expect(page.Button("Requests / minute of alpha#1:rpm")).ToHaveCountAsync(0);
        (await AtOnceAsync(world)).ShouldBeServed();
    }

    [Fact]
    public async Task Filters_and_groups_show_what_is_looked_for()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync([SmallQuotas.Alpha, SmallQuotas.Beta], "auth: { client_keys: [ { name: laptop, key: laptop-key, rpd: 5 } ] }"));
        foreach (var model in new[] { "beta/only", "beta/only", "alpha/small", "alpha/large" })
            (await world.Gateway.ChatAsync(model, ("Authorization", "Bearer laptop-key"))).ShouldBeServed();
        await world.PoolsAtRestAsync();
        var page = await OpenAsync(world, "/quotas");
        await ShouldShowAsync(page, "alpha", "beta", "Your client keys");

        await page.Field("Show").SelectOptionAsync("spent");
        await ShouldShowAsync(page, "beta");
        await page.Field("Show").SelectOptionAsync("nearly");
        await ShouldShowAsync(page, "Your client keys");
        await Expect(page.Region("Your client keys")).ToContainTextAsync("1 nearly spent");

        await page.Field("Show").SelectOptionAsync("all");
        var all = (await world.ReadAsync("/admin/api/quotas?all=true")).GetProperty("pools").EnumerateArray().Count(pool => pool.GetProperty("provider").GetString() == "alpha");
        all.ShouldBeGreaterThan(2);
        await Expect(page.Region("alpha")).ToContainTextAsync($"{all} pools");

        await page.Field("Show").SelectOptionAsync("binding");
        await page.Field("Filter by model, account or id").FillAsync("ALPHA");
        await ShouldShowAsync(page, "alpha");
        await page.Field("Filter by model, account or id").FillAsync("nobody");
        await Expect(page.GetByText("No quota pool matches")).ToBeVisibleAsync();
        await page.Field("Filter by model, account or id").FillAsync("");

        await page.GetByRole(AriaRole.Group, new() { Name = "Group by" }).GetByText("By account").ClickAsync();
        await ShouldShowAsync(page, "alpha#1", "beta#1", "Your client keys");
        await page.Button("beta#1").ClickAsync();
        await Expect(page.Region("beta#1").GetByRole(AriaRole.Table)).ToHaveCountAsync(0);
        await page.Button("beta#1").ClickAsync();
        await Expect(page.Region("beta#1").GetByRole(AriaRole.Table)).ToBeVisibleAsync();
    }

    private static async Task AskAsync(ConsoleWorld world, params string[] models)
    {
        foreach (var model in models)
            (await world.Gateway.ChatAsync(model)).ShouldBeServed();
    }

    /// <summary>Now or never.</summary>
    private static Task<Reply> AtOnceAsync(ConsoleWorld world) => world.Gateway.ChatAsync("alpha/small", ("X-Gateway-Max-Wait", "0"));

    private static Task ShouldShowAsync(IPage page, params string[] groups) =>
        Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync(groups);
}
