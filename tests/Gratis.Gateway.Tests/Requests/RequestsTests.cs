using Gratis.Gateway.Tests.Fixtures;
using static Gratis.Gateway.Tests.Fixtures.Answers;

namespace Gratis.Gateway.Tests.Requests;

/// <summary><c>/admin/api/requests</c>: what became of the last requests.</summary>
public sealed class RequestsTests : IAsyncLifetime
{
    private const string Path = "/admin/api/requests";

    private FakeUpstream _first = null!;
    private FakeUpstream _second = null!;
    private TestGateway _gateway = null!;

    [Fact]
    public async Task A_request_is_found_by_the_id_that_its_answer_named_with_its_whole_way()
    {
        _first.Then(Error(503, "overloaded by planted-prompt"));
        var served = (await _gateway.PostAsync(Ask.Path, """{"model":"both","messages":[{"role":"user","content":"planted-prompt"}]}""")).ShouldBeServed();

        var reply = await OneAsync(served["X-Gateway-Request-Id"]!);
        var story = reply.Json;

        (story.GetProperty("model").GetString(), story.GetProperty("outcome").GetString(), story.GetProperty("status").GetInt32()).ShouldBe(("both", "served", 200));
        story.GetProperty("attempts").EnumerateArray().Select(a => (a.GetProperty("route").GetString(), a.GetProperty("verdict").GetString(), a.GetProperty("status").GetInt32()))
            .ShouldBe([("one/m", "broken", 503), ("two/m", "served", 200)]);
        story.GetProperty("candidates").EnumerateArray().Select(c => (c.GetProperty("route").GetString(), c.GetProperty("reasons").GetArrayLength() > 0)).ShouldBe([("one/m", true), ("two/m", true)]);
        (story.GetProperty("route").GetString(), story.GetProperty("provider").GetString(), story.GetProperty("account").GetString()).ShouldBe(("two/m", "two", "two#1"));
        story.GetProperty("plan_kept").GetBoolean().ShouldBeTrue();
        (story.GetProperty("input_tokens").GetInt64(), story.GetProperty("output_tokens").GetInt64(), story.GetProperty("cost_usd").GetDecimal()).ShouldBe((3, 2, 0));
        reply.Text.ShouldNotContain("planted");
    }

    [Fact]
    public async Task A_finished_stream_is_there_when_its_client_has_the_last_byte()
    {
        _first.Then(Stream(Send(Chunk("hi")), Send(Finish), Send(Usage), Send(Done)));
        using var reply = await _gateway.StreamAsync("one/m");
        await reply.ReadToEndAsync();

        var story = (await OneAsync(reply["X-Gateway-Request-Id"]!)).Json;
        (story.GetProperty("stream").GetBoolean(), story.GetProperty("outcome").GetString(), story.GetProperty("output_tokens").GetInt64()).ShouldBe((true, "served", 2));
    }

    [Fact]
    public async Task A_stream_that_was_cut_is_told_as_broken()
    {
        var seen = new TaskCompletionSource();
        _first.Then(Stream(Send(Chunk("half")), After(seen.Task, HangUp)));
        using var reply = await _gateway.StreamAsync("one/m");
        await reply.ReadUntilAsync("half");
        seen.SetResult();
        await reply.ReadToEndAsync();

        (await OneAsync(reply["X-Gateway-Request-Id"]!)).Json.GetProperty("outcome").GetString().ShouldBe("broken");
    }

    [Fact]
    public async Task The_list_is_newest_first_and_is_narrowed_by_model_status_and_limit()
    {
        (await _gateway.ChatAsync("one/m")).ShouldBeServed();
        (await _gateway.ChatAsync("two/m")).ShouldBeServed();
        (await _gateway.ChatAsync("both")).ShouldBeServed();
        (await _gateway.ChatAsync("nobody/knows")).ShouldBeError(404, "model_not_found");

        (await ModelsAsync("")).ShouldBe(["nobody/knows", "both", "two/m", "one/m"]);
        (await ModelsAsync("?limit=2")).ShouldBe(["nobody/knows", "both"]);
        (await ModelsAsync("?model=one/m")).ShouldBe(["both", "one/m"]);
        (await ModelsAsync("?model=ONE%2FM&limit=1")).ShouldBe(["both"]);
        (await ModelsAsync("?status=404")).ShouldBe(["nobody/knows"]);
        (await ModelsAsync("?status=model_not_found")).ShouldBe(["nobody/knows"]);
        (await ModelsAsync("?status=200&model=two/m")).ShouldBe(["two/m"]);
        (await ModelsAsync("?status=500")).ShouldBeEmpty();
        (await ModelsAsync("?provider=two")).ShouldBe(["two/m"]);
        (await ModelsAsync("?route=one/m&outcome=served&operation=chat")).ShouldBe(["both", "one/m"]);
        (await ModelsAsync("?q=KNOWS")).ShouldBe(["nobody/knows"]);
        (await ModelsAsync("?operation=embeddings")).ShouldBeEmpty();
        (await ModelsAsync("?client=laptop")).ShouldBeEmpty();
        (await ModelsAsync("?to=2001-01-01")).ShouldBeEmpty();
        (await ModelsAsync("?from=2001-01-01&limit=1")).ShouldBe(["nobody/knows"]);
    }

    [Theory]
    [InlineData("before=x", "before")]
    [InlineData("before=", "before")]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=soon", "to")]
    [InlineData("from=2026-01-02&to=2026-01-01", "from")]
    [InlineData("operation=singing", "operation")]
    public async Task A_parameter_that_means_nothing_is_named(string query, string parameter) =>
        (await _gateway.OwnerAsync(HttpMethod.Get, $"{Path}?{query}")).ShouldBeError(400, "invalid_request").Json.GetProperty("error").GetProperty("param").GetString().ShouldBe(parameter);

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("")]
    public async Task A_limit_that_is_none_is_refused(string limit) =>
        (await _gateway.OwnerAsync(HttpMethod.Get, $"{Path}?limit={limit}")).ShouldBeError(400, "invalid_request");

    [Fact]
    public async Task An_id_that_is_in_no_log_is_not_found() =>
        (await _gateway.OwnerAsync(HttpMethod.Get, Path + "/req-of-yesterday")).ShouldBeError(404, "not_found");

    [Fact]
    public async Task Nobody_but_the_owner_sees_them()
    {
        (await _gateway.GetAsync(Path)).ShouldBeError(401, "invalid_api_key");
        (await _gateway.GetAsync(Path + "/req-1")).ShouldBeError(401, "invalid_api_key");
    }

    public async ValueTask InitializeAsync()
    {
        (_first, _second) = (await FakeUpstream.StartAsync(), await FakeUpstream.StartAsync());
        _gateway = await TestGateway.StartAsync($$"""
            auth: { admin_token: {{Owner.Token}} }
            providers:
              one: { base_url: "{{_first.BaseUrl}}", api_key: planted-key-one, free: all, models: [ { id: m } ] }
              two: { base_url: "{{_second.BaseUrl}}", api_key: planted-key-two, free: all, models: [ { id: m } ] }
            pools:
              both: { strategy: priority, targets: [ { model: one/m }, { model: two/m } ] }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    private async Task<Reply> OneAsync(string id) => (await _gateway.OwnerAsync(HttpMethod.Get, $"{Path}/{id}")).ShouldBeServed();

    private async Task<IReadOnlyList<string>> ModelsAsync(string query) =>
        [.. (await _gateway.OwnerAsync(HttpMethod.Get, Path + query)).ShouldBeServed().Json.GetProperty("requests").EnumerateArray().Select(row => row.GetProperty("model").GetString()!)];
}
