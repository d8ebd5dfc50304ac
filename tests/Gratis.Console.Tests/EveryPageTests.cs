using Gratis.AspNetCore.Pages;
using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;
using Gratis.Gateway.Serving;

namespace Gratis.Console.Tests;

/// <summary>What holds for every page that the console says it has.</summary>
public sealed class EveryPageTests(Chromium chromium, DemoConsole demo) : ConsoleTest(chromium), IClassFixture<DemoConsole>
{
    public static MatrixTheoryData<string, string> PagesInEveryView() => new(Paths(), View.Names);

    [Theory]
    [MemberData(nameof(PagesInEveryView))]
    public async Task It_keeps_nobody_out_and_fits_the_window_in_both_themes(string path, string view)
    {
        var page = await OpenAsync(demo.World, path, View.Named(view));
        await page.ShouldFitTheWindowAsync();

        // Colours are the same in every language.
        if (view == View.InChinese)
        {
            await page.ShouldBeAccessibleButForColoursAsync();
            return;
        }

        await page.ShouldBeAccessibleAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.ShouldHaveAccessibleColoursAsync();
    }

    internal static IEnumerable<string> Paths() => ConsoleFiles.In(typeof(GatewayServer).Assembly).Pages.Where(path => path != "/sign-in");
}
