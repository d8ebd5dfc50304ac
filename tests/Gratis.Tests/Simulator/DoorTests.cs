using System.Net.Http.Headers;
using System.Text;
using Gratis.Simulator;
using Gratis.Simulator.Faults;
using Gratis.Simulator.Hosting;
using Gratis.Simulator.Providers;

namespace Gratis.Tests.Simulator;

/// <summary>Both doors show the same world. Over sockets the clock is real, so nothing here waits for it.</summary>
public sealed class DoorTests
{
    private const string Plain = """{"model":"openai/gpt-oss-20b","messages":[{"role":"user","content":"hello"}]}""";
    private const string Streaming = """{"model":"openai/gpt-oss-20b","stream":true,"messages":[{"role":"user","content":"hello"}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Plain)]
    [InlineData(Streaming)]
    public async Task Sockets_carry_the_same_bytes_and_headers_as_the_handler(string body)
    {
        await using var host = await SimulatorHost.StartAsync(World(), cancellationToken: Cancellation);
        using var inProcess = new HttpMessageInvoker(new SimulatorHandler(World()));
        using var sockets = new HttpMessageInvoker(new SocketsHttpHandler());

        var near = await Answered.ReadAsync(await inProcess.SendAsync(Chat(host.World.Provider("groq").InProcessUrl, body), Cancellation), Cancellation);
        var prefixed = await Answered.ReadAsync(await inProcess.SendAsync(Chat(host.World.Provider("groq").UrlBelow(new Uri("http://anything")), body), Cancellation), Cancellation);
        var far = await Answered.ReadAsync(await sockets.SendAsync(Chat(host.World.Provider("groq").UrlBelow(host.BaseAddress), body), Cancellation), Cancellation);

        Steady(far.Text).ShouldBe(Steady(near.Text));
        Steady(prefixed.Text).ShouldBe(Steady(near.Text).Replace("00000001", "00000002", StringComparison.Ordinal));
        far.Headers.Keys.Where(name => name.StartsWith("x-", StringComparison.OrdinalIgnoreCase)).Order()
            .ShouldBe(near.Headers.Keys.Where(name => name.StartsWith("x-", StringComparison.OrdinalIgnoreCase)).Order());
        far.Header("Content-Type").ShouldBe(near.Header("Content-Type"));
        host.World.Truth["groq"].Total.OutputTokens.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cut_arrives_with_exactly_its_bytes(bool stream)
    {
        await using var host = await StartAsync(new FaultSpec(FaultKind.Cut) { Bytes = 100 });
        using var sockets = new HttpMessageInvoker(new SocketsHttpHandler());
        using var response = await sockets.SendAsync(Chat(Url(host), stream ? Streaming : Plain), Cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);

        var read = new MemoryStream();
        var cut = await Should.ThrowAsync<HttpIOException>(body.CopyToAsync(read, Cancellation));

        cut.HttpRequestError.ShouldBe(HttpRequestError.ResponseEnded);
        read.Length.ShouldBe(100);
    }

    [Fact]
    public async Task Bad_framing_is_an_invalid_response()
    {
        await using var host = await StartAsync(new FaultSpec(FaultKind.BadFraming) { Count = 2 });
        using var sockets = new HttpMessageInvoker(new SocketsHttpHandler());
        using var response = await sockets.SendAsync(Chat(Url(host), Streaming), Cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);

        var read = new MemoryStream();
        (await Should.ThrowAsync<HttpIOException>(body.CopyToAsync(read, Cancellation))).HttpRequestError.ShouldBe(HttpRequestError.InvalidResponse);
        read.Length.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(FaultKind.ResetConnection)]
    [InlineData(FaultKind.RefuseConnection)]
    public async Task A_dead_connection_gives_no_answer(FaultKind kind)
    {
        await using var host = await StartAsync(new FaultSpec(kind));
        using var sockets = new HttpMessageInvoker(new SocketsHttpHandler());

        await Should.ThrowAsync<HttpRequestException>(sockets.SendAsync(Chat(Url(host), Plain), Cancellation));

        host.World.Truth["groq"].Total.Accepted.ShouldBe(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stalled_stream_ends_when_the_client_leaves_and_the_world_notes_it()
    {
        await using var host = await StartAsync(new FaultSpec(FaultKind.Stall) { Count = 1 });
        using var sockets = new HttpMessageInvoker(new SocketsHttpHandler());
        using (var response = await sockets.SendAsync(Chat(Url(host), Streaming), Cancellation))
        {
            await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
            (await body.ReadAsync(new byte[16], Cancellation)).ShouldBeGreaterThan(0);
            host.World.Truth["groq"].Total.InFlight.ShouldBe(1);
        }

        // The socket tells the server in its own time; the test's own time limit is the only clock here.
        while (host.World.Truth["groq"].Total.InFlight > 0)
            await Task.Yield();
        host.World.Truth["groq"].Total.Cancelled.ShouldBe(1);
    }

    [Fact]
    public async Task A_stalled_stream_does_not_hold_up_the_end_of_the_host()
    {
        var host = await StartAsync(new FaultSpec(FaultKind.Stall));
        using var sockets = new HttpMessageInvoker(new SocketsHttpHandler());
        using var response = await sockets.SendAsync(Chat(Url(host), Streaming), Cancellation);

        await host.DisposeAsync();

        host.World.Truth["groq"].Total.Received.ShouldBe(1);
    }

    [Fact]
    public async Task Odd_bodies_survive_the_way_over_sockets()
    {
        await using var host = await StartAsync();
        using var sockets = new HttpMessageInvoker(new SocketsHttpHandler());
        const string Odd = "{ \"model\" :\t\"openai/gpt-oss-20b\", \"messages\":[{\"role\":\"user\",\"content\":\"\\u00e9 é\"}] }";

        using var response = await sockets.SendAsync(Chat(Url(host), Odd), Cancellation);

        host.World.Journal.Entries.ShouldHaveSingleItem().Body.ToArray().ShouldBe(Encoding.UTF8.GetBytes(Odd));
    }

    [Fact]
    public async Task The_world_is_steered_and_read_over_http()
    {
        await using var host = await StartAsync();
        using var sockets = new HttpMessageInvoker(new SocketsHttpHandler());

        var added = await DeskAsync(HttpMethod.Post, "faults", """{"kind":"status","status":503,"provider":"groq","requests":1}""");
        var failed = await Answered.ReadAsync(await sockets.SendAsync(Chat(Url(host), Plain), Cancellation), Cancellation);
        var wrong = await DeskAsync(HttpMethod.Post, "faults", """{"kind":"status","statsu":503}""");
        var listed = await DeskAsync(HttpMethod.Get, "faults", null);
        var truth = await DeskAsync(HttpMethod.Get, "truth", null);
        var removed = await DeskAsync(HttpMethod.Delete, "faults/" + added.Json.GetProperty("id").GetString(), null);
        var cleared = await DeskAsync(HttpMethod.Delete, "faults", null);
        var providers = await DeskAsync(HttpMethod.Get, "providers", null);

        added.Status.ShouldBe(201);
        failed.Status.ShouldBe(503);
        wrong.Status.ShouldBe(400);
        wrong.Text.ShouldContain("'statsu'");
        listed.Json[0].GetProperty("kind").GetString().ShouldBe("status");
        var total = truth.Json.GetProperty("providers").GetProperty("groq").GetProperty("total");
        total.GetProperty("received").GetInt32().ShouldBe(1);
        total.GetProperty("broken").GetInt32().ShouldBe(1);
        (removed.Status, cleared.Status).ShouldBe((204, 204));
        host.World.Faults.All.ShouldBeEmpty();
        providers.Json[0].GetProperty("base_path").GetString().ShouldBe("/groq/openai/v1");
        (await DeskAsync(HttpMethod.Get, "nothing", null)).Status.ShouldBe(404);

        async Task<Answered> DeskAsync(HttpMethod method, string path, string? body)
        {
            using var request = new HttpRequestMessage(method, new Uri(host.BaseAddress, "/_sim/" + path));
            if (body is not null)
                request.Content = new StringContent(body);
            using var response = await sockets.SendAsync(request, Cancellation);
            return await Answered.ReadAsync(response, Cancellation);
        }
    }

    [Fact]
    public async Task A_path_of_nobody_says_who_there_is()
    {
        using var inProcess = new HttpMessageInvoker(new SimulatorHandler(World()));

        using var response = await inProcess.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://localhost/nobody/v1/models"), Cancellation);

        ((int)response.StatusCode).ShouldBe(404);
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldContain("/groq/openai/v1");
    }

    private static World World() => new World(TimeProvider.System, seed: 7).Add(ProviderSpec.Standard("groq", null, "secret-1"));

    private static async Task<SimulatorHost> StartAsync(params FaultSpec[] faults)
    {
        var world = World();
        foreach (var fault in faults)
            world.Faults.Add(fault);
        return await SimulatorHost.StartAsync(world, cancellationToken: Cancellation);
    }

    private static Uri Url(SimulatorHost host) => host.World.Provider("groq").UrlBelow(host.BaseAddress);

    private static HttpRequestMessage Chat(Uri baseUrl, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, baseUrl + "/chat/completions") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "secret-1");
        return request;
    }

    // Two worlds answer in different seconds.
    private static string Steady(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\"created\":\\d+", "\"created\":0");
}
