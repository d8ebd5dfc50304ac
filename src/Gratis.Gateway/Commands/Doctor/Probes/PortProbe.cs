using System.Net;
using System.Net.Sockets;
using Gratis.Gateway.Commands.Doctor.Facts;
using Gratis.Gateway.Commands.Talking;
using Gratis.Gateway.Serving;

namespace Gratis.Gateway.Commands.Doctor.Probes;

/// <summary>Finds out who is at the address on which the gateway would listen.</summary>
internal static class PortProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task<PortFacts> LookAsync(ListenAddress address, TimeProvider time, CancellationToken cancel)
    {
        if (address.Port == 0)
            return new PortFacts(address, PortState.Free);
        using (var http = Doors.Open())
        {
            if (await GatewayHealth.FindAsync(http, Doors.Of(address), Patience, time, cancel) is { } health)
                return new PortFacts(address, PortState.Ours, $"version {health.Version}{(health.IsDemo ? ", in demo mode" : "")}");
        }

        return await TryListenAsync(address, cancel);
    }

    private static async Task<PortFacts> TryListenAsync(ListenAddress address, CancellationToken cancel)
    {
        try
        {
            foreach (var ip in await Dns.GetHostAddressesAsync(address.Host.Trim('[', ']'), cancel))
            {
                using var listener = new TcpListener(ip, address.Port) { ExclusiveAddressUse = true };
                listener.Start();
            }

            return new PortFacts(address, PortState.Free);
        }
        catch (SocketException refused)
        {
            return new PortFacts(address, refused.SocketErrorCode == SocketError.AddressAlreadyInUse ? PortState.Taken : PortState.Unusable, refused.Message);
        }
    }
}
