using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Gratis.Catalog;

namespace Gratis.Upstream;

/// <summary>One pooled, guarded connection set for each provider.</summary>
/// <param name="createHandler">Replaces the network where it gives a handler, which is then ours to dispose.</param>
internal sealed class UpstreamConnections(Func<Provider, HttpMessageHandler?>? createHandler = null) : IDisposable
{
    /// <summary>HTTP/1.1 upstreams take one connection for each stream in flight, so this bounds streams as well.</summary>
    private const int MaxConnectionsPerHost = 4096;

    private readonly ConcurrentDictionary<Key, HttpMessageInvoker> _invokers = new();
    private readonly ConditionalWeakTable<Provider, HttpMessageInvoker> _byProvider = [];

    /// <param name="provider">Whose connections.</param>
    /// <param name="connectTimeout">Bound of DNS, TCP and TLS where the provider names none.</param>
    public HttpMessageInvoker For(Provider provider, TimeSpan connectTimeout) =>
        _byProvider.TryGetValue(provider, out var known) ? known : Find(provider, connectTimeout);

    public void Dispose()
    {
        foreach (var invoker in _invokers.Values)
            invoker.Dispose();
    }

    /// <summary>A reload makes new providers; one that is dialled as before keeps its connections.</summary>
    private HttpMessageInvoker Find(Provider provider, TimeSpan connectTimeout)
    {
        var invoker = _invokers.GetOrAdd(
            new Key(provider.Id, provider.BaseUrl, provider.IsLocal, provider.IsOwnersWord, provider.Patience.Connect ?? connectTimeout),
            static (key, state) => new HttpMessageInvoker(state.self.CreateHandler(state.provider, key.ConnectTimeout), disposeHandler: true),
            (self: this, provider));
        _byProvider.AddOrUpdate(provider, invoker);
        return invoker;
    }

    private HttpMessageHandler CreateHandler(Provider provider, TimeSpan connectTimeout) =>
        createHandler?.Invoke(provider) ?? new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None, // UpstreamBody decodes, and only what is encoded.
            ConnectTimeout = connectTimeout,
            ConnectCallback = (context, cancel) => ConnectAsync(provider, context.DnsEndPoint, cancel),
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            MaxConnectionsPerServer = MaxConnectionsPerHost,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),

            // A client that hangs up frees its upstream at once; the default would read on for two seconds to save the connection.
            ResponseDrainTimeout = TimeSpan.FromMilliseconds(50),
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
