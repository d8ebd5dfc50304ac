namespace Gratis.Gateway.Configuration.Checks;

/// <summary>Names the server listens on and answers to.</summary>
internal static class ServerChecks
{
    public static void Run(CheckContext context)
    {
        if (!IsHost(context.Config.Server.Host))
            context.Problems.Error(context.At("server", "host"), "server.host", "must be an IP address or a host name.");
        foreach (var (host, path, at) in context.Texts("server", "allowed_hosts"))
            if (!IsHost(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host))
                context.Problems.Error(at, path, "must be a host name without scheme and port, such as gateway.example or *.example.");
        foreach (var (origin, path, at) in context.Texts("server", "allowed_origins"))
            if (!IsOrigin(origin))
                context.Problems.Error(at, path, "must be an origin without a path, such as https://app.example.");
    }

    private static bool IsHost(string host) => Uri.CheckHostName(host) != UriHostNameType.Unknown;

    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri is { Host.Length: > 0, UserInfo: "", Query: "", Fragment: "", AbsolutePath: "" or "/" }
        && !origin.EndsWith('/');
}
