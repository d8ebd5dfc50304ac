namespace Gratis.Upstream;

/// <summary>
/// Content networks answer 403 to the default names of HTTP libraries, which makes a provider vanish.
/// A product's own name is passed on; a library's, or none, becomes ours.
/// </summary>
internal static class UserAgentPolicy
{
    private static readonly string[] Libraries =
    [
        "python-urllib", "python-requests", "python-httpx", "aiohttp", "go-http-client", "java", "okhttp", "libwww-perl",
        "ruby", "php", "node-fetch", "node", "axios", "apache-httpclient", "guzzle", "undici",
    ];

    public static string Choose(string? providers, string? clients, string ours) =>
        providers ?? (string.IsNullOrWhiteSpace(clients) || IsLibrary(clients) ? ours : clients);

    private static bool IsLibrary(string userAgent)
    {
        foreach (var library in Libraries)
        {
            if (userAgent.StartsWith(library, StringComparison.OrdinalIgnoreCase)
                && (userAgent.Length == library.Length || userAgent[library.Length] is '/' or ' '))
                return true;
        }

        return false;
    }
}
