using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.Shell;

/// <summary>What stands around every page.</summary>
public sealed class ShellTests(Chromium chromium, DemoConsole demo) : ConsoleTest(chromium), IClassFixture<DemoConsole>
{
    [Fact]
    public async Task The_keyboard_skips_to_the_content_first()
    {
        var page = await OpenAsync(demo.World);

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_keyboard_reaches_every_page_in_the_order_of_the_navigation()
    {
        var page = await OpenAsync(demo.World);
        var names = await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link).AllInnerTextsAsync();
        names.ShouldNotBeEmpty();
        await page.Keyboard.PressAsync("Tab");

        foreach (var name in names)
        {
            await page.Keyboard.PressAsync("Tab");
            await Expect(LinkTo(page, name)).ToBeFocusedAsync();
        }

        await page.Keyboard.PressAsync("Enter");
        await Expect(LinkTo(page, names[^1])).ToHaveAttributeAsync("aria-current", "page");
        await Expect(page).ToHaveTitleAsync($"{names[^1]} · Gratis");
        await page.ShouldBeThereAsync();
    }

    [Fact]
    public async Task Every_page_opens_from_the_navigation_and_the_way_back_leads_back()
    {
        var page = await OpenAsync(demo.World);
        var names = await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link).AllInnerTextsAsync();

        foreach (var name in names)
        {
            await LinkTo(page, name).ClickAsync();
            await Expect(page).ToHaveTitleAsync($"{name} · Gratis");
            await Expect(LinkTo(page, name)).ToHaveAttributeAsync("aria-current", "page");
            await page.ShouldBeThereAsync();
        }

        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link).First.ClickAsync();
        await page.GoBackAsync();
        await Expect(page).ToHaveTitleAsync($"{names[^1]} · Gratis");
    }

    [Fact]
    public async Task A_chosen_theme_is_there_at_once_and_stays()
    {
        var page = await OpenAsync(demo.World);
        await ShouldBePaintedAsync(page, "rgb(245, 246, 246)");

        await page.GetByLabel("Theme").SelectOptionAsync(new SelectOptionValue { Label = "Dark" });
        await ShouldBePaintedAsync(page, "rgb(16, 20, 20)");
        await page.ReloadAsync();
        await page.ShouldBeThereAsync();
        await ShouldBePaintedAsync(page, "rgb(16, 20, 20)");

        await page.GetByLabel("Theme").SelectOptionAsync(new SelectOptionValue { Label = "System" });
        await ShouldBePaintedAsync(page, "rgb(245, 246, 246)");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await ShouldBePaintedAsync(page, "rgb(16, 20, 20)");
    }

    [Fact]
    public async Task A_chosen_theme_does_not_wait_for_the_console_to_start()
    {
        var page = await OpenAsync(demo.World);
        await page.GetByLabel("Theme").SelectOptionAsync(new SelectOptionValue { Label = "Dark" });
        Provoke(page, "net::ERR_FAILED");
        await page.RouteAsync("**/assets/index-*.js", route => route.AbortAsync());

        await page.ReloadAsync();

        await ShouldBePaintedAsync(page, "rgb(16, 20, 20)");
    }

    [Fact]
    public async Task A_chosen_language_stays()
    {
        var page = await OpenAsync(demo.World);
        await page.GetByLabel("Language").SelectOptionAsync(new SelectOptionValue { Label = "简体中文" });

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "概览", Exact = true })).ToBeVisibleAsync();
        await Expect(page).ToHaveTitleAsync("概览 · Gratis");
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "概览", Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh");

        await page.GetByLabel("语言").SelectOptionAsync(new SelectOptionValue { Label = "English" });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Overview", Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [Fact]
    public async Task A_browser_that_speaks_Chinese_is_answered_in_Chinese()
    {
        var page = await OpenAsync(demo.World, view: View.Desktop.Chinese);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "概览", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_a_phone_the_navigation_is_a_drawer()
    {
        var page = await OpenAsync(demo.World, view: View.Phone);
        var opener = page.GetByRole(AriaRole.Button, new() { Name = "Navigation" });
        var drawer = page.GetByRole(AriaRole.Dialog);
        await Expect(page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);

        await opener.ClickAsync();
        await Expect(drawer.GetByRole(AriaRole.Navigation)).ToBeVisibleAsync();
        await Expect(drawer.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeInViewportAsync();
        await page.ShouldBeAccessibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(drawer).ToHaveCountAsync(0);
        await Expect(opener).ToBeFocusedAsync();

        await opener.ClickAsync();
        var last = drawer.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link).Last;
        var name = await last.InnerTextAsync();
        await last.ClickAsync();
        await Expect(drawer).ToHaveCountAsync(0);
        await Expect(page).ToHaveTitleAsync($"{name} · Gratis");
    }

    private static ILocator LinkTo(IPage page, string name) => page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    private static Task ShouldBePaintedAsync(IPage page, string colour) => Expect(page.Locator("body")).ToHaveCSSAsync("background-color", colour);
}
