using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Gratis.Upstream.Verdicts;

/// <summary>What went wrong below HTTP, or by our own clock.</summary>
internal enum TransportFault
{
    /// <summary>No connection: DNS, TCP, TLS, a proxy in between, or an address we refuse to dial.</summary>
    Connect,

    /// <summary>A connection that was reset, closed or garbled before the answer was whole.</summary>
    Cut,

    /// <summary>One of our own deadlines passed.</summary>
    Timeout,

    /// <summary>The client went away.</summary>
    Cancelled,

    /// <summary>An answer larger, or stranger, than we are willing to read.</summary>
    Unreadable,
}

/// <summary>Reads a <see cref="TransportFault"/> off the exceptions the HTTP stack throws.</summary>
internal static class TransportFaults
{
    /// <summary>
    /// Names the fault. A cancellation counts as the client's unless a <see cref="TimeoutException"/> is inside:
    /// a caller that owns the deadline knows better and passes <see cref="TransportFault.Timeout"/> itself.
    /// </summary>
    public static TransportFault Of(Exception exception)
    {
        var cancelled = false;
        var depth = 0;
        for (var e = exception; e is not null && depth < 16; e = e.InnerException, depth++)
        {
            switch (e)
            {
                case TimeoutException:
                    return TransportFault.Timeout;
                case OperationCanceledException:
                    cancelled = true;
                    break;
                case HttpRequestException http when Of(http.HttpRequestError) is { } fault:
                    return fault;
                case HttpIOException io when Of(io.HttpRequestError) is { } fault:
                    return fault;
                case SocketException socket:
                    return Of(socket.SocketErrorCode);
                case AuthenticationException:
                    return TransportFault.Connect;
                case InvalidDataException:
                    return TransportFault.Unreadable;
                default:
                    break;
            }
        }

        return cancelled ? TransportFault.Cancelled : TransportFault.Cut;
    }

    private static TransportFault? Of(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError or HttpRequestError.UserAuthenticationError => TransportFault.Connect,
        HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError
            or HttpRequestError.VersionNegotiationError or HttpRequestError.ExtendedConnectNotSupported => TransportFault.Cut,
        HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.InvalidResponse => TransportFault.Unreadable,
        _ => null,
    };

    private static TransportFault Of(SocketError error) => error switch
    {
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.Disconnecting
            or SocketError.NotConnected or SocketError.NetworkReset => TransportFault.Cut,
        SocketError.OperationAborted => TransportFault.Cancelled,
        _ => TransportFault.Connect,
    };
}
