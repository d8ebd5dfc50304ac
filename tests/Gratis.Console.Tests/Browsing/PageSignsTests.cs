using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.Browsing;

/// <summary>What may be said of any page is not said of one that deserves it not.</summary>
public sealed class PageSignsTests(Chromium chromium, DemoConsole demo) : ConsoleTest(chromium), IClassFixture<DemoConsole>
{
    private const string Pale = "<p style='color: #ccc; background: #fff'>Pale words</p>";

    [Theory]
    [InlineData("<button></button>", "button-name")]
    [InlineData("<input>", "label")]
    [InlineData(Pale, "color-contrast")]
    public async Task What_keeps_somebody_out_is_found(string content, string rule)
    {
        var page = await ShowAsync(content);

        (await Assert.ThrowsAsync<ShouldAssertException>(page.ShouldBeAccessibleAsync)).Message.ShouldContain(rule);
    }

    [Fact]
    public async Task What_is_looked_at_in_two_parts_is_looked_at_in_whole()
    {
        var pale = await ShowAsync(Pale);
        await pale.ShouldBeAccessibleButForColoursAsync();
        (await Assert.ThrowsAsync<ShouldAssertException>(pale.ShouldHaveAccessibleColoursAsync)).Message.ShouldContain("color-contrast");

        var nameless = await ShowAsync("<button></button>");
        await nameless.ShouldHaveAccessibleColoursAsync();
        (await Assert.ThrowsAsync<ShouldAssertException>(nameless.ShouldBeAccessibleButForColoursAsync)).Message.ShouldContain("button-name");
    }

    [Fact]
    public async Task A_page_that_is_wider_than_its_window_is_found()
    {
        var page = await NewStrangerAsync(demo.World, View.Phone);
        await page.SetContentAsync("<meta name=viewport content='width=device-width, initial-scale=1'><div style='width: 500px'>Wide</div>");

        await Assert.ThrowsAsync<ShouldAssertException>(page.ShouldFitTheWindowAsync);
    }

    private async Task<IPage> ShowAsync(string content)
    {
        var page = await NewStrangerAsync(demo.World);
        await page.SetContentAsync($"<html lang=en><title>Some page</title><main><h1>Some page</h1>{content}</main>");
        return page;
    }
}
