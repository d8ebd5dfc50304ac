using Gratis.Console.Tests.Browsing;
using Gratis.Console.Tests.Worlds;

namespace Gratis.Console.Tests.Favourites;

/// <summary>The favourites: picked, ranked, saved without a button, each with how it stands.</summary>
public sealed class FavouritesTests(Chromium chromium) : ConsoleTest(chromium)
{
    private const string Path = "/admin/api/favorite-free-models";

    [Fact]
    public async Task What_is_picked_moved_and_removed_is_saved()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha, SmallQuotas.Beta));
        var page = await OpenAsync(world, "/favourites");
        await Expect(page.GetByText("No favourites yet")).ToBeVisibleAsync();

        await Button(page, "Add alpha/small").ClickAsync();
        await Button(page, "Add beta/only").ClickAsync();
        await Button(page, "Add alpha/large").ClickAsync();
        await ShouldBeSavedAsync(world, page, "alpha/small", "beta/only", "alpha/large");

        await Button(page, "Move alpha/large up").ClickAsync();
        await ShouldBeSavedAsync(world, page, "alpha/small", "alpha/large", "beta/only");
        await Button(page, "Move alpha/small down").ClickAsync();
        await ShouldBeSavedAsync(world, page, "alpha/large", "alpha/small", "beta/only");

        await page.GetByRole(AriaRole.Button, new() { Name = "Move beta/only", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByText("beta/only is taken.")).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.GetByText("beta/only is at place 2 of 3.")).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("Space");
        await ShouldBeSavedAsync(world, page, "alpha/large", "beta/only", "alpha/small");

        await Button(page, "Remove beta/only").ClickAsync();
        await Button(page, "Added alpha/small").ClickAsync();
        await ShouldBeSavedAsync(world, page, "alpha/large");
    }

    [Fact]
    public async Task Each_says_whether_it_serves_waits_or_is_nothing_at_all()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha, SmallQuotas.Beta, SmallQuotas.Paid));
        (await world.Gateway.ChatAsync("beta/only")).ShouldBeServed();
        (await world.Gateway.ChatAsync("beta/only")).ShouldBeServed();
        var page = await OpenAsync(world, "/favourites");

        foreach (var name in (string[])["small", "beta/only", "cents", "no such model"])
        {
            await page.GetByLabel("Add by name").FillAsync(name);
            await page.GetByLabel("Add by name").PressAsync("Enter");
        }

        await Expect(Favourite(page, "small")).ToContainTextAsync("Free right now");
        await Expect(Favourite(page, "beta/only")).ToContainTextAsync("Waits");
        await Expect(Favourite(page, "beta/only").GetByRole(AriaRole.Time)).ToBeVisibleAsync();
        await Expect(Favourite(page, "cents")).ToContainTextAsync("Not free");
        await Expect(Favourite(page, "no such model")).ToContainTextAsync("Nothing in the catalogue has this name");
        await ShouldBeSavedAsync(world, page, "small", "beta/only", "cents", "no such model");
    }

    [Fact]
    public async Task What_could_not_be_saved_says_so_and_is_saved_later()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha));
        var page = await OpenAsync(world, "/favourites");
        Provoke(page, "ERR_FAILED");
        await page.RouteAsync($"**{Path}", route => route.Request.Method == "PUT" ? route.AbortAsync() : route.ContinueAsync());

        await Button(page, "Add alpha/small").ClickAsync();
        await Expect(page.GetByText("Not saved:")).ToBeVisibleAsync();

        await page.UnrouteAsync($"**{Path}");
        await Button(page, "Try again").ClickAsync();
        await ShouldBeSavedAsync(world, page, "alpha/small");
    }

    [Fact]
    public async Task The_picker_finds_free_models_by_their_names()
    {
        var world = await OwnAsync(ConsoleWorld.OfAsync(SmallQuotas.Alpha, SmallQuotas.Beta, SmallQuotas.Paid));
        var page = await OpenAsync(world, "/favourites");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "beta" })).ToBeVisibleAsync();
        await Expect(Button(page, "Add paid/cents")).ToHaveCountAsync(0);

        await page.GetByLabel("Search free models").FillAsync("LARGE");

        await Expect(Button(page, "Add alpha/large")).ToBeVisibleAsync();
        await Expect(Button(page, "Add alpha/small")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "beta" })).ToHaveCountAsync(0);
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    private static ILocator Favourite(IPage page, string name) =>
        page.GetByRole(AriaRole.List, new() { Name = "Favourites, best first" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = name });

    private static async Task ShouldBeSavedAsync(ConsoleWorld world, IPage page, params string[] names)
    {
        await Expect(page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        string?[] saved = [];
        await Soon.ShouldBeAsync(async () => (saved = await SavedAsync(world)).SequenceEqual(names), () => $"saved are {string.Join(", ", saved)}");
    }

    private static async Task<string?[]> SavedAsync(ConsoleWorld world) =>
        [.. (await world.Gateway.OwnerAsync(HttpMethod.Get, Path)).ShouldBeServed().Json.GetProperty("favorite_free_models").EnumerateArray().Select(name => name.GetString())];
}
