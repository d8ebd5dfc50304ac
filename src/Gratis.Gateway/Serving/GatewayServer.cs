using Gratis.AspNetCore;
using Gratis.AspNetCore.Access;
using Gratis.AspNetCore.Status;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Hosting;

namespace Gratis.Gateway.Serving;

/// <summary>
/// The running gateway: config, books, engine and web server, put together in the order in which one may refuse to go on:
/// (1) config, (2) data folder, (3) access rules, (4) demo or real providers, (5) engine, (6) listening.
/// </summary>
internal sealed partial class GatewayServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IReadOnlyList<IAsyncDisposable> _owned;

    private GatewayServer(WebApplication app, Uri address, IReadOnlyList<IAsyncDisposable> owned)
    {
        _app = app;
        Address = address;
        _owned = owned;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    public Task WaitForShutdownAsync(CancellationToken cancel) => _app.WaitForShutdownAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        for (var i = _owned.Count - 1; i >= 0; i--)
            await _owned[i].DisposeAsync();
    }
}
