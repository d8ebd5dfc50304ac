using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Gratis.Simulator.Faults;
using Gratis.Simulator.Providers;

namespace Gratis.Tests.Simulator;

/// <summary>Every fault does what its name says, and nothing else happens without one.</summary>
public sealed class FaultTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Latency_holds_back_the_headers()
    {
        using var caller = With(new FaultSpec(FaultKind.Latency) { Delay = Second });

        var answer = caller.ChatAsync("m1");
        answer.IsCompleted.ShouldBeFalse();
        caller.Time.Advance(Second);

        (await answer).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cut_breaks_the_connection_at_its_byte(bool stream)
    {
        using var caller = With(new FaultSpec(FaultKind.Cut) { Bytes = 100 });
        using var response = await caller.SendAsync(HttpMethod.Post, "/chat/completions", stream ? Streaming : Plain, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        var read = new MemoryStream();
        var cut = await Should.ThrowAsync<HttpIOException>(body.CopyToAsync(read, TestContext.Current.CancellationToken));

        cut.HttpRequestError.ShouldBe(HttpRequestError.ResponseEnded);
        read.Length.ShouldBe(100);
        caller.World.Truth["p"].Total.Broken.ShouldBe(1);
    }

    [Fact]
    public async Task An_error_can_come_with_200()
    {
        using var caller = Caller.Of("openrouter");
        caller.World.Faults.Add(new FaultSpec(FaultKind.ErrorInOk));

        var answer = await caller.ChatAsync("qwen/qwen3-coder:free");

        answer.Status.ShouldBe(200);
        answer.Json.GetProperty("error").GetProperty("message").GetString().ShouldBe("Provider returned error");
    }

    [Theory]
    [InlineData(FaultKind.EmptyContent, "")]
    [InlineData(FaultKind.BlankContent, " \n\t ")]
    [InlineData(FaultKind.ReasoningOnly, "")]
    public async Task Content_can_be_missing_in_both_ways(FaultKind kind, string content)
    {
        using var caller = With(new FaultSpec(kind));

        var whole = await caller.ChatAsync("m1");
        var stream = await caller.StreamAsync("m1");

        whole.Json.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString().ShouldBe(content);
        stream.Content.ShouldBe(content);
        whole.Text.Contains("reasoning_content", StringComparison.Ordinal).ShouldBe(kind is FaultKind.ReasoningOnly);
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(502, 502)]
    [InlineData(522, 522)]
    public async Task A_page_comes_as_html(int wanted, int status)
    {
        using var caller = With(new FaultSpec(FaultKind.Html) { Status = wanted });

        var answer = await caller.ChatAsync("m1");

        answer.Status.ShouldBe(status);
        answer.Header("Content-Type").ShouldBe("text/html; charset=UTF-8");
        answer.Text.ShouldStartWith("<!DOCTYPE html>");
    }

    [Fact]
    public async Task A_wrong_content_type_leaves_the_body_as_it_is()
    {
        using var caller = With(new FaultSpec(FaultKind.ContentType));

        var whole = await caller.ChatAsync("m1");
        var stream = await caller.StreamAsync("m1");

        whole.Header("Content-Type").ShouldBe("text/html");
        whole.Json.GetProperty("object").GetString().ShouldBe("chat.completion");
        stream.Header("Content-Type").ShouldBe("application/json");
        stream.Data[^1].ShouldBe("[DONE]");
    }

    [Theory]
    [InlineData(FaultKind.Gzip, "gzip", true)]
    [InlineData(FaultKind.Gzip, "gzip", false)]
    [InlineData(FaultKind.Brotli, "br", true)]
    [InlineData(FaultKind.Brotli, "br", false)]
    public async Task An_encoded_body_decodes_to_the_plain_one(FaultKind kind, string encoding, bool stream)
    {
        using var plain = Caller.Plain();
        using var caller = With(new FaultSpec(kind));

        var expected = stream ? await plain.StreamAsync("m1") : await plain.ChatAsync("m1");
        var encoded = stream ? await caller.StreamAsync("m1") : await caller.ChatAsync("m1");

        encoded.Header("Content-Encoding").ShouldBe(encoding);
        var packed = new MemoryStream(encoded.Bytes);
        await using Stream decoder = kind is FaultKind.Gzip ? new GZipStream(packed, CompressionMode.Decompress) : new BrotliStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(decoder);
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe(expected.Text);
    }

    [Fact]
    public async Task A_truncated_body_ends_cleanly_in_the_middle_of_its_json()
    {
        using var plain = Caller.Plain();
        using var caller = With(new FaultSpec(FaultKind.TruncatedBody));

        var whole = await plain.ChatAsync("m1");
        var half = await caller.ChatAsync("m1");

        half.Status.ShouldBe(200);
        half.Text.ShouldBe(Encoding.UTF8.GetString(whole.Bytes.AsSpan(0, whole.Bytes.Length / 2)));
    }

    [Fact]
    public async Task A_huge_body_is_as_large_as_asked_and_still_json()
    {
        using var caller = With(new FaultSpec(FaultKind.HugeBody) { Bytes = 3_000_000 });

        var answer = await caller.ChatAsync("m1");

        answer.Bytes.Length.ShouldBe(3_000_000);
        answer.Json.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!.Length.ShouldBeGreaterThan(2_990_000);
    }

    [Fact]
    public async Task A_given_answer_is_given_to_the_letter()
    {
        using var caller = With(new FaultSpec(FaultKind.Status)
        {
            Status = 418, Body = "short and stout", ContentType = "text/plain", Headers = new Dictionary<string, string> { ["X-Pot"] = "tea", ["Retry-After"] = "3" },
        });

        var answer = await caller.ChatAsync("m1");

        (answer.Status, answer.Text, answer.Header("X-Pot"), answer.Header("Retry-After"), answer.Header("Content-Type"))
            .ShouldBe((418, "short and stout", "tea", "3", "text/plain"));
    }

    [Fact]
    public async Task A_refused_and_a_reset_connection_look_like_the_real_ones()
    {
        using var refusing = With(new FaultSpec(FaultKind.RefuseConnection));
        using var resetting = With(new FaultSpec(FaultKind.ResetConnection));

        var refused = await Should.ThrowAsync<HttpRequestException>(refusing.ChatAsync("m1"));
        var reset = await Should.ThrowAsync<HttpRequestException>(resetting.ChatAsync("m1"));

        refused.HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
        refused.InnerException.ShouldBeOfType<SocketException>().SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
        reset.InnerException.ShouldBeOfType<IOException>().InnerException.ShouldBeOfType<SocketException>().SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
    }

    [Fact]
    public async Task A_redirect_is_handed_out_and_not_followed()
    {
        using var caller = With(new FaultSpec(FaultKind.Redirect) { Location = "http://169.254.169.254/" });

        var answer = await caller.ChatAsync("m1");

        (answer.Status, answer.Header("Location")).ShouldBe((302, "http://169.254.169.254/"));
    }

    [Fact]
    public async Task A_model_turned_paid_bills_who_is_not_refused_and_says_so_in_usage_and_list()
    {
        using var caller = Caller.Of("openrouter");
        caller.World.Faults.Add(new FaultSpec(FaultKind.ModelPaid) { Model = "qwen/*", InputPrice = 2, OutputPrice = 8, Refuses = false });

        var answer = await caller.ChatAsync("qwen/qwen3-coder:free");

        var usage = answer.Json.GetProperty("usage");
        var cost = ((usage.GetProperty("prompt_tokens").GetInt32() * 2m) + (usage.GetProperty("completion_tokens").GetInt32() * 8m)) / 1_000_000m;
        cost.ShouldBeGreaterThan(0);
        usage.GetProperty("cost").GetDecimal().ShouldBe(cost);
        caller.World.Truth.Usd.ShouldBe(cost);
        var listed = (await caller.GetAsync("/models")).Json.GetProperty("data").EnumerateArray().Single(model => model.GetProperty("id").GetString() == "qwen/qwen3-coder:free");
        listed.GetProperty("pricing").GetProperty("prompt").GetString().ShouldBe("0.000002");
    }

    [Fact]
    public async Task A_changed_limit_and_a_revoked_key_last_as_long_as_their_fault()
    {
        using var caller = new Caller(new ProviderSpec("p", "openai")
        {
            Accounts = [new AccountSpec("secret-1")], Models = [new ModelSpec("m1")], Limits = [Gratis.Simulator.Limits.LimitSpec.Rpm(10)],
        });
        var tighter = caller.World.Faults.Add(new FaultSpec(FaultKind.LimitChanged) { Limit = "rpm", Amount = 1 });
        (await caller.ChatAsync("m1")).Status.ShouldBe(200);
        (await caller.ChatAsync("m1")).Status.ShouldBe(429);
        caller.World.Faults.Remove(tighter).ShouldBeTrue();
        (await caller.ChatAsync("m1")).Status.ShouldBe(200);

        caller.World.Faults.Add(new FaultSpec(FaultKind.KeyRevoked) { Key = "key-1", For = Second });
        (await caller.ChatAsync("m1")).Status.ShouldBe(401);
        caller.Time.Advance(Second);
        (await caller.ChatAsync("m1")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_fault_keeps_to_its_time_its_number_and_its_model()
    {
        using var caller = Caller.Plain(new ModelSpec("m1"), new ModelSpec("m2"));
        caller.World.Faults.Add(new FaultSpec(FaultKind.Status) { Model = "m1", After = Second, Skip = 1, Requests = 2, Status = 500 });
        (await caller.ChatAsync("m1")).Status.ShouldBe(200);

        caller.Time.Advance(Second);

        var statuses = new List<int>();
        foreach (var model in new[] { "m1", "m2", "m1", "m1", "m1" })
            statuses.Add((await caller.ChatAsync(model)).Status);
        statuses.ShouldBe([200, 200, 500, 500, 200]);
    }

    [Fact]
    public async Task Chance_follows_the_seed()
    {
        var first = await DrawAsync();
        var second = await DrawAsync();

        first.ShouldBe(second);
        first.Count(status => status == 500).ShouldBeInRange(30, 70);

        static async Task<List<int>> DrawAsync()
        {
            using var caller = With(new FaultSpec(FaultKind.Status) { Status = 500, Probability = 0.25 });
            var statuses = new List<int>();
            for (var i = 0; i < 200; i++)
                statuses.Add((await caller.ChatAsync("m1")).Status);
            return statuses;
        }
    }

    [Fact]
    public async Task Lists_fail_only_when_lists_are_meant()
    {
        using var caller = With(new FaultSpec(FaultKind.Status) { Status = 500 }, new FaultSpec(FaultKind.Html) { Status = 503, On = FaultTarget.Lists, Requests = 1 });

        (await caller.GetAsync("/models")).Status.ShouldBe(503);
        (await caller.GetAsync("/models")).Status.ShouldBe(200);
    }

    private const string Plain = """{"model":"m1","messages":[{"role":"user","content":"hello"}]}""";
    private const string Streaming = """{"model":"m1","stream":true,"messages":[{"role":"user","content":"hello"}]}""";

    private static Caller With(params FaultSpec[] faults)
    {
        var caller = Caller.Plain();
        foreach (var fault in faults)
            caller.World.Faults.Add(fault);
        return caller;
    }
}
