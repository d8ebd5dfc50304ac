using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Gratis.Gateway.Tests.Requests;

/// <summary>A gateway with one provider whose log is looked at.</summary>
internal sealed class LogGateway : IAsyncDisposable
{
    public const string Requests = "/admin/api/requests";

    private LogGateway(FakeUpstream upstream, TestGateway gateway) => (Upstream, Gateway) = (upstream, gateway);

    public FakeUpstream Upstream { get; }

    public TestGateway Gateway { get; }

    public string LogFile => Path.Combine(Gateway.DataFolder, "requests.db");

    public static async Task<LogGateway> StartAsync(string section = "", GatewaySetup? setup = null)
    {
        var upstream = await FakeUpstream.StartAsync();
        return new LogGateway(upstream, await TestGateway.StartAsync(Config(upstream, section), setup));
    }

    public string Config(string section) => Config(Upstream, section);

    public async Task<IReadOnlyList<string>> AskAsync(int times, string model = "one/m")
    {
        var ids = new List<string>();
        for (var i = 0; i < times; i++)
            ids.Add((await Gateway.ChatAsync(model))["X-Gateway-Request-Id"]!);
        return ids;
    }

    public async Task<JsonElement> OwnerAsync(string path) => (await Gateway.OwnerAsync(HttpMethod.Get, path)).ShouldBeServed().Json;

    /// <summary>One page: ids, and what to ask for next.</summary>
    public async Task<(IReadOnlyList<string> Ids, string? Next)> PageAsync(string query)
    {
        var page = await OwnerAsync($"{Requests}?{query}");
        return ([.. page.GetProperty("requests").EnumerateArray().Select(row => row.GetProperty("id").GetString()!)], page.GetProperty("next").GetString());
    }

    /// <summary>Everything that has ended so far is on the disk.</summary>
    public ValueTask WrittenAsync() => Gateway.Services.GetRequiredService<IRequestLogStore>().FlushAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    private static string Config(FakeUpstream upstream, string section) => $$"""
        auth: { admin_token: {{Owner.Token}} }
        server: { max_attempts: 1 }
        providers:
          one: { base_url: "{{upstream.BaseUrl}}", api_key: planted-key-one, free: all, limits: { rpd: 1000, tpd: 50000 }, models: [ { id: m } ] }
        {{section}}
        """;
}
