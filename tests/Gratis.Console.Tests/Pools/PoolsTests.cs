using System.Text.Json;
using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.Pools;

/// <summary>Pools, spill and explain, as the owner has them without a file.</summary>
public sealed class PoolsTests(Chromium chromium) : ConsoleTest(chromium)
{
    [Fact]
    public async Task A_pool_is_made_changed_and_deleted()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha, SmallQuotas.Beta));
        var page = await OpenAsync(world, "/pools");
        await page.Button("New pool").First.ClickAsync();
        var editor = page.GetByRole(AriaRole.Dialog, new() { Name = "New pool" });
        await editor.GetByRole(AriaRole.Button, new() { Name = "Save pool" }).ClickAsync();
        await Expect(editor.GetByText("A pool needs a name.")).ToBeVisibleAsync();
        await Expect(editor.GetByText("A pool needs at least one target.")).ToBeVisibleAsync();

        await editor.GetByLabel("Name").FillAsync("team");
        await AddAsync(editor, "alpha/small");
        await AddAsync(editor, "nowhere/at-all");
        Provoke(page, "400 (Bad Request)");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Save pool" }).ClickAsync();
        await Expect(editor.GetByRole(AriaRole.Alert)).ToContainTextAsync("points nowhere");

        await editor.GetByRole(AriaRole.Button, new() { Name = "Remove nowhere/at-all" }).ClickAsync();
        await AddAsync(editor, "beta/only");
        await editor.GetByLabel("Weight of alpha/small").FillAsync("3");
        await editor.GetByLabel("Fallback").First.SelectOptionAsync("chat-free");
        await editor.GetByLabel("Allowed fails").FillAsync("2");
        await editor.GetByLabel("Cooldown time").FillAsync("90s");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Save pool" }).ClickAsync();
        await editor.ShouldHaveClosedAsync();
        await Expect(page.Region("team")).ToContainTextAsync("after 2 failures in a row a target rests for 90s");
        (await CandidatesAsync(world, "team")).ShouldBe(["alpha/small", "beta/only"]);

        await page.Button("Edit team").ClickAsync();
        var again = page.GetByRole(AriaRole.Dialog, new() { Name = "Edit team" });
        await again.GetByLabel("Strategy").SelectOptionAsync("priority");
        await again.GetByRole(AriaRole.Button, new() { Name = "Move beta/only up" }).ClickAsync();
        await again.GetByRole(AriaRole.Button, new() { Name = "Save pool" }).ClickAsync();
        await Expect(page.Region("team")).ToContainTextAsync("Priority");
        (await CandidatesAsync(world, "team")).ShouldBe(["beta/only", "alpha/small"]);

        await page.Button("Delete team").ClickAsync();
        await page.Button("Delete pool").ClickAsync();
        await Expect(page.GetByText("You have no pools")).ToBeVisibleAsync();
        (await world.Gateway.GetAsync("/v1/models/team")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_pool_of_the_file_says_where_it_stands_and_is_changed_there()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync([SmallQuotas.Alpha], "pools: { filed: { targets: [ { model: alpha/small, weight: 2 } ] } }"));
        var page = await OpenAsync(world, "/pools");

        await Expect(page.Region("filed")).ToContainTextAsync("Read-only");
        await Expect(page.Region("filed")).ToContainTextAsync("gratis.yaml:");
        await Expect(page.Button("Edit filed")).ToHaveCountAsync(0);
        await Expect(page.Button("Delete filed")).ToHaveCountAsync(0);

        (await world.Gateway.OwnerAsync(HttpMethod.Patch, "/admin/api/config", """{"pools":{"filed":{"strategy":"ranked"}}}""")).ShouldBeServed();
        await page.ReloadAsync();
        await Expect(page.Region("filed")).ToContainTextAsync("Ranked");
        await page.Button("Take back what was changed here").ClickAsync();
        await Expect(page.Region("filed")).ToContainTextAsync("Weighted");
    }

    [Fact]
    public async Task A_virtual_model_shows_its_candidates_in_order()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha, SmallQuotas.Beta));
        (await world.Gateway.ChatAsync("beta/only")).ShouldBeServed();
        (await world.Gateway.ChatAsync("beta/only")).ShouldBeServed();
        var page = await OpenAsync(world, "/pools");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Virtual models" }).ClickAsync();

        await page.GetByLabel("Search virtual models").FillAsync("alpha");
        await page.Button("alpha/free").ClickAsync();
        var order = page.GetByRole(AriaRole.List, new() { Name = "Candidates in order" });
        await Expect(order.GetByRole(AriaRole.Link)).ToHaveTextAsync(await CandidatesAsync(world, "alpha/free"));

        await page.GetByLabel("Search virtual models").FillAsync("");
        await page.Button("beta/free").ClickAsync();
        await Expect(order.GetByRole(AriaRole.Listitem)).ToContainTextAsync("Spent");
        await order.GetByRole(AriaRole.Link, new() { Name = "beta/only" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "beta/only" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_may_be_spent_is_said_and_taken_back()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha, SmallQuotas.Paid));
        var page = await OpenAsync(world, "/pools?tab=spill");
        await Expect(page.GetByText("No budget is set: nothing is spent.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Switch, new() { Name = "Let paid routes answer when nothing free can" }).ClickAsync();
        await page.GetByLabel("Monthly budget (USD)").FillAsync("a lot");
        await Expect(page.GetByText("An amount in dollars, as in 5 or 0.50.")).ToBeVisibleAsync();
        await page.GetByLabel("Monthly budget (USD)").FillAsync("5");
        await page.GetByLabel("Daily budget (USD)").FillAsync("0.50");
        await page.GetByLabel("Time zone").FillAsync("Europe/Berlin");
        await AddAsync(page.GetByRole(AriaRole.Main), "paid/cents");
        await page.Button("Save").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Meter, new() { Name = "This month" })).ToHaveAttributeAsync("aria-valuemax", "5");
        var spill = await SpillAsync(world);
        spill.GetProperty("enabled").GetBoolean().ShouldBeTrue();
        spill.GetProperty("daily_budget_usd").GetDecimal().ShouldBe(0.5m);
        spill.GetProperty("targets")[0].GetString().ShouldBe("paid/cents");

        await page.Button("Take back what was changed here").ClickAsync();
        await Expect(page.GetByText("No budget is set: nothing is spent.")).ToBeVisibleAsync();
        (await SpillAsync(world)).GetProperty("enabled").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Explain_shows_who_would_be_asked_and_who_would_not()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha, SmallQuotas.Beta));
        (await world.Gateway.ChatAsync("beta/only")).ShouldBeServed();
        (await world.Gateway.ChatAsync("beta/only")).ShouldBeServed();
        var page = await OpenAsync(world, "/pools?tab=explain");
        await page.Button("Show the plan").ClickAsync();
        await Expect(page.GetByText("Write a prompt, or paste a request.")).ToBeVisibleAsync();

        await page.GetByLabel("Prompt or request").FillAsync("write a haiku");
        await page.Button("Show the plan").ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "2 candidates, in order" }).GetByRole(AriaRole.Link)).ToHaveCountAsync(2);
        var rejected = page.GetByRole(AriaRole.List, new() { Name = "1 rejected" }).GetByRole(AriaRole.Listitem);
        await Expect(rejected).ToContainTextAsync("beta/only");
        await Expect(rejected).ToContainTextAsync("Closed");
        await Expect(rejected.GetByRole(AriaRole.Time)).ToBeVisibleAsync();

        await page.GetByLabel("Model", new() { Exact = true }).FillAsync("alpha/small");
        await page.GetByLabel("Prompt or request").FillAsync("""{"messages":[{"role":"user","content":"hi"}],"tools":[{"type":"function","function":{"name":"f"}}]}""");
        await page.Button("Show the plan").ClickAsync();
        await Expect(page.GetByText("alpha/small: one route · needs tools")).ToBeVisibleAsync();

        await page.GetByLabel("Prompt or request").FillAsync("{oops");
        await Expect(page.GetByText("This begins like JSON and is none")).ToBeVisibleAsync();
    }

    private static async Task AddAsync(ILocator place, string route)
    {
        await place.GetByLabel("Add a route").FillAsync(route);
        await place.GetByLabel("Add a route").PressAsync("Enter");
        await Expect(place.GetByRole(AriaRole.Button, new() { Name = $"Remove {route}" })).ToBeVisibleAsync();
    }

    private static async Task<string[]> CandidatesAsync(ConsoleWorld world, string name) =>
        [.. (await world.Gateway.GetAsync($"/v1/models/{name}")).ShouldBeServed().Json.GetProperty("candidates").EnumerateArray().Select(id => id.GetString()!)];

    private static async Task<JsonElement> SpillAsync(ConsoleWorld world) =>
        (await world.Gateway.OwnerAsync(HttpMethod.Get, "/admin/api/config")).ShouldBeServed().Json.GetProperty("spill");
}
