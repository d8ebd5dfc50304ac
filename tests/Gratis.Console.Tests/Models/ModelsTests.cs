using System.Text.Json;
using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;
using Gratis.Simulator.Faults;

namespace Gratis.Console.Tests.Models;

/// <summary>The catalogue in the hands of its owner: whatever is done to it here, the gateway has it.</summary>
public sealed class ModelsTests(Chromium chromium) : ConsoleTest(chromium)
{
    private const string Small = "alpha/small";
    private const string Large = "alpha/large";
    private const string Only = "beta/only";

    [Fact]
    public async Task Rows_move_by_their_arrows_by_keys_and_by_hand()
    {
        var (world, page) = await OpenAsync();
        var first = await OrderAsync(world);

        await page.GetByRole(AriaRole.Button, new() { Name = $"Move {first[0]} down" }).ClickAsync();
        await ShouldBeOrderedAsync(world, page, first[1], first[0], first[2]);

        await page.GetByRole(AriaRole.Button, new() { Name = $"Move {first[2]}", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByText($"{first[2]} is taken.")).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.GetByText($"{first[2]} is at place 2 of 3.")).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("Space");
        await ShouldBeOrderedAsync(world, page, first[1], first[2], first[0]);

        var handle = (await page.GetByRole(AriaRole.Button, new() { Name = $"Move {first[1]}", Exact = true }).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(handle.X + 8, handle.Y + 8);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(handle.X + 8, handle.Y + 140, new() { Steps = 12 });
        await Expect(page.GetByText($"{first[1]} is at place 3 of 3.")).ToBeAttachedAsync();
        await page.Mouse.UpAsync();
        await ShouldBeOrderedAsync(world, page, first[2], first[0], first[1]);

        await page.GetByRole(AriaRole.Button, new() { Name = "Auto-rank" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Rank by score" }).ClickAsync();
        await ShouldBeOrderedAsync(world, page, [.. first]);
    }

    [Fact]
    public async Task A_route_is_put_at_a_place_without_dragging_it_there()
    {
        var (world, page) = await OpenAsync();
        var order = await OrderAsync(world);
        var details = await DetailsAsync(page, order[2]);

        await details.GetByLabel("Place, 1 to 3").FillAsync("4");
        await Expect(details.GetByText("A whole number from 1 to 3.")).ToBeVisibleAsync();
        await details.GetByLabel("Place, 1 to 3").FillAsync("1");
        await details.GetByRole(AriaRole.Button, new() { Name = "Move there" }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");

        await ShouldBeOrderedAsync(world, page, order[2], order[0], order[1]);
    }

    [Fact]
    public async Task A_switch_takes_a_route_out_and_puts_it_back()
    {
        var (world, page) = await OpenAsync();
        var use = page.GetByRole(AriaRole.Switch, new() { Name = $"Use {Only}" });

        await use.ClickAsync();
        await Expect(Row(page, Only)).ToContainTextAsync("Switched off");
        (await world.Gateway.ChatAsync(Only)).Status.ShouldNotBe(200);

        await use.ClickAsync();
        await Expect(Row(page, Only)).ToContainTextAsync("OK");
        (await world.Gateway.ChatAsync(Only)).ShouldBeServed();
    }

    [Fact]
    public async Task Filters_and_search_narrow_what_is_shown_and_stand_in_the_address()
    {
        var (_, page) = await OpenAsync();

        await page.GetByLabel("Provider", new() { Exact = true }).SelectOptionAsync("alpha");
        await Expect(page.GetByText("2 of 3 routes")).ToBeVisibleAsync();
        await page.GetByLabel("Search by name, provider or family").FillAsync("SMALL");
        await Expect(page.GetByText("1 of 3 routes")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync("/models?provider=alpha&q=SMALL");
        await page.ReloadAsync();
        await Expect(page.GetByText("1 of 3 routes")).ToBeVisibleAsync();

        foreach (var (filter, hides) in ((string, string)[])[("Can do", "vision"), ("Price", "paid"), ("Tier", "large"), ("Context", "1000000"), ("Health", "gone"), ("State", "dead")])
        {
            await page.GetByLabel(filter, new() { Exact = true }).SelectOptionAsync(hides);
            await Expect(page.GetByText("No route passes these filters")).ToBeVisibleAsync();
            await page.GetByLabel(filter, new() { Exact = true }).SelectOptionAsync("");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Clear filters" }).ClickAsync();
        await Expect(page.GetByText("3 routes", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync("/models");
    }

    [Fact]
    public async Task The_owners_word_on_free_and_on_capabilities_counts_until_it_is_taken_back()
    {
        var (world, page) = await OpenAsync();
        var details = await DetailsAsync(page, Small);

        await ChooseAsync(details, "Counts as", "Not free");
        await ShouldBecomeAsync(world, Small, "free", "false");
        await ChooseAsync(details, "Vision: no", "Yes");
        await Expect(details.GetByRole(AriaRole.Group, new() { Name = "Vision: yes" })).ToBeVisibleAsync();
        await Expect(details.GetByText("the console or API").First).ToBeVisibleAsync();

        await ChooseAsync(details, "Counts as", "As it comes");
        await ShouldBecomeAsync(world, Small, "free", "true");
        await page.Keyboard.PressAsync("Escape");

        await page.GetByRole(AriaRole.Button, new() { Name = "Reset" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        (await RouteAsync(world, Small)).GetProperty("capabilities").GetProperty("vision").GetBoolean().ShouldBeTrue();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reset" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reset the catalogue" }).ClickAsync();
        await Expect(page.GetByText("The catalogue is as it comes")).ToBeVisibleAsync();
        (await RouteAsync(world, Small)).GetProperty("capabilities").GetProperty("vision").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_route_is_asked_what_it_can_do()
    {
        var (_, page) = await OpenAsync();
        var details = await DetailsAsync(page, Small);

        await details.GetByRole(AriaRole.Button, new() { Name = "Ask it now" }).ClickAsync();

        await Expect(details.GetByText("probes are used")).ToBeVisibleAsync();
        await Expect(details.GetByText("wrote text")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_route_that_failed_is_forgiven()
    {
        var (world, page) = await OpenAsync();
        world.Providers.Faults.Add(new FaultSpec(FaultKind.KeyRevoked) { Provider = "beta" });
        (await world.Gateway.ChatAsync(Only)).Status.ShouldNotBe(200);
        world.Providers.Faults.Clear();
        await page.ReloadAsync();
        await Expect(Row(page, Only)).ToContainTextAsync("Key refused");
        var details = await DetailsAsync(page, Only);

        await details.GetByRole(AriaRole.Button, new() { Name = "Forgive it" }).ClickAsync();

        await Expect(page.GetByText("Forgiven: the next request may take it")).ToBeVisibleAsync();
        (await world.Gateway.ChatAsync(Only)).ShouldBeServed();
    }

    private async Task<(ConsoleWorld World, IPage Page)> OpenAsync()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha, SmallQuotas.Beta));
        return (world, await OpenAsync(world, "/models"));
    }

    private static ILocator Row(IPage page, string route) =>
        page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Switch, new() { Name = $"Use {route}" }) });

    private static async Task<ILocator> DetailsAsync(IPage page, string route)
    {
        await Row(page, route).GetByRole(AriaRole.Button, new() { Name = "Details of" }).ClickAsync();
        return page.GetByRole(AriaRole.Dialog, new() { Name = route });
    }

    private static Task ChooseAsync(ILocator details, string group, string option) =>
        details.GetByRole(AriaRole.Group, new() { Name = group }).GetByText(option, new() { Exact = true }).ClickAsync();

    private static async Task ShouldBeOrderedAsync(ConsoleWorld world, IPage page, params string[] routes)
    {
        for (var place = 0; place < routes.Length; place++)
            await Expect(page.GetByRole(AriaRole.Row).Nth(place + 1).GetByRole(AriaRole.Switch, new() { Name = $"Use {routes[place]}" })).ToBeAttachedAsync();
        await Soon.ShouldBeAsync(async () => (await OrderAsync(world)).SequenceEqual(routes));
    }

    private static Task ShouldBecomeAsync(ConsoleWorld world, string route, string member, string value) =>
        Soon.ShouldBeAsync(async () => (await RouteAsync(world, route)).GetProperty(member).GetRawText() == value);

    private static async Task<string[]> OrderAsync(ConsoleWorld world) =>
        [.. (await world.Gateway.GetAsync("/v1/gateway/models")).ShouldBeServed().Json.GetProperty("data").EnumerateArray().Select(route => route.GetProperty("route_id").GetString()!)];

    private static async Task<JsonElement> RouteAsync(ConsoleWorld world, string route) =>
        (await world.Gateway.OwnerAsync(HttpMethod.Get, $"/admin/api/routes/{route}")).ShouldBeServed().Json;
}
