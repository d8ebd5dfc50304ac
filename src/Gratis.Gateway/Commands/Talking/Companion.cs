using Gratis.Catalog.Facts;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Gateway.Serving;

namespace Gratis.Gateway.Commands.Talking;

/// <summary>The gateway that a command talks to: one that runs already, or one of its own in this process, for as long as it is needed.</summary>
internal sealed class Companion : IAsyncDisposable
{
    /// <summary>Whose key is used where the gateway asks for one.</summary>
    public const string KeyVariable = "GRATIS_CLIENT_KEY";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly GatewayServer? _own;
    private readonly string? _ownFolder;

    private Companion(Uri address, GatewayHealth health, string? key, GatewayServer? own = null, string? ownFolder = null) =>
        (Address, Health, Key, _own, _ownFolder) = (address, health, key, own, ownFolder);

    public Uri Address { get; }

    public GatewayHealth Health { get; }

    /// <summary>What it is asked with; null where there is no key at hand.</summary>
    public string? Key { get; }

    /// <summary>It runs in this process.</summary>
    public bool IsOwn => _own is not null;

    /// <summary>The one at the address that is named, else the one at the configured address, else one of its own; null where none can be had, and then why is told.</summary>
    public static async Task<Companion?> FindAsync(CompanionRequest request, CommandEdges edges, HttpMessageInvoker http, CancellationToken cancel)
    {
        var around = edges.Around;
        if (CatalogueReader.ReadConfig(request.Place.Config, BuiltInFacts.Load(), edges) is not { } config)
            return null;

        var key = config.Environment.Get(KeyVariable) ?? (config.Config.Auth.ClientKeys is [var first, ..] ? first.Key?.Reveal() : null);
        if (request.Url is { } named)
            return await AtAsync(named, key, edges, http, cancel);

        var server = config.Config.Server;
        if (server.Port > 0 && Doors.Of(new ListenAddress(server.Host, server.Port)) is var usual
            && await GatewayHealth.FindAsync(http, usual, Patience, around.Time, cancel) is { } running)
            return new Companion(usual, running, key);
        return await StartAsync(request, key, edges, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
            await _own.DisposeAsync();
        if (_ownFolder is not null)
            Directory.Delete(_ownFolder, recursive: true);
    }

    private static async Task<Companion?> AtAsync(string url, string? key, CommandEdges edges, HttpMessageInvoker http, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            edges.Error.WriteLine("--url must be an http or https address, such as http://127.0.0.1:8000.");
            return null;
        }

        if (await GatewayHealth.FindAsync(http, address, Patience, edges.Around.Time, cancel) is { } health)
            return new Companion(address, health, key);
        edges.Error.WriteLine($"No gateway answers at {address.GetLeftPart(UriPartial.Authority)}. Start one there with `gratis serve`, or leave out --url.");
        return null;
    }

    private static async Task<Companion?> StartAsync(CompanionRequest request, string? key, CommandEdges edges, CancellationToken cancel)
    {
        using var log = new QuietLog();
        var around = edges.Around with { Log = log, Terminal = edges.Error };
        var folder = request.IsSandbox ? Directory.CreateTempSubdirectory("gratis-").FullName : null;
        var serve = new ServeRequest(request.Place.Config, folder ?? request.Place.Data, "127.0.0.1", Port: 0, Demo: request.IsSandbox);
        if (await GatewayServer.StartAsync(serve, around, cancel) is { } own)
        {
            var isDemo = own.Services.GetRequiredService<AspNetCore.Status.GatewayStatus>().IsDemo;
            return new Companion(own.Address, new GatewayHealth(AspNetCore.Status.GatewayVersion.Text, isDemo), key, own, folder);
        }

        foreach (var reason in log.Reasons)
            edges.Error.WriteLine(reason);
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
        return null;
    }
}

/// <summary>Which gateway a command wants to talk to.</summary>
/// <param name="Place">Config and data folder.</param>
/// <param name="Url">Where one runs; null: wherever it is usually found.</param>
/// <param name="IsSandbox">One of its own is a demo in a folder that is thrown away: nobody's quota is touched by it.</param>
internal sealed record CompanionRequest(CatalogueRequest Place, string? Url = null, bool IsSandbox = false);
