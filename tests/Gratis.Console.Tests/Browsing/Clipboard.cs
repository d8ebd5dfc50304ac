namespace Gratis.Console.Tests.Browsing;

/// <summary>What a page copies. Each page keeps its own: the browser has one for every test that runs at the same time.</summary>
internal static class Clipboard
{
    /// <summary>From now on until another page is loaded.</summary>
    public static Task HoldClipboardAsync(this IPage page) =>
        page.EvaluateAsync("() => { navigator.clipboard.writeText = async text => { window.copied = text; }; }");

    public static Task<string?> CopiedAsync(this IPage page) => page.EvaluateAsync<string?>("() => window.copied ?? null");
}
