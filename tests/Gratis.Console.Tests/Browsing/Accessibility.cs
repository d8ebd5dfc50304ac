using System.Text.Json;
using Deque.AxeCore.Commons;

namespace Gratis.Console.Tests.Browsing;

/// <summary>What axe says of a page.</summary>
internal static class Accessibility
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // What it finds depends on colours alone.
    private static readonly string[] OfColours = ["color-contrast", "link-in-text-block"];

    /// <summary>Nothing that keeps somebody from using it.</summary>
    public static Task ShouldBeAccessibleAsync(this IPage page) => ShouldSatisfyAsync(page, new { });

    /// <summary>The same, where its colours were looked at before.</summary>
    public static Task ShouldBeAccessibleButForColoursAsync(this IPage page) =>
        ShouldSatisfyAsync(page, new { rules = OfColours.ToDictionary(rule => rule, _ => new { enabled = false }) });

    /// <summary>Its colours, where all else was looked at before.</summary>
    public static Task ShouldHaveAccessibleColoursAsync(this IPage page) => ShouldSatisfyAsync(page, new { runOnly = OfColours });

    /// <summary>Axe runs in the page itself: its own package takes another profile for each look, for the sake of frames, of which there are none.</summary>
    private static async Task ShouldSatisfyAsync(IPage page, object rules)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async (rules) => {
              const { passes, violations } = await axe.run({ ...rules, resultTypes: ['violations'] });
              const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
              return {
                passes: passes.length,
                violations: grave.flatMap(({ impact, id, help, nodes }) => nodes.map(({ html }) => `${impact} ${id}: ${help}: ${html}`)),
              };
            }
            """, rules);

        found.GetProperty("passes").GetInt32().ShouldBeGreaterThan(0, "axe has looked at nothing");
        found.GetProperty("violations").EnumerateArray().Select(violation => violation.GetString()).ShouldBeEmpty();
    }
}
