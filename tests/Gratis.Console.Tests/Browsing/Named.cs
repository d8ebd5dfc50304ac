namespace Gratis.Console.Tests.Browsing;

/// <summary>What is on a page, by its role and its whole name.</summary>
internal static class Named
{
    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Button(this ILocator place, string name) => place.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Window(this IPage page, string name) => page.GetByRole(AriaRole.Dialog, new() { Name = name, Exact = true });

    public static ILocator Field(this IPage page, string label) => page.GetByLabel(label, new() { Exact = true });

    public static ILocator Field(this ILocator place, string label) => place.GetByLabel(label, new() { Exact = true });

    public static ILocator Item(this IPage page, string name) => page.GetByRole(AriaRole.Listitem, new() { Name = name, Exact = true });

    public static ILocator Region(this IPage page, string name) => page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    public static ILocator Region(this ILocator place, string name) => place.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    public static ILocator Tab(this IPage page, string name) => page.GetByRole(AriaRole.Tab, new() { Name = name, Exact = true });

    /// <summary>What stands beside a term, by its place after it: the fact, then what is noted of it.</summary>
    public static ILocator Fact(this IPage page, string term, int number = 1) => page.Locator("body").Fact(term, number);

    public static ILocator Fact(this ILocator place, string term, int number = 1) =>
        place.GetByRole(AriaRole.Term).And(place.GetByText(term, new() { Exact = true })).Locator($"xpath=following-sibling::dd[{number}]");
}
