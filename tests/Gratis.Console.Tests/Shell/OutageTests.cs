using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.Shell;

/// <summary>When something is down the page says what, and goes on when it is back.</summary>
public sealed class OutageTests(Chromium chromium) : ConsoleTest(chromium)
{
    [Fact]
    public async Task A_gateway_that_stops_is_told_of_over_what_it_said_last_until_it_is_back()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha));
        var page = await NewPageAsync(world);
        Provoke(page, "net::ERR_");
        await page.Clock.InstallAsync();
        await page.GotoAsync("/");
        await page.ShouldBeThereAsync();
        var banner = page.GetByRole(AriaRole.Status).Filter(new() { HasText = "The gateway does not answer." });
        await Expect(banner).ToHaveCountAsync(0);

        await world.Gateway.StopAsync();
        await page.Clock.FastForwardAsync(11_000);
        await Expect(banner).ToContainTextAsync("What is shown here is what it said last.");
        await Expect(page.GetByRole(AriaRole.Meter, new() { Name = "Requests left at alpha" })).ToHaveAttributeAsync("aria-valuenow", "50");

        await world.Gateway.RestartAsync();
        (await world.Gateway.ChatAsync("alpha/small")).ShouldBeServed();
        await page.Clock.FastForwardAsync(11_000);
        await Expect(banner).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Meter, new() { Name = "Requests left at alpha" })).ToHaveAttributeAsync("aria-valuenow", "49");
    }

    [Fact]
    public async Task A_gateway_that_does_not_answer_the_first_question_is_asked_again_on_a_click()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha));
        var page = await NewPageAsync(world);
        Provoke(page, "net::ERR_FAILED");
        await page.RouteAsync("**/admin/api/session", route => route.AbortAsync());
        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The gateway does not answer.");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("It may have been stopped");

        await page.UnrouteAllAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await page.ShouldBeThereAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Overview", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task One_answer_that_fails_takes_its_own_part_of_the_page_with_it_and_no_other()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha));
        var page = await NewPageAsync(world);
        Provoke(page, "status of 503");
        await page.RouteAsync("**/admin/api/usage?*", route => route.FulfillAsync(new()
        {
            Status = 503,
            ContentType = "application/json",
            Body = """{"error":{"message":"The books cannot be read just now.","type":"server_error","code":"storage_failed","param":null}}""",
        }));
        await page.GotoAsync("/");

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The books cannot be read just now.");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("503 storage_failed");
        await Expect(page.GetByText("Everything that is configured serves")).ToBeVisibleAsync();

        await Expect(page.GetByRole(AriaRole.Meter, new() { Name = "Requests left at alpha" })).ToBeVisibleAsync();

        await page.UnrouteAllAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Requests served and failed in each of the last 24 hours" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_page_whose_code_does_not_come_says_so_and_the_rest_of_the_console_stays()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha));
        var page = await NewPageAsync(world);
        Provoke(page, "net::ERR_FAILED");
        Provoke(page, "dynamically imported module");
        await page.RouteAsync("**/assets/OverviewPage-*.js", route => route.AbortAsync());
        await page.GotoAsync("/");

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That did not work");
        await Expect(page.GetByRole(AriaRole.Navigation)).ToBeVisibleAsync();

        await page.UnrouteAllAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await page.ShouldBeThereAsync();
    }

    [Theory]
    [InlineData("**/assets/index-*.js")]
    [InlineData("**/assets/**")]
    public async Task A_console_that_does_not_start_says_what_to_do(string missing)
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha));
        var page = await NewPageAsync(world);
        Provoke(page, "net::ERR_FAILED");
        await page.RouteAsync(missing, route => route.AbortAsync());
        await page.GotoAsync("/");

        await Expect(page.GetByText("The console has not started.")).ToBeVisibleAsync();
        await Expect(page.GetByText("控制台尚未启动。")).ToBeVisibleAsync();
        await Expect(WithoutScript(page)).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "/health" }).ClickAsync();
        await Expect(page.GetByText("\"status\"")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_browser_without_JavaScript_is_told_that_the_console_needs_it()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha));
        var page = await NewStrangerAsync(world, adjust: options => options.JavaScriptEnabled = false);
        await page.GotoAsync("/");

        await Expect(WithoutScript(page)).ToHaveCountAsync(2);
        await Expect(WithoutScript(page).First).ToBeVisibleAsync();
        (await WithoutScript(page).First.TextContentAsync()).ShouldBe("JavaScript is switched off.");
        (await WithoutScript(page).Last.TextContentAsync()).ShouldBe("JavaScript 已关闭。");
    }

    /// <summary>Found by its place: looking for texts passes such elements over.</summary>
    private static ILocator WithoutScript(IPage page) => page.Locator("noscript strong");
}
