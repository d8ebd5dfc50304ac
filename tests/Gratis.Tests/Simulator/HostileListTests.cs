using System.Text;
using System.Text.Json;
using Gratis.Simulator;
using Gratis.Simulator.Faults;
using Gratis.Simulator.Hosting;
using Gratis.Simulator.Providers;

namespace Gratis.Tests.Simulator;

/// <summary>Lists as hostile as they come, through both doors, and never a call that suffers from them.</summary>
public sealed class HostileListTests
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 20_000 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_huge_list_is_ten_megabytes_and_complete_at_their_end()
    {
        using var caller = With(new FaultSpec(FaultKind.HugeBody) { On = FaultTarget.Lists });

        var list = await caller.GetAsync("/models");

        list.Bytes.Length.ShouldBe(10_000_000);
        Ids(list.Json).ShouldBe(["m1", "m2", "m3"]);
    }

    [Fact]
    public async Task An_endless_list_outlasts_every_reader()
    {
        using var caller = With(new FaultSpec(FaultKind.EndlessBody) { On = FaultTarget.Lists });
        using var response = await caller.SendAsync(HttpMethod.Get, "/models", null, Cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);

        var buffer = new byte[256 * 1024];
        var read = 0L;
        while (read < 100_000_000)
        {
            var count = await body.ReadAsync(buffer, Cancellation);
            count.ShouldBeGreaterThan(0);
            read += count;
        }

        response.Content.Headers.ContentLength.ShouldBeNull();
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    [Fact]
    public async Task A_list_may_be_a_page()
    {
        using var caller = With(new FaultSpec(FaultKind.Html) { On = FaultTarget.Lists });

        var list = await caller.GetAsync("/models");

        (list.Status, list.Header("Content-Type")).ShouldBe((200, "text/html; charset=UTF-8"));
    }

    [Theory]
    [InlineData(0, "/v1/models", "/v1/models")]
    [InlineData(2, "/v1/models/again", "/v1/models")]
    public async Task A_redirect_leads_in_a_circle(int count, string first, string second)
    {
        using var caller = With(new FaultSpec(FaultKind.CyclicRedirect) { On = FaultTarget.Lists, Count = count });

        var there = await caller.GetAsync("/models");
        var back = await caller.GetAsync(there.Header("Location")!["/v1".Length..]);

        (there.Status, there.Header("Location")).ShouldBe((302, first));
        (back.Status, back.Header("Location")).ShouldBe((302, second));
    }

    [Fact]
    public async Task A_truncated_list_ends_cleanly_in_its_middle()
    {
        using var plain = With();
        using var caller = With(new FaultSpec(FaultKind.TruncatedBody) { On = FaultTarget.Lists });

        var list = await caller.GetAsync("/models");

        list.Bytes.Length.ShouldBe((await plain.GetAsync("/models")).Bytes.Length / 2);
        Should.Throw<JsonException>(() => JsonDocument.Parse(list.Bytes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_truncated_list_whose_length_was_promised_ends_with_an_error_behind_its_half(bool sockets)
    {
        using var caller = With();
        var whole = (await caller.GetAsync("/models")).Bytes.Length;
        caller.World.Faults.Add(new FaultSpec(FaultKind.TruncatedBody) { On = FaultTarget.Lists, KeepsLength = true });
        await using var host = await SimulatorHost.StartAsync(caller.World, cancellationToken: Cancellation);
        using HttpMessageHandler door = sockets ? new SocketsHttpHandler() : new SimulatorHandler(caller.World);
        using var invoker = new HttpMessageInvoker(door);
        using var response = await invoker.SendAsync(caller.Request(HttpMethod.Get, new Uri(caller.Entry.UrlBelow(host.BaseAddress) + "/models"), null), Cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);

        var read = new MemoryStream();
        var cut = await Should.ThrowAsync<HttpIOException>(body.CopyToAsync(read, Cancellation));

        response.Content.Headers.ContentLength.ShouldBe(whole);
        cut.HttpRequestError.ShouldBe(HttpRequestError.ResponseEnded);
        read.Length.ShouldBe(whole / 2);
    }

    [Fact]
    public async Task A_flooded_list_has_a_hundred_thousand_tempting_entries_before_the_real_ones()
    {
        using var caller = With(new FaultSpec(FaultKind.FloodedList));

        var ids = Ids((await caller.GetAsync("/models")).Json);

        ids.Length.ShouldBe(100_003);
        ids.Distinct().Count().ShouldBe(100_003);
        ids[^3..].ShouldBe(["m1", "m2", "m3"]);
    }

    [Fact]
    public async Task A_nonsense_list_is_json_full_of_traps_with_the_real_entries_at_its_end()
    {
        using var caller = With(new FaultSpec(FaultKind.NonsenseList));

        var list = await caller.GetAsync("/models");

        Should.Throw<JsonException>(() => JsonDocument.Parse(list.Bytes)).Message.ShouldContain("depth");
        using var document = JsonDocument.Parse(list.Bytes, Deep);
        var entries = document.RootElement.GetProperty("data").EnumerateArray().ToArray();
        var ids = entries.Where(entry => entry.ValueKind is JsonValueKind.Object && entry.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String)
            .Select(entry => entry.GetProperty("id").GetString()!).ToArray();
        ids[^3..].ShouldBe(["m1", "m2", "m3"]);
        ids.Count(id => id == "nonsense/twice").ShouldBe(2);
        ids.ShouldContain(id => id.Length > 5000);
        ids.ShouldContain(id => id.Contains("<script>", StringComparison.Ordinal));
        ids.ShouldContain(id => id.Contains('\0'));
        ids.ShouldContain(id => id.Contains('\r'));
        entries.ShouldContain(entry => entry.ValueKind == JsonValueKind.Null);
        entries.ShouldContain(entry => Context(entry) == "-4096");
    }

    [Fact]
    public async Task A_nonsense_list_may_be_shallow_enough_for_every_parser()
    {
        using var caller = With(new FaultSpec(FaultKind.NonsenseList) { Count = 3 });

        (await caller.GetAsync("/models")).Json.GetProperty("data").EnumerateArray().Count(entry => entry.ValueKind is JsonValueKind.Object).ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task An_empty_and_a_half_list_look_like_real_ones_and_calls_go_on()
    {
        using var caller = With(new FaultSpec(FaultKind.EmptyList) { Requests = 1 }, new FaultSpec(FaultKind.HalfList) { Skip = 1, Requests = 1 });

        var empty = await caller.GetAsync("/models");
        var half = await caller.GetAsync("/models");
        var whole = await caller.GetAsync("/models");

        (empty.Status, half.Status, empty.Header("ETag") is not null).ShouldBe((200, 200, true));
        Ids(empty.Json).ShouldBeEmpty();
        Ids(half.Json).ShouldBe(["m1"]);
        Ids(whole.Json).ShouldBe(["m1", "m2", "m3"]);
        (await caller.ChatAsync("m3")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_misshapen_list_is_json_and_no_list()
    {
        using var caller = With();
        var texts = new HashSet<string>();
        for (var i = 0; i < 5; i++)
        {
            var fault = caller.World.Faults.Add(new FaultSpec(FaultKind.MisshapenList) { Count = i });
            var list = await caller.GetAsync("/models");
            caller.World.Faults.Remove(fault);

            (list.Json.ValueKind is JsonValueKind.Object && list.Json.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Array).ShouldBeFalse();
            texts.Add(list.Text);
        }

        texts.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData(FaultKind.EmptyList)]
    [InlineData(FaultKind.HalfList)]
    [InlineData(FaultKind.FloodedList)]
    [InlineData(FaultKind.NonsenseList)]
    [InlineData(FaultKind.MisshapenList)]
    public async Task What_is_about_lists_never_meets_a_call(FaultKind kind)
    {
        using var caller = With(new FaultSpec(kind) { On = FaultTarget.All, Requests = 1 });

        var answer = await caller.ChatAsync("m1");
        var list = await caller.GetAsync("/models");

        answer.Json.GetProperty("object").GetString().ShouldBe("chat.completion");
        Encoding.UTF8.GetString(list.Bytes).ShouldNotBe(Encoding.UTF8.GetString((await caller.GetAsync("/models")).Bytes));
    }

    [Theory]
    [InlineData(FaultKind.Cut, 1000)]
    [InlineData(FaultKind.TruncatedBody, 1000)]
    [InlineData(FaultKind.Gzip, 0)]
    public async Task An_endless_body_bears_other_faults_beside_it(FaultKind kind, int bytes)
    {
        using var caller = With(new FaultSpec(FaultKind.EndlessBody) { On = FaultTarget.All }, new FaultSpec(kind) { On = FaultTarget.All, Bytes = bytes });
        using var response = await caller.SendAsync(HttpMethod.Get, "/models", null, Cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);

        (await body.ReadAtLeastAsync(new byte[500], 500, cancellationToken: Cancellation)).ShouldBeGreaterThanOrEqualTo(500);
    }

    [Fact]
    public async Task Every_one_of_them_is_set_and_ended_over_http()
    {
        using var caller = With();
        foreach (var kind in new[] { "huge_body", "endless_body", "html", "cyclic_redirect", "truncated_body", "flooded_list", "nonsense_list", "empty_list", "half_list", "misshapen_list" })
        {
            var before = await caller.GetAsync("/models");
            using var added = await caller.SendAsync(
                caller.Request(HttpMethod.Post, new Uri("http://localhost/_sim/faults"), $$"""{"kind":"{{kind}}","on":"lists","provider":"p"}"""), Cancellation);
            added.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
            using (var hit = await caller.SendAsync(HttpMethod.Get, "/models", null, Cancellation))
            {
                await using var body = await hit.Content.ReadAsStreamAsync(Cancellation);
                var start = new byte[before.Bytes.Length];
                var read = await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, Cancellation);
                Encoding.UTF8.GetString(start.AsSpan(0, read)).ShouldNotBe(before.Text, kind);
            }

            using var cleared = await caller.SendAsync(caller.Request(HttpMethod.Delete, new Uri("http://localhost/_sim/faults"), null), Cancellation);
            (await caller.GetAsync("/models")).Text.ShouldBe(before.Text);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task An_endless_list_over_sockets_ends_when_the_reader_leaves()
    {
        using var caller = With(new FaultSpec(FaultKind.EndlessBody) { On = FaultTarget.Lists });
        await using var host = await SimulatorHost.StartAsync(caller.World, cancellationToken: Cancellation);
        using var sockets = new HttpMessageInvoker(new SocketsHttpHandler());
        using (var response = await sockets.SendAsync(caller.Request(HttpMethod.Get, new Uri(caller.Entry.UrlBelow(host.BaseAddress) + "/models"), null), Cancellation))
        {
            await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
            await body.ReadExactlyAsync(new byte[5_000_000], Cancellation);
        }

        caller.World.Faults.Clear();
        using var after = await sockets.SendAsync(caller.Request(HttpMethod.Get, new Uri(caller.Entry.UrlBelow(host.BaseAddress) + "/models"), null), Cancellation);
        Ids((await Answered.ReadAsync(after, Cancellation)).Json).ShouldBe(["m1", "m2", "m3"]);
    }

    private static Caller With(params FaultSpec[] faults)
    {
        var caller = new Caller(new ProviderSpec("p", "mistral")
        {
            Accounts = [new AccountSpec("secret-1")], Models = [new ModelSpec("m1"), new ModelSpec("m2"), new ModelSpec("m3")],
        });
        foreach (var fault in faults)
            caller.World.Faults.Add(fault);
        return caller;
    }

    private static string[] Ids(JsonElement list) => [.. list.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()!)];

    private static string? Context(JsonElement entry) =>
        entry.ValueKind is JsonValueKind.Object && entry.TryGetProperty("context_length", out var context) ? context.GetRawText() : null;
}
