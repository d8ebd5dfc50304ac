using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.Safety;

/// <summary>What others wrote is shown as they wrote it, and does nothing.</summary>
public sealed class HostileTextTests(Chromium chromium, HostileConsole hostile) : ConsoleTest(chromium), IClassFixture<HostileConsole>
{
    public static TheoryData<string> Pages() => [.. EveryPageTests.Paths()];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Markup_stays_text_on_every_page(string path)
    {
        var page = await OpenAsync(hostile.World, path);

        await page.ShouldHoldNoMarkupAsync();
    }

    [Fact]
    public async Task A_hostile_model_and_what_its_provider_says_can_be_read()
    {
        var page = await OpenAsync(hostile.World);

        var degraded = page.GetByRole(AriaRole.Region, new() { Name = "What is degraded" });
        await Expect(degraded.GetByText($"hostile/{HostileConsole.Markup}gone", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(degraded.GetByText($"model_gone: {HostileConsole.Markup}", new() { Exact = true })).ToBeVisibleAsync();
        await page.ShouldHoldNoMarkupAsync();
    }

    [Fact]
    public async Task An_error_of_the_API_is_text()
    {
        var page = await NewPageAsync(hostile.World);
        Provoke(page, "status of 400");
        await page.RouteAsync("**/admin/api/overview", route => route.FulfillAsync(new()
        {
            Status = 400,
            ContentType = "application/json",
            Body = $$$"""{"error":{"message":"{{{HostileConsole.Markup}}}","type":"t","code":"{{{HostileConsole.Markup}}}","param":null}}""",
        }));
        await page.GotoAsync("/");

        await Expect(page.GetByRole(AriaRole.Alert).GetByText(HostileConsole.Markup).First).ToBeVisibleAsync();
        await page.ShouldHoldNoMarkupAsync();
    }

    [Fact]
    public async Task What_stands_in_the_address_is_text_and_leads_nowhere_else()
    {
        var page = await NewStrangerAsync(hostile.World);
        await page.GotoAsync("/sign-in?back=" + Uri.EscapeDataString("javascript:window.hacked=1"));

        await page.SignInAsync(Owner.Token);

        await Expect(page).ToHaveURLAsync("/");
        await page.ShouldBeThereAsync();
        await page.ShouldHoldNoMarkupAsync();
    }
}
