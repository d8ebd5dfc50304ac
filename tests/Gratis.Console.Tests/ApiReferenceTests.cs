using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests;

/// <summary>Looking something up in the description of the API.</summary>
public sealed class ApiReferenceTests(Chromium chromium, DemoConsole demo) : ConsoleTest(chromium), IClassFixture<DemoConsole>
{
    [Fact]
    public async Task An_operation_is_found_and_opened_with_its_example()
    {
        var page = await OpenAsync(demo.World, "/api-reference");

        await page.GetByLabel("Find an operation").FillAsync("post chat completions web-search");
        await Expect(page.GetByText("1 operation", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByText("/v1/chat/completions/web-search", new() { Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Request body" })).ToBeVisibleAsync();
        await Expect(page.GetByText("curl -X POST")).ToContainTextAsync("/v1/chat/completions/web-search");
        await page.GetByText("Members of messages").ClickAsync();
        await Expect(page.GetByText("role", new() { Exact = true })).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task An_address_opens_its_operation_and_fits_a_phone()
    {
        var page = await OpenAsync(demo.World, "/api-reference/createChatCompletion", View.Phone);

        await Expect(page.GetByText("X-Gateway-Max-Wait").First).ToBeVisibleAsync();
        await page.ShouldFitTheWindowAsync();
        await page.GetByLabel("Find an operation").FillAsync("no such thing");
        await Expect(page.GetByText("No operation is called so")).ToBeVisibleAsync();
    }
}
