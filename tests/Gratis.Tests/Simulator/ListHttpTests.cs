using System.IO.Compression;
using System.Text;
using Gratis.Simulator;
using Gratis.Simulator.Faults;
using Gratis.Simulator.Hosting;
using Gratis.Simulator.Providers;

namespace Gratis.Tests.Simulator;

/// <summary>Lists come with the headers that real servers send, and are not sent again when nothing changed.</summary>
public sealed class ListHttpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tagged_list_is_not_sent_again_until_it_changes()
    {
        using var caller = Of("openrouter", new ModelSpec("a"), new ModelSpec("b") { From = TimeSpan.FromHours(1) });
        var first = await GetAsync(caller);
        var tag = first.Header("ETag")!;
        var again = await GetAsync(caller, ("If-None-Match", tag));
        var among = await GetAsync(caller, ("If-None-Match", $"\"other\", W/{tag}"));
        var any = await GetAsync(caller, ("If-None-Match", "*"));
        var other = await GetAsync(caller, ("If-None-Match", "\"other\""));
        caller.Time.Advance(TimeSpan.FromHours(1));
        var changed = await GetAsync(caller, ("If-None-Match", tag));

        tag.ShouldMatch("^\"[0-9a-f]{32}\"$");
        (first.Status, again.Status, among.Status, any.Status, other.Status, changed.Status).ShouldBe((200, 304, 304, 304, 200, 200));
        (again.Bytes.Length, again.Header("ETag"), again.Header("Content-Type")).ShouldBe((0, tag, null));
        first.Header("Cache-Control").ShouldBe("public, max-age=60");
        changed.Header("ETag").ShouldNotBe(tag);
        changed.Text.ShouldContain("\"b\"");
        var truth = caller.World.Truth["p"].Total;
        (truth.Lists, truth.ListsUnchanged).ShouldBe((6, 3));
    }

    [Fact]
    public async Task A_price_is_a_change_and_the_same_list_again_has_the_same_tag()
    {
        using var caller = Of("openrouter", new ModelSpec("a"));
        var free = (await GetAsync(caller)).Header("ETag");
        var paid = caller.World.Faults.Add(new FaultSpec(FaultKind.ModelPaid));
        var costly = (await GetAsync(caller)).Header("ETag");
        caller.World.Faults.Remove(paid);

        costly.ShouldNotBe(free);
        (await GetAsync(caller)).Header("ETag").ShouldBe(free);
    }

    [Fact]
    public async Task A_dated_list_is_not_sent_again_until_it_changes()
    {
        using var caller = Of("nvidia", new ModelSpec("a"), new ModelSpec("b") { From = TimeSpan.FromHours(1) });
        caller.Time.Advance(TimeSpan.FromMinutes(1));
        var first = await GetAsync(caller);
        var date = first.Header("Last-Modified")!;
        var again = await GetAsync(caller, ("If-Modified-Since", date));
        var older = await GetAsync(caller, ("If-Modified-Since", "Sat, 28 Feb 2026 00:00:00 GMT"));
        var odd = await GetAsync(caller, ("If-Modified-Since", "last week"));
        caller.Time.Advance(TimeSpan.FromHours(2));
        var changed = await GetAsync(caller, ("If-Modified-Since", date));

        date.ShouldBe("Sun, 01 Mar 2026 12:00:00 GMT");
        (first.Status, again.Status, older.Status, odd.Status, changed.Status).ShouldBe((200, 304, 200, 200, 200));
        first.Header("ETag").ShouldBeNull();
        changed.Header("Last-Modified").ShouldBe("Sun, 01 Mar 2026 14:01:00 GMT");
    }

    [Fact]
    public async Task Two_changes_within_a_second_have_two_dates()
    {
        using var caller = Of("nvidia", new ModelSpec("a"), new ModelSpec("b"));
        var first = (await GetAsync(caller)).Header("Last-Modified")!;
        caller.World.Faults.Add(new FaultSpec(FaultKind.ModelRemoved) { Model = "b" });

        (await GetAsync(caller, ("If-Modified-Since", first))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Who_sends_tag_and_date_is_judged_by_the_tag()
    {
        using var caller = Of("modelscope", new ModelSpec("a"));
        var first = await GetAsync(caller);

        (await GetAsync(caller, ("If-None-Match", "\"other\""), ("If-Modified-Since", first.Header("Last-Modified")!))).Status.ShouldBe(200);
        (await GetAsync(caller, ("If-None-Match", first.Header("ETag")!), ("If-Modified-Since", "Sat, 28 Feb 2026 00:00:00 GMT"))).Status.ShouldBe(304);
    }

    [Theory]
    [InlineData("cerebras")]
    [InlineData("siliconflow")]
    [InlineData("groq")]
    public async Task Some_lists_have_nothing_to_ask_again_with(string kind)
    {
        using var caller = Of(kind, new ModelSpec("a"));

        var list = await GetAsync(caller, ("If-None-Match", "*"), ("If-Modified-Since", "Sun, 01 Mar 2099 12:00:00 GMT"));

        (list.Status, list.Header("ETag"), list.Header("Last-Modified")).ShouldBe((200, null, null));
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("br, gzip;q=0.5", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("br", false)]
    public async Task A_list_is_packed_for_who_accepts_it(string accepted, bool packed)
    {
        using var caller = Of("openrouter", new ModelSpec("a"));
        var plain = await GetAsync(caller);

        var list = await GetAsync(caller, ("Accept-Encoding", accepted));

        list.Header("Vary").ShouldBe("Accept-Encoding");
        list.Header("Content-Encoding").ShouldBe(packed ? "gzip" : null);
        list.Header("ETag").ShouldBe(packed ? "W/" + plain.Header("ETag") : plain.Header("ETag"));
        Plain(list).ShouldBe(plain.Text);
        (await GetAsync(caller, ("Accept-Encoding", accepted), ("If-None-Match", list.Header("ETag")!))).Status.ShouldBe(304);
    }

    [Fact]
    public async Task A_refusal_is_never_a_304()
    {
        using var caller = Of("mistral", new ModelSpec("a"));
        var tag = (await GetAsync(caller)).Header("ETag")!;
        caller.Key = "wrong";

        var refused = await GetAsync(caller, ("If-None-Match", tag));

        (refused.Status, refused.Header("ETag")).ShouldBe((401, null));
    }

    [Fact]
    public async Task Sockets_carry_all_of_it()
    {
        var world = new World(TimeProvider.System, seed: 7).Add(ProviderSpec.Standard("openrouter"));
        await using var host = await SimulatorHost.StartAsync(world, cancellationToken: Cancellation);
        using var sockets = new HttpMessageInvoker(new SocketsHttpHandler());
        var url = new Uri(world.Provider("openrouter").UrlBelow(host.BaseAddress) + "/models");

        var packed = await SendAsync(("Accept-Encoding", "gzip"));
        var unchanged = await SendAsync(("If-None-Match", packed.Header("ETag")!));

        Plain(packed).ShouldContain("qwen/qwen3-coder:free");
        (unchanged.Status, unchanged.Bytes.Length).ShouldBe((304, 0));
        unchanged.Header("ETag").ShouldBe(packed.Header("ETag")![2..]);

        async Task<Answered> SendAsync((string Name, string Value) header)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
            using var response = await sockets.SendAsync(request, Cancellation);
            return await Answered.ReadAsync(response, Cancellation);
        }
    }

    private static Caller Of(string kind, params ModelSpec[] models) =>
        new(new ProviderSpec("p", kind) { Accounts = [new AccountSpec("secret-1")], Models = models });

    private static async Task<Answered> GetAsync(Caller caller, params (string Name, string Value)[] headers)
    {
        using var request = caller.Request(HttpMethod.Get, new Uri(caller.Entry.InProcessUrl + "/models"), null);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await caller.SendAsync(request, Cancellation);
        return await Answered.ReadAsync(response, Cancellation);
    }

    private static string Plain(Answered list)
    {
        if (list.Header("Content-Encoding") is null)
            return list.Text;
        using var gzip = new GZipStream(new MemoryStream(list.Bytes), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
