using System.Text;
using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Accounts;

/// <summary>A gateway before a provider whose keys its owner adds.</summary>
internal sealed class AccountsWorld : IAsyncDisposable
{
    public const string Path = "/admin/api/accounts";
    public const string First = "planted-key-one-1111";
    public const string Second = "planted-key-two-2222";
    public const string Third = "planted-key-six-3333";

    private const string Models = "models: [ { id: m, free: true }, { id: dear, free: false } ]";

    private AccountsWorld(KeyedUpstream upstream, TestGateway gateway) => (Upstream, Gateway) = (upstream, gateway);

    public KeyedUpstream Upstream { get; }

    public TestGateway Gateway { get; }

    public string KeyFolder => System.IO.Path.Combine(Gateway.DataFolder, "keys");

    /// <param name="provider">More of the provider's config.</param>
    /// <param name="discovers">Its models are those of its list; else those of the config.</param>
    /// <param name="environment">Variables.</param>
    public static async Task<AccountsWorld> StartAsync(string provider = "", bool discovers = false, params (string Name, string Value)[] environment)
    {
        var upstream = await KeyedUpstream.StartAsync(First, Second, Third);
        var more = string.Join(", ", new[] { provider, discovers ? "" : Models }.Where(text => text.Length > 0));
        var yaml = $$"""
            auth: { admin_token: {{Owner.Token}} }
            providers:
              mine: { base_url: "{{upstream.BaseUrl}}"{{(more.Length > 0 ? ", " + more : "")}} }
            """;
        var setup = new GatewaySetup { Discovers = discovers, Environment = environment.ToDictionary(one => one.Name, one => one.Value) };
        return new AccountsWorld(upstream, await TestGateway.StartAsync(yaml, setup));
    }

    public Task<Reply> OwnerAsync(HttpMethod method, string path = "", string? json = null) => Gateway.OwnerAsync(method, Path + path, json);

    /// <summary>Adds a key of the provider and returns the account.</summary>
    public async Task<JsonElement> AddAsync(string key, string label = "mine")
    {
        var added = await OwnerAsync(HttpMethod.Post, json: $$"""{"provider":"mine","key":"{{key}}","label":"{{label}}"}""");
        added.Status.ShouldBe(201, added.Text);
        return added.Json;
    }

    public async Task<IReadOnlyList<JsonElement>> ListAsync(string query = "") =>
        [.. (await OwnerAsync(HttpMethod.Get, query)).ShouldBeServed().Json.GetProperty("data").EnumerateArray()];

    public async Task<string> StateAsync(string id) => StateOf((await ListAsync()).Single(account => IdOf(account) == id));

    public static string IdOf(JsonElement account) => account.GetProperty("id").GetString()!;

    public static string StateOf(JsonElement account) => account.GetProperty("health").GetProperty("state").GetString()!;

    /// <summary>No file, no log line and no answer of the admin API has a key in it.</summary>
    public async Task ShouldKeepSecretAsync(params string[] keys)
    {
        var listed = await OwnerAsync(HttpMethod.Get);
        await Gateway.StopAsync();
        foreach (var key in keys)
        {
            listed.Text.ShouldNotContain(key);
            Gateway.Log.Text.ShouldNotContain(key);
            foreach (var file in Directory.EnumerateFiles(Gateway.DataFolder, "*", SearchOption.AllDirectories))
            {
                var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
                bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(key)).ShouldBe(-1, file);
                bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(key)))).ShouldBe(-1, file);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}
