using Gratis.Catalog;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Hosting.Catalogue;
using Microsoft.Extensions.DependencyInjection;

namespace Gratis.Gateway.Tests.Commands;

/// <summary>A gateway that found its models in the list of an upstream.</summary>
internal sealed class ListedWorld : IAsyncDisposable
{
    public const string FreeRoute = "mine/acme/swift-coder-30b";
    public const string PaidRoute = "mine/acme/grand-400b";

    private const string Free = """{"id":"acme/swift-coder-30b","name":"Swift Coder","context_length":65536,"pricing":{"prompt":"0","completion":"0"},"supported_parameters":["tools"]}""";
    private const string Paid = """{"id":"acme/grand-400b","context_length":131072,"pricing":{"prompt":"0.000002","completion":"0.000006"}}""";
    private const string New = """{"id":"acme/brand-new-8b","pricing":{"prompt":"0","completion":"0"}}""";

    private ListedWorld(FakeUpstream upstream, TestGateway gateway) => (Upstream, Gateway) = (upstream, gateway);

    public FakeUpstream Upstream { get; }

    public TestGateway Gateway { get; }

    public CatalogSnapshot Catalogue => Gateway.Services.GetRequiredService<CatalogKeeper>().Current;

    public OwnerEdits Owner => Gateway.Services.GetRequiredService<OwnerEdits>();

    /// <param name="provider">More keys of the provider, as <c>free: none</c>.</param>
    /// <param name="more">More sections of the config.</param>
    public static async Task<ListedWorld> StartAsync(string provider = "", string more = "")
    {
        var upstream = await FakeUpstream.StartAsync();
        upstream.Otherwise = Lists(Free, Paid);
        var yaml = $$"""
            providers:
              mine: { base_url: "{{upstream.BaseUrl}}", api_key: planted-key-of-mine{{(provider.Length > 0 ? ", " + provider : "")}} }
            {{more}}
            """;
        return new ListedWorld(upstream, await TestGateway.StartAsync(yaml, new GatewaySetup { Discovers = true }));
    }

    /// <summary>One more model is in the list from now on.</summary>
    public void ListMore() => Upstream.Otherwise = Lists(Free, Paid, New);

    public Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.InAsync(Gateway, arguments);

    /// <summary>Every file of the data folder with what is in it.</summary>
    public IReadOnlyDictionary<string, (string Bytes, DateTime Changed)> Files() => Directory.EnumerateFiles(Gateway.DataFolder)
        .ToDictionary(file => Path.GetFileName(file), file => (Convert.ToHexString(File.ReadAllBytes(file)), File.GetLastWriteTimeUtc(file)));

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    private static Script Lists(params string[] models) => (call, response) =>
        (call.Method == "GET" ? Answers.Json(200, $$"""{"data":[{{string.Join(',', models)}}]}""") : Answers.Chat("hello"))(call, response);
}
