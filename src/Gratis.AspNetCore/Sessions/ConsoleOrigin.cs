using Microsoft.AspNetCore.Http;

namespace Gratis.AspNetCore.Sessions;

/// <summary>Where the console is for the browser that asks. Behind a proxy that ends TLS only the browser knows: the origin of its page says it.</summary>
internal static class ConsoleOrigin
{
    public static string Of(HttpRequest request) => $"{(IsSecure(request) ? Uri.UriSchemeHttps : request.Scheme)}://{request.Host}";

    public static bool IsSecure(HttpRequest request) => request.IsHttps
        || (Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
            && origin.Scheme == Uri.UriSchemeHttps
            && origin.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
