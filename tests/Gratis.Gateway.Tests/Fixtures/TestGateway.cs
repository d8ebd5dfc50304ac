using System.Net;
using System.Text;
using Gratis.AspNetCore.Pages;
using Gratis.Gateway.Serving;

namespace Gratis.Gateway.Tests.Fixtures;

/// <summary>A gateway in this process on a port of its own, with a folder, an environment, a clock and a terminal of its own.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private static readonly KeyValuePair<string, string> NoDiscovery = new("GRATIS__DISCOVERY__ENABLED", "false");
    private static readonly KeyValuePair<string, string> NoSecondOpinion = new("GRATIS__DISCOVERY__SECOND_OPINION", "false");

    private readonly StringWriter _terminal = new();
    private readonly bool _ownsFolder;
    private readonly GatewaySetup _setup;
    private GatewayServer? _server;
    private int _port;

    private TestGateway(GatewaySetup setup)
    {
        _ownsFolder = setup.Folder is null;
        _setup = setup;
        Folder = setup.Folder ?? Directory.CreateTempSubdirectory("gratis-http-").FullName;
        Environment = setup.Environment.Append(setup.Discovers ? NoSecondOpinion : NoDiscovery).ToDictionary();
        if (setup.DotEnv is { } dotEnv)
            File.WriteAllText(Path.Combine(Folder, ".env"), dotEnv);
        Client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            // Who hangs up hangs up at once.
            MaxResponseDrainSize = 0,
        })
        {
            Timeout = Bounded.Patience,
        };
    }

    public string Folder { get; }

    public string DataFolder => Path.Combine(Folder, "data");

    public IReadOnlyDictionary<string, string> Environment { get; }

    public SkippingTime Time { get; } = new();

    public CapturedLog Log { get; } = new();

    public string Terminal => _terminal.ToString();

    public Uri Address => _server!.Address;

    public IServiceProvider Services => _server!.Services;

    public HttpClient Client { get; }

    public static async Task<TestGateway> StartAsync(string yaml, GatewaySetup? setup = null)
    {
        var gateway = new TestGateway(setup ?? new GatewaySetup());
        (await gateway.TryStartAsync(yaml)).ShouldBeTrue(gateway.Log.Text);
        return gateway;
    }

    /// <summary>What a gateway says that must not start.</summary>
    public static async Task<string> RefusesToStartAsync(string yaml, GatewaySetup? setup = null)
    {
        await using var gateway = new TestGateway(setup ?? new GatewaySetup());
        (await gateway.TryStartAsync(yaml)).ShouldBeFalse("it has started");
        return gateway.Log.Text;
    }

    /// <summary>The same folder, a new process.</summary>
    public async Task RestartAsync(string? yaml = null)
    {
        await StopAsync();
        (await TryStartAsync(yaml ?? await File.ReadAllTextAsync(ConfigFile))).ShouldBeTrue(Log.Text);
    }

    public async Task StopAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>Changes the config file, and time until the gateway has seen it settle.</summary>
    public async Task ReloadAsync(string yaml)
    {
        await File.WriteAllTextAsync(ConfigFile, yaml);
        Time.Skip(TimeSpan.FromSeconds(3));
        Time.Skip(TimeSpan.FromSeconds(0.5));
        await Log.WaitForAsync("reloaded: version");
    }

    public Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>Posts a JSON body.</summary>
    public Task<Reply> PostAsync(string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Encoding.UTF8.GetBytes(json), headers);

    /// <summary>Asks a model one thing.</summary>
    public Task<Reply> ChatAsync(string model, params (string Name, string Value)[] headers) =>
        PostAsync(Ask.Path, Ask.Of(model), headers);

    public async Task<Reply> SendAsync(HttpMethod method, string path, byte[]? body, params (string Name, string Value)[] headers)
    {
        using var response = await Client.SendAsync(Request(method, path, body, headers));
        return await Reply.ReadAsync(response);
    }

    /// <summary>Posts and leaves the answer open; disposing it hangs up.</summary>
    public async Task<OpenReply> OpenAsync(string json, params (string Name, string Value)[] headers) =>
        new(await Client.SendAsync(Request(HttpMethod.Post, Ask.Path, Encoding.UTF8.GetBytes(json), headers), HttpCompletionOption.ResponseHeadersRead));

    public Task<OpenReply> StreamAsync(string model, params (string Name, string Value)[] headers) => OpenAsync(Ask.Streaming(model), headers);

    /// <summary>Asks again while the gateway has no place yet: what frees a place may end a moment after the client has its last byte.</summary>
    public async Task ServedSoonAsync(string model)
    {
        var began = TimeProvider.System.GetTimestamp();
        Reply reply;
        do
            reply = await ChatAsync(model);
        while (reply.Status == 429 && TimeProvider.System.GetElapsedTime(began) < Bounded.Patience);
        reply.ShouldBeServed();
    }

    public Task<RawClient> ConnectAsync() => RawClient.ConnectAsync(Address);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await StopAsync();
        await _terminal.DisposeAsync();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }

    private string ConfigFile => Path.Combine(Folder, "gratis.yaml");

    public HttpRequestMessage Request(HttpMethod method, string path, byte[]? body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(Address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (body is not null)
            request.Content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/json" } } };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue(name);
        return request;
    }

    private async Task<bool> TryStartAsync(string yaml)
    {
        await File.WriteAllTextAsync(ConfigFile, yaml);
        var around = new Surroundings(Folder, Environment, _terminal, Time, new Random(_setup.Seed), Log);
        if (_setup.WebConsole is { } webConsole)
            around = around with { WebConsole = webConsole };
        _server = await GatewayServer.StartAsync(new ServeRequest(Data: DataFolder, Port: _port, Demo: _setup.IsDemo), around, CancellationToken.None);
        if (_server is not null && _setup.KeepsPort)
            _port = Address.Port;
        return _server is not null;
    }
}

/// <summary>What surrounds a test's gateway.</summary>
internal sealed record GatewaySetup
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Its providers are asked for their models; else an upstream hears of nothing but what the test sends.</summary>
    public bool Discovers { get; init; }

    /// <summary>Simulated providers stand behind it, whatever the config says.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Started again it listens where it was, as a gateway does that somebody has open in a browser.</summary>
    public bool KeepsPort { get; init; }

    /// <summary>The text of a <c>.env</c> beside the config.</summary>
    public string? DotEnv { get; init; }

    /// <summary>The web console it carries; null: the one that was built.</summary>
    public ConsoleFiles? WebConsole { get; init; }

    /// <summary>Of two gateways on one database no two ids are the same.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>A folder that outlives the gateway; null: one of its own.</summary>
    public string? Folder { get; init; }
}
