using System.Text.RegularExpressions;

namespace Gratis.Console.Tests.Browsing;

/// <summary>When a page is there, and what may be said of any.</summary>
internal static partial class PageSigns
{
    /// <summary>Waits until its title stands there and nothing is loading any more.</summary>
    public static async Task ShouldBeThereAsync(this IPage page)
    {
        await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasTextRegex = Loading() })).ToHaveCountAsync(0);
    }

    /// <summary>Nothing stands outside of the window.</summary>
    public static async Task ShouldFitTheWindowAsync(this IPage page) =>
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(page.ViewportSize!.Width, "the page scrolls sideways");

    [GeneratedRegex("^(Loading…|加载中…)$")]
    private static partial Regex Loading();
}
