using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.Browsing;

/// <summary>What may be said of any page is not said of one that deserves it not.</summary>
public sealed class PageSignsTests(Chromium chromium, DemoConsole demo) : ConsoleTest(chromium), IClassFixture<DemoConsole>
{
    [Theory]
    [InlineData("<button></button>", "button-name")]
    [InlineData("<input>", "label")]
    [InlineData("<p style='color: #ccc; background: #fff'>Pale words</p>", "color-contrast")]
    public async Task What_keeps_somebody_out_is_found(string content, string rule)
    {
        var page = await NewStrangerAsync(demo.World);
        await page.SetContentAsync($"<html lang=en><title>Some page</title><main><h1>Some page</h1>{content}</main>");

        (await Assert.ThrowsAsync<ShouldAssertException>(page.ShouldBeAccessibleAsync)).Message.ShouldContain(rule);
    }

    [Fact]
    public async Task A_page_that_is_wider_than_its_window_is_found()
    {
        var page = await NewStrangerAsync(demo.World, View.Phone);
        await page.SetContentAsync("<meta name=viewport content='width=device-width, initial-scale=1'><div style='width: 500px'>Wide</div>");

        await Assert.ThrowsAsync<ShouldAssertException>(page.ShouldFitTheWindowAsync);
    }
}
