using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Pages;

/// <summary>Which addresses are pages, and what each answers with.</summary>
internal static class SitePages
{
    // These are promised to users whatever the console is made of.
    private static readonly string[] Promised = ["/", "/chat", "/models", "/status"];

    /// <param name="files">The console; without one every page says how to get it.</param>
    /// <param name="start">The page that needs no console.</param>
    public static IEnumerable<(string Pattern, RequestDelegate Handler)> Of(ConsoleFiles files, StartPage start)
    {
        RequestDelegate page = files.Index is { } index ? new ConsoleEndpoint(index).InvokeAsync : start.InvokeAsync;
        foreach (var path in Promised.Union(files.Pages))
            yield return (path == "/" ? path : path + "/{**rest}", page);
        foreach (var asset in files.Assets)
            yield return ("/" + asset.Path, new ConsoleEndpoint(asset).InvokeAsync);
    }
}
