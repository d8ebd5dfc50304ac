using Deque.AxeCore.Playwright;

namespace Gratis.Console.Tests.Browsing;

/// <summary>What axe says of a page.</summary>
internal static class Accessibility
{
    /// <summary>Nothing that keeps somebody from using it.</summary>
    public static async Task ShouldBeAccessibleAsync(this IPage page)
    {
        var result = await page.RunAxe();

        result.Passes.ShouldNotBeEmpty("axe has looked at nothing");
        result.Violations
            .Where(violation => violation.Impact is "serious" or "critical")
            .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Impact} {violation.Id}: {violation.Help}: {node.Html}"))
            .ShouldBeEmpty();
    }
}
