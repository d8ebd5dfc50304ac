using System.Net.Sockets;
using System.Security.Authentication;
using Gratis.Gateway.Commands.Doctor.Facts;
using Gratis.Upstream;
using Gratis.Upstream.Verdicts;

namespace Gratis.Gateway.Commands.Doctor.Probes;

/// <summary>On which step of the way to a provider it failed: name, connection, TLS, answer.</summary>
internal static class FaultWords
{
    private const int Deepest = 16;

    /// <summary>What happened and what to do; null for what is no fault of the network.</summary>
    public static Fault? Of(Exception fault, bool isTimeout, TimeSpan patience, string provider)
    {
        if (fault is not (HttpRequestException or IOException or OperationCanceledException or SocketException))
            return null;

        var depth = 0;
        for (var inner = fault; inner is not null && depth < Deepest; inner = inner.InnerException, depth++)
        {
            switch (inner)
            {
                case AddressRefusedException refused:
                    return new Fault(refused.Message.Split(". ")[0], $"If this is your own server, set providers.{provider}.local: true.");
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery }:
                    return new Fault("its name cannot be resolved (DNS)", $"Look at the spelling of providers.{provider}.base_url, and at this machine's DNS.");
                case AuthenticationException or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                    return new Fault(
                        $"no secure connection (TLS): {Words(fault)}", "Look at this machine's clock and its certificates (ca-certificates), and whether something in between opens connections.");
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return new Fault("nobody listens there: the connection is refused (TCP)", $"Look at the port of providers.{provider}.base_url, and whether the server runs.");
                case SocketException { SocketErrorCode: SocketError.NetworkUnreachable or SocketError.HostUnreachable }:
                    return new Fault("no way leads there (TCP)", "Look at this machine's network and its firewall.");
            }
        }

        return isTimeout || fault is OperationCanceledException || TransportFaults.Of(fault) is TransportFault.Timeout
            ? new Fault(FormattableString.Invariant($"no answer within {patience.TotalSeconds:0} s"), "Look at this machine's network and its firewall; the provider's status page may know more.")
            : new Fault(Words(fault), "Try again; the provider's status page may know more.");
    }

    private static string Words(Exception fault) => (Classifier.JudgeFault(fault).Detail ?? "the connection broke").TrimEnd('.');
}
