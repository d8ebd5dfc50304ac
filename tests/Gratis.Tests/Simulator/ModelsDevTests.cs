using Gratis.Simulator;
using Gratis.Simulator.Faults;
using Gratis.Simulator.Hosting;
using Gratis.Simulator.Providers;
using Gratis.Tests.Time;

namespace Gratis.Tests.Simulator;

/// <summary>Every world has a models.dev that tells of its models in that catalogue's shape.</summary>
public sealed class ModelsDevTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_describes_every_listed_model_of_every_provider_but_local_ones()
    {
        var world = World(new VirtualTime());

        var document = (await GetAsync(world)).Json;

        document.EnumerateObject().Select(provider => provider.Name).ShouldBe(["google", "p"]);
        var provider = document.GetProperty("p");
        (provider.GetProperty("id").GetString(), provider.GetProperty("env")[0].GetString(), provider.GetProperty("npm").GetString(), provider.GetProperty("api").GetString())
            .ShouldBe(("p", "P_API_KEY", "@ai-sdk/openai-compatible", "http://p.sim/v1"));
        provider.GetProperty("models").EnumerateObject().Select(model => model.Name).ShouldBe(["a/see", "paid", "vectors"]);
        var model = provider.GetProperty("models").GetProperty("a/see");
        (model.GetProperty("id").GetString(), model.GetProperty("reasoning").GetBoolean(), model.GetProperty("tool_call").GetBoolean(),
            model.GetProperty("structured_output").GetBoolean(), model.GetProperty("attachment").GetBoolean(), model.GetProperty("release_date").GetString())
            .ShouldBe(("a/see", true, false, true, true, "2026-02-03"));
        model.GetProperty("modalities").GetProperty("input").EnumerateArray().Select(one => one.GetString()).ShouldBe(["text", "image"]);
        model.GetProperty("modalities").GetProperty("output").EnumerateArray().Select(one => one.GetString()).ShouldBe(["text"]);
        (model.GetProperty("limit").GetProperty("context").GetInt32(), model.GetProperty("limit").GetProperty("output").GetInt32()).ShouldBe((1000, 100));
        (model.GetProperty("cost").GetProperty("input").GetDecimal(), model.GetProperty("cost").GetProperty("output").GetDecimal()).ShouldBe((0, 0));
        provider.GetProperty("models").GetProperty("paid").GetProperty("cost").GetProperty("output").GetDecimal().ShouldBe(2.5m);
        document.GetProperty("google").GetProperty("models").TryGetProperty("gemini-3.8-flash", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task It_follows_the_lists_in_time()
    {
        var time = new VirtualTime();
        var world = new World(time).Add(new ProviderSpec("p", "openai")
        {
            Models = [new ModelSpec("m") { Prices = [new PriceChange(TimeSpan.FromDays(1), 4, 5) { ListedAfter = TimeSpan.FromHours(6) }] }, new ModelSpec("gone") { Until = TimeSpan.FromDays(1) }],
        });
        time.Advance(TimeSpan.FromDays(1));
        Cost((await GetAsync(world)).Json).ShouldBe(0);
        time.Advance(TimeSpan.FromHours(6));

        var document = (await GetAsync(world)).Json;

        Cost(document).ShouldBe(4);
        document.GetProperty("p").GetProperty("models").TryGetProperty("gone", out _).ShouldBeFalse();

        static decimal Cost(System.Text.Json.JsonElement document) =>
            document.GetProperty("p").GetProperty("models").GetProperty("m").GetProperty("cost").GetProperty("input").GetDecimal();
    }

    [Fact]
    public async Task It_is_tagged_counted_and_kept_in_the_journal()
    {
        var world = World(new VirtualTime());
        var first = await GetAsync(world);

        var again = await GetAsync(world, first.Header("ETag"));

        (first.Header("Cache-Control"), again.Status).ShouldBe(("public, max-age=0, must-revalidate", 304));
        world.Truth.ModelsDevReads.ShouldBe(2);
        world.Truth.Providers.ShouldAllBe(provider => provider.Total.Lists == 0 && provider.Total.Received == 0);
        world.Journal.Entries.Select(entry => (entry.Provider, entry.Path)).Distinct().ShouldBe([("models.dev", "/api.json")]);
        (await GetAsync(world, path: "/nothing")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task It_breaks_like_any_list()
    {
        var world = World(new VirtualTime());
        world.Faults.Add(new FaultSpec(FaultKind.HalfList) { Provider = "models.dev", Requests = 1 });
        world.Faults.Add(new FaultSpec(FaultKind.NonsenseList) { Provider = "models.dev", Count = 2, Skip = 1, Requests = 1 });
        world.Faults.Add(new FaultSpec(FaultKind.RefuseConnection) { Provider = "models.dev", On = FaultTarget.Lists, Skip = 2 });

        var half = (await GetAsync(world)).Json;
        var nonsense = (await GetAsync(world)).Json;

        half.GetProperty("p").GetProperty("models").EnumerateObject().Select(model => model.Name).ShouldBe(["a/see"]);
        nonsense.GetProperty("hostile").GetProperty("models").EnumerateObject().Count().ShouldBeGreaterThan(20);
        nonsense.GetProperty("p").GetProperty("models").EnumerateObject().Count().ShouldBe(3);
        await Should.ThrowAsync<HttpRequestException>(GetAsync(world));
    }

    [Fact]
    public async Task It_is_reached_over_sockets_and_its_name_is_taken()
    {
        var world = World(TimeProvider.System);
        await using var host = await SimulatorHost.StartAsync(world, cancellationToken: Cancellation);
        using var sockets = new HttpMessageInvoker(new SocketsHttpHandler());
        using var response = await sockets.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(host.BaseAddress, "/models.dev/api.json")), Cancellation);

        (await Answered.ReadAsync(response, Cancellation)).Json.TryGetProperty("google", out _).ShouldBeTrue();
        Should.Throw<ArgumentException>(() => world.Add(new ProviderSpec("models.dev", "openai"))).Message.ShouldContain("call the provider otherwise");
    }

    private static World World(TimeProvider time) => new World(time, seed: 7)
        .Add(new ProviderSpec("p", "openai")
        {
            Models =
            [
                new ModelSpec("a/see") { Vision = true, Reasoning = true, Tools = false, Context = 1000, MaxOutput = 100, Released = new DateOnly(2026, 2, 3) },
                new ModelSpec("paid") { OutputPrice = 2.5m }, new ModelSpec("vectors") { Kind = ModelKind.Embedding }, new ModelSpec("hidden") { Listed = false },
            ],
        })
        .Add(ProviderSpec.Standard("gemini"))
        .Add(ProviderSpec.Standard("ollama"));

    private static async Task<Answered> GetAsync(World world, string? tag = null, string path = "/api.json")
    {
        using var door = new HttpMessageInvoker(new SimulatorHandler(world));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://models.dev.sim" + path);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var response = await door.SendAsync(request, Cancellation);
        return await Answered.ReadAsync(response, Cancellation);
    }
}
