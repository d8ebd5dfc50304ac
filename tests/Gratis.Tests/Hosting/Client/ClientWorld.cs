using System.Text.Json;
using Gratis.Catalog;
using Gratis.Hosting.Client;
using Gratis.Hosting.Options;
using Gratis.Tests.Time;

namespace Gratis.Tests.Hosting.Client;

/// <summary>An embedded engine in virtual time. Its providers <c>a</c> and <c>b</c> have a chat model <c>m</c> and an embedding model <c>e</c> each.</summary>
internal sealed class ClientWorld : IDisposable
{
    public ClientWorld(Action<GratisOptions>? with = null)
    {
        Network = new ScriptedNetwork(Time, VirtualTime.Start);
        Options = OptionsOver(Http = new Doors(Network));
        with?.Invoke(Options);
        Host = new GratisHost(Options);
        Client = new GratisClient(Host);
    }

    public VirtualTime Time { get; } = new();

    public ScriptedNetwork Network { get; }

    public Doors Http { get; }

    public GratisOptions Options { get; }

    public GratisHost Host { get; }

    public GratisClient Client { get; }

    /// <summary>What the last call sent.</summary>
    public JsonElement Sent => JsonDocument.Parse(Network.Calls[^1].Body).RootElement;

    public GratisOptions OptionsOver(HttpMessageHandler http)
    {
        var options = new GratisOptions
        {
            Discovery = { Enabled = false },
            Edges = { Time = Time, Environment = _ => null, Chance = new Random(3), StaysWithCaller = true },
        };
        foreach (var id in (string[])["a", "b"])
        {
            options.Providers[id] = new ProviderOptions
            {
                BaseUrl = $"https://{id}.test/v1",
                ApiKey = $"secret-key-of-{id}",
                Models = { new ModelOptions { Id = "m", Free = true }, new ModelOptions { Id = "e", Kind = ModelKind.Embedding, Free = true } },
            };
        }

        options.Edges.UseHttp(http);
        return options;
    }

    public T Run<T>(Func<Task<T>> work) => Time.Run(work);

    public void Run(Func<Task> work) => Time.Run(work);

    public void Dispose() => Time.Run(async () => await Host.DisposeAsync());
}

/// <summary>The network as one handler: the host's first label is the provider.</summary>
internal sealed class Doors(ScriptedNetwork network) : HttpMessageHandler
{
    private readonly Dictionary<string, HttpMessageInvoker> _doors = [];

    public bool IsDisposed { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        var id = request.RequestUri!.Host.Split('.')[0];
        if (!_doors.TryGetValue(id, out var door))
        {
            var url = new Uri($"https://{id}.test/v1");
            _doors[id] = door = new HttpMessageInvoker(network.HandlerFor(new Provider { Id = id, BaseUrl = url, ChatUrl = url, Accounts = [] }));
        }

        return door.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
