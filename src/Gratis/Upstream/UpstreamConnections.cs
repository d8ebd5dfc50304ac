using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Gratis.Catalog;

namespace Gratis.Upstream;

/// <summary>One pooled, guarded connection set for each provider.</summary>
/// <param name="createHandler">Replaces the network where it gives a handler, which is then ours to dispose.</param>
internal sealed class UpstreamConnections(Func<Provider, HttpMessageHandler?>? createHandler = null) : IDisposable
{
    /// <summary>HTTP/1.1 upstreams take one connection for each stream in flight, so this bounds streams as well.</summary>
    private const int MaxConnectionsPerHost = 4096;

    private readonly ConcurrentDictionary<Key, HttpMessageInvoker> _invokers = new();

    /// <param name="provider">Whose connections.</param>
    /// <param name="connectTimeout">Bound of DNS, TCP and TLS where the provider names none.</param>
    public HttpMessageInvoker For(Provider provider, TimeSpan connectTimeout) =>
        _invokers.GetOrAdd(
            new Key(provider.Id, provider.BaseUrl, provider.IsLocal, provider.IsOwnersWord, provider.Patience.Connect ?? connectTimeout),
            static (key, state) => new HttpMessageInvoker(state.self.CreateHandler(state.provider, key.ConnectTimeout), disposeHandler: true),
            (self: this, provider));

    public void Dispose()
    {
        foreach (var invoker in _invokers.Values)
            invoker.Dispose();
    }

    private HttpMessageHandler CreateHandler(Provider provider, TimeSpan connectTimeout) =>
        createHandler?.Invoke(provider) ?? new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = connectTimeout,
            ConnectCallback = (context, cancel) => ConnectAsync(provider, context.DnsEndPoint, cancel),
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            MaxConnectionsPerServer = MaxConnectionsPerHost,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ActivityHeadersPropagator = null,
        };

    /// <summary>Checks the address that is really dialled: a name may resolve to something else a moment after any earlier check.</summary>
    private static async ValueTask<Stream> ConnectAsync(Provider provider, DnsEndPoint target, CancellationToken cancel)
    {
        var vouchedLoopback = provider.IsOwnersWord && AddressRule.IsLoopbackSpelling(target.Host);
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancel);
        var allowed = Array.FindAll(addresses, a => AddressRule.MayDial(a, provider.IsLocal, vouchedLoopback));
        if (allowed.Length == 0)
            throw addresses.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new AddressRefusedException(target.Host);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private readonly record struct Key(string Provider, Uri BaseUrl, bool IsLocal, bool IsOwnersWord, TimeSpan ConnectTimeout);
}
