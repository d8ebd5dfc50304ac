namespace Gratis.Console.Tests.Safety;

/// <summary>Signs that a text became a part of the page.</summary>
internal static class MarkupSigns
{
    public static async Task ShouldHoldNoMarkupAsync(this IPage page)
    {
        (await page.Locator("img[src='x']").CountAsync()).ShouldBe(0);
        (await page.EvaluateAsync<bool>("() => 'hacked' in window")).ShouldBeFalse();
    }
}
