using System.Net;
using Gratis.Gateway.Serving;

namespace Gratis.Gateway.Commands.Talking;

/// <summary>Connections to a gateway, and where a configured one would be found.</summary>
internal static class Doors
{
    private static readonly TimeSpan Connect = TimeSpan.FromSeconds(5);

    /// <summary>Connections of their own. A gateway answers for as long as it likes: whoever asks sets the deadline.</summary>
    /// <param name="most">How many at once.</param>
    public static HttpMessageInvoker Open(int most = 4) => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,

            // A gateway is nearly always this machine's own, and a proxy for the rest of the world does not lead there.
            UseProxy = false,
            ConnectTimeout = Connect,
            MaxConnectionsPerServer = most,

            // Who stops an answer wants it stopped upstream too, at once.
            ResponseDrainTimeout = TimeSpan.FromMilliseconds(50),
        },
        disposeHandler: true);

    /// <summary>Where this machine finds a gateway that listens there: one that listens everywhere is found at loopback.</summary>
    public static Uri Of(ListenAddress address) => IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
        ? new Uri((address with { Host = ip.Equals(IPAddress.Any) ? "127.0.0.1" : "::1" }).Url)
        : new Uri(address.Url);
}
