using System.Net;
using System.Net.Sockets;
using System.Text;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Hosting;
using Gratis.Simulator;
using Gratis.Simulator.Accounting;
using Gratis.Simulator.Hosting;
using Gratis.Simulator.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gratis.Gateway.Tests.Faults;

/// <summary>A gateway before a simulated world in which every cell of the matrix has a faulty provider, and one good provider stands behind them all.</summary>
public sealed class FaultWorld : IAsyncLifetime
{
    private const string Model = "m";

    private readonly World _world = new(TimeProvider.System);

    // Bound, so that nobody else gets the port, and never listening.
    private readonly Socket _deaf = new(SocketType.Stream, ProtocolType.Tcp);
    private SimulatorHost _host = null!;
    private string _goodWords = "";

    internal TestGateway Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Add("good", "openai", "s3cr3t-good");
        foreach (var cell in FaultTable.Cells)
        {
            Add(cell.Provider, cell.Fault.Kind, cell.Key);
            _world.Faults.Add(cell.Fault.Spec with { Provider = cell.Provider });
        }

        _host = await SimulatorHost.StartAsync(_world);
        Gateway = await TestGateway.StartAsync(Config());
        _goodWords = (await Gateway.ChatAsync("good/m")).ShouldBeServed().Json.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
        _goodWords.ShouldStartWith("good/m heard");
    }

    /// <summary>Asks the cell's pool: its faulty provider first, then the good one.</summary>
    internal async Task<Received> AskAsync(FaultCell cell)
    {
        using var patience = new CancellationTokenSource(Bounded.Patience, TimeProvider.System);
        var json = cell.IsStream ? Ask.Streaming(cell.Pool) : Ask.Of(cell.Pool);
        using var request = Gateway.Request(HttpMethod.Post, Ask.Path, Encoding.UTF8.GetBytes(json));
        using var response = await Gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        return await Received.ReadAsync(response, patience.Token);
    }

    /// <summary>What a provider really counted.</summary>
    internal Counts Truth(string provider) => _world.Truth[provider].Total;

    /// <summary>What a provider answers when nothing is wrong with it.</summary>
    internal string WordsOf(string provider) => provider + _goodWords["good".Length..];

    /// <summary>Whatever came before: the next client is served at once, no place stays taken, no upstream call stays open, and nothing is logged as an error.</summary>
    internal async Task ShouldBeAsNewAsync()
    {
        var engine = Gateway.Services.GetRequiredService<GratisEngine>();
        var began = TimeProvider.System.GetTimestamp();
        do
            (await Gateway.ChatAsync("good/m")).ShouldBeServed();
        while ((engine.InFlight > 0 || Running() > 0) && TimeProvider.System.GetElapsedTime(began) < Bounded.Patience);

        engine.InFlight.ShouldBe(0, "places that are still taken");
        Running().ShouldBe(0, "upstream calls that are still open");
        Gateway.Log.Lines.Where(line => line.Level >= LogLevel.Error).ShouldBeEmpty();
        Gateway.Log.Text.ShouldNotContain("s3cr3t");
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _host.DisposeAsync();
        _deaf.Dispose();
    }

    private long Running() => _world.Truth.Providers.Sum(provider => provider.Total.InFlight);

    private void Add(string id, string kind, string key) => _world.Add(new ProviderSpec(id, kind)
    {
        Accounts = [new AccountSpec(key)],
        Models = [new ModelSpec(Model) { Words = 60 }],
    });

    private string UrlOf(string id) => _world.Provider(id).UrlBelow(_host.BaseAddress).ToString();

    private string Config()
    {
        var yaml = new StringBuilder("server: { max_answer_bytes: 1000000, stream_keep_alive_seconds: 60 }\nproviders:\n");
        Describe(yaml, "good", UrlOf("good"), "s3cr3t-good", "", context: 131072);
        foreach (var cell in FaultTable.Cells)
        {
            var patience = cell.Fault.Impatient ? "connect_timeout_seconds: 0.5, first_token_timeout_seconds: 0.5, idle_timeout_seconds: 0.4, request_timeout_seconds: 0.5, " : "";
            var url = cell.Fault.Door switch
            {
                Door.Closed => $"http://{_deaf.LocalEndPoint}/v1",
                Door.WithoutTls => UrlOf(cell.Provider).Replace("http:", "https:", StringComparison.Ordinal),
                _ => UrlOf(cell.Provider),
            };
            Describe(yaml, cell.Provider, url, cell.Key, patience, context: 32768);
        }

        yaml.Append("pools:\n");
        foreach (var cell in FaultTable.Cells)
            yaml.Append($"  {cell.Pool}: {{ strategy: priority, targets: [ {{ model: {cell.Provider}/{Model} }}, {{ model: good/{Model} }} ] }}\n");
        return yaml.ToString();
    }

    // A refusal for length is passed on only to a larger window.
    private static void Describe(StringBuilder yaml, string id, string url, string key, string patience, int context) => yaml.Append(
        $"  {id}: {{ base_url: \"{url}\", api_key: {key}, {patience}models: [ {{ id: {Model}, context: {context} }} ] }}\n");
}
