namespace Gratis.Console.Tests.Browsing;

/// <summary>Windows that stand before the page.</summary>
internal static class Windows
{
    /// <summary>
    /// Waits until it is gone. While it stands there nothing behind it is found by its role, be it there or not: what is to have gone from the
    /// page is looked for only after this.
    /// </summary>
    public static Task ShouldHaveClosedAsync(this ILocator window) => Expect(window).ToHaveCountAsync(0);
}
