using System.Net;

namespace Gratis.Gateway.Serving;

/// <summary>Where to listen.</summary>
internal sealed record ListenAddress(string Host, int Port)
{
    /// <summary>True when only this machine can reach it.</summary>
    public bool IsLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Bare, out var address) && IPAddress.IsLoopback(address));

    /// <summary>As the server takes it. It cannot pick a free port for a name, only for an address.</summary>
    public string Url => Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && Port == 0
        ? "http://127.0.0.1:0"
        : $"http://{(IPAddress.TryParse(Bare, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{Bare}]" : Host)}:{Port}";

    private string Bare => Host.Trim('[', ']');
}
