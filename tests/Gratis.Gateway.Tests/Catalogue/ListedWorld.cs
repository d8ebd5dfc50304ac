using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Catalogue;

/// <summary>A gateway and one provider, <c>house</c>, that has nothing but a list of models, which may change.</summary>
internal sealed class ListedWorld : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Script> _answers = new();
    private volatile string _list = "";

    private ListedWorld(FakeUpstream upstream) => Upstream = upstream;

    public FakeUpstream Upstream { get; }

    public TestGateway Gateway { get; private set; } = null!;

    /// <param name="more">What else the config says.</param>
    /// <param name="models">The list at the start.</param>
    public static async Task<ListedWorld> StartAsync(string more, params Listed[] models)
    {
        var world = new ListedWorld(await FakeUpstream.StartAsync());
        world.List(models);
        world.Upstream.Otherwise = (call, response) => (call.Method == "GET"
            ? Answers.Json(200, world._list)
            : world._answers.GetValueOrDefault(call.Model, Answers.Chat("hello")))(call, response);
        world.Gateway = await TestGateway.StartAsync(world.Config(more), new GatewaySetup { Discovers = true });
        return world;
    }

    /// <summary>Two free models and a paid one.</summary>
    public static Task<ListedWorld> StartAsync() => StartAsync("", Listed.Free("maker/alpha"), Listed.Free("maker/beta"), Listed.Paid("maker/gold"));

    /// <param name="more">What else the config says.</param>
    /// <param name="house">What else it says of the provider.</param>
    public string Config(string more, string house = "") => $$"""
        auth: { admin_token: {{Owner.Token}} }
        providers: { house: { base_url: "{{Upstream.BaseUrl}}", api_key: house-key {{house}} } }
        {{more}}
        """;

    /// <summary>From now on these are the models that the provider lists.</summary>
    public void List(params Listed[] models) => _list = JsonSerializer.Serialize(new { data = models.Select(model => model.ToJson()) });

    /// <summary>From now on the provider answers so for a model.</summary>
    public void Answer(string model, Script script) => _answers[model] = script;

    /// <summary>Has the gateway look at the list again and waits for it.</summary>
    public async Task<Reply> RefreshAsync() => (await Gateway.OwnerAsync(HttpMethod.Post, "/admin/api/discovery/refresh")).ShouldBeServed();

    /// <summary>The route that serves a model's name now.</summary>
    public async Task<string?> RouteOfAsync(string model) => (await Gateway.ChatAsync(model)).ShouldBeServed()["X-Gateway-Route"];

    /// <summary>The catalogue as it is listed.</summary>
    public async Task<JsonElement[]> RowsAsync(string query = "") =>
        [.. (await Gateway.GetAsync("/v1/gateway/models" + query)).ShouldBeServed().Json.GetProperty("data").EnumerateArray()];

    public async Task<string[]> IdsAsync(string query = "") => [.. (await RowsAsync(query)).Select(row => row.GetProperty("route_id").GetString()!)];

    public async Task<JsonElement> RowAsync(string id) => (await RowsAsync()).Single(row => row.GetProperty("route_id").GetString() == id);

    /// <summary>Looks again and again until a row is as it should be: the catalogue takes up what it learns a moment later.</summary>
    public async Task<JsonElement> RowSoonAsync(string id, Func<JsonElement, bool> isReached)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var row = await RowAsync(id);
            if (isReached(row))
                return row;
            (TimeProvider.System.GetElapsedTime(began) < Bounded.Patience).ShouldBeTrue(row.ToString());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}

/// <summary>A model as the provider lists it; prices in USD per token.</summary>
internal sealed record Listed(string Id, decimal Price)
{
    public static Listed Free(string id) => new(id, 0);

    public static Listed Paid(string id) => new(id, 0.000002m);

    public object ToJson() => new
    {
        id = Id,
        name = "The " + Id,
        context_length = 32_768,
        pricing = new { prompt = Price.ToString(CultureInfo.InvariantCulture), completion = Price.ToString(CultureInfo.InvariantCulture) },
        architecture = new { input_modalities = new[] { "text" }, output_modalities = new[] { "text" } },
        supported_parameters = new[] { "tools", "max_tokens" },
    };
}
