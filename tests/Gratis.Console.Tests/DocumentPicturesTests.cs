using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests;

/// <summary>The pictures in <c>docs/images</c>: one of every page, one of the dark theme, one of a phone. <c>GRATIS_UPDATE_DOCS=1</c> takes them anew.</summary>
public sealed class DocumentPicturesTests(Chromium chromium) : ConsoleTest(chromium)
{
    private const string Switch = "GRATIS_UPDATE_DOCS";

    private static readonly bool IsTaking = Environment.GetEnvironmentVariable(Switch) == "1";

    [Fact]
    public async Task Every_page_has_its_picture()
    {
        var world = await OwnAsync(ConsoleWorld.DemoAsync());
        if (IsTaking)
            await LiveALittleAsync(world);
        var page = await OpenAsync(world);
        var pages = await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link).EvaluateAllAsync<string[]>("links => links.map((link) => link.pathname)");
        pages.ShouldNotBeEmpty();

        foreach (var path in pages)
            await HoldAsync(world, path, View.Desktop, NameOf(path));
        await HoldAsync(world, pages[0], View.Desktop.Dark, NameOf(pages[0]) + "-dark");
        await HoldAsync(world, pages[0], View.Phone, NameOf(pages[0]) + "-phone");
    }

    private async Task HoldAsync(ConsoleWorld world, string path, View view, string name)
    {
        var file = Repository.Path($"docs/images/{name}.png");
        if (IsTaking)
            await (await OpenAsync(world, path, view)).ScreenshotAsync(new PageScreenshotOptions { Path = file });
        File.Exists(file).ShouldBeTrue($"docs/images/{name}.png is missing. {Switch}=1 ./test.sh --filter {nameof(DocumentPicturesTests)} takes them all.");
    }

    /// <summary>An hour of somebody's questions, so that there is something to see.</summary>
    private static async Task LiveALittleAsync(ConsoleWorld world)
    {
        string[] models = ["auto", "free", "groq/openai/gpt-oss-20b", "gemini/gemini-3.8-flash", "cerebras/gpt-oss-120b", "nvidia/meta/llama-3.3-70b-instruct"];
        for (var round = 0; round < 8; round++)
        {
            foreach (var model in models)
                await world.Gateway.ChatAsync(model, ("X-Gateway-Max-Wait", "0"));
            world.Gateway.Time.Skip(TimeSpan.FromMinutes(1));
        }
    }

    private static string NameOf(string path) => path == "/" ? "overview" : path[1..].Replace('/', '-');
}
