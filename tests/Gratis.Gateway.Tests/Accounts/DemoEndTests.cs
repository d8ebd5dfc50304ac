using System.Text;
using System.Text.Json;
using Gratis.Gateway.Serving;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Accounts;

/// <summary>The first key of a real provider ends the demo.</summary>
public sealed class DemoEndTests : IDisposable
{
    private const string Groq = "planted-key-of-groq-0000";

    private readonly string _folder = Directory.CreateTempSubdirectory("gratis-demo-").FullName;
    private readonly CapturedLog _log = new();

    [Fact]
    public async Task It_ends_with_the_first_key_stays_away_and_does_not_begin_again_at_the_next_start()
    {
        string id;
        await using (var gateway = await StartAsync())
        {
            using var client = Client(gateway);
            (await IsDemoAsync(client)).ShouldBeTrue();
            (await AccountsAsync(client)).ShouldBeEmpty("what is simulated has no keys of the owner's");
            (await ProviderAsync(client, "groq")).GetProperty("configured").GetBoolean().ShouldBeFalse();

            using var added = await client.PostAsync("/admin/api/accounts", Json($$"""{"provider":"groq","key":"{{Groq}}"}"""), Cancel);
            ((int)added.StatusCode).ShouldBe(201);
            id = JsonDocument.Parse(await added.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("id").GetString()!;

            (await IsDemoAsync(client)).ShouldBeFalse();
            (await AccountsAsync(client)).ShouldHaveSingleItem().GetProperty("health").GetProperty("state").GetString().ShouldBe("ok");
            (await ProviderAsync(client, "groq")).GetProperty("configured").GetBoolean().ShouldBeTrue();
            _log.Text.ShouldContain("Demo mode has ended");
        }

        await using (var again = await StartAsync())
        {
            using var client = Client(again);
            (await IsDemoAsync(client)).ShouldBeFalse();
            using var removed = await client.DeleteAsync(new Uri("/admin/api/accounts/" + id, UriKind.Relative), Cancel);
            ((int)removed.StatusCode).ShouldBe(204);
            (await IsDemoAsync(client)).ShouldBeFalse("whoever had a real provider is not answered by a simulation in the midst of it");
        }

        await using var last = await StartAsync();
        using var begins = Client(last);
        (await IsDemoAsync(begins)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_demo_that_was_asked_for_goes_on_and_is_given_no_real_key()
    {
        await using var gateway = await StartAsync(isForced: true);
        using var client = Client(gateway);

        using var added = await client.PostAsync("/admin/api/accounts", Json($$"""{"provider":"groq","key":"{{Groq}}"}"""), Cancel);

        ((int)added.StatusCode).ShouldBe(201);
        (await IsDemoAsync(client)).ShouldBeTrue();
        (await AccountsAsync(client)).ShouldHaveSingleItem().GetProperty("health").GetProperty("state").GetString().ShouldBe("not_in_use");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private async Task<GatewayServer> StartAsync(bool isForced = false)
    {
        var environment = new Dictionary<string, string> { ["GRATIS_ADMIN_TOKEN"] = Owner.Token, ["GRATIS__DISCOVERY__ENABLED"] = "false" };
        var around = new Surroundings(_folder, environment, TextWriter.Null, new SkippingTime(), new Random(7), _log);
        var server = await GatewayServer.StartAsync(new ServeRequest(Data: Path.Combine(_folder, "data"), Port: 0, Demo: isForced), around, Cancel);
        return server.ShouldNotBeNull(_log.Text);
    }

    private static HttpClient Client(GatewayServer gateway) =>
        new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = gateway.Address, DefaultRequestHeaders = { { "Authorization", "Bearer " + Owner.Token } } };

    private static async Task<bool> IsDemoAsync(HttpClient client)
    {
        using var health = await client.GetAsync(new Uri("/health", UriKind.Relative), Cancel);
        return health.Headers.Contains("X-Gateway-Demo");
    }

    private static Task<IReadOnlyList<JsonElement>> AccountsAsync(HttpClient client) => DataAsync(client, "/admin/api/accounts");

    private static async Task<JsonElement> ProviderAsync(HttpClient client, string id) =>
        (await DataAsync(client, "/admin/api/providers")).Single(row => row.GetProperty("id").GetString() == id);

    private static async Task<IReadOnlyList<JsonElement>> DataAsync(HttpClient client, string path) =>
        [.. JsonDocument.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), Cancel)).RootElement.GetProperty("data").EnumerateArray()];
}
