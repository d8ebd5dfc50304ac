using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Clients;

/// <summary>The sample of an ASP.NET app, as it was built, against a model that calls its functions.</summary>
public sealed class AspNetChatTests : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Bounded.Patience };
    private FakeUpstream _upstream = null!;
    private SampleProcess _app = null!;

    [Fact]
    public async Task It_calls_the_function_that_the_model_asks_for_and_streams_the_answer()
    {
        _upstream.Then(Calling("local_time", """{\"timeZone\":\"Asia/Tokyo\"}""")).Then(Answers.Words("It is ", "late."));

        var events = await AskAsync("What time is it in Tokyo?");

        events.Select(one => one.Kind).ShouldBe(["route", "call", "result", "route", "text", "text"]);
        events[0].Text.ShouldBe("mine/m=served");
        events[1].Text.ShouldBe("local_time(Asia/Tokyo)");
        events[2].Text.ShouldMatch(@"^\d{4}-\d\d-\d\d \d\d:\d\d \+09:00$");
        string.Concat(events.Where(one => one.Kind == "text").Select(one => one.Text)).ShouldBe("It is late.");
        var told = JsonDocument.Parse(_upstream.Calls.Last().Body).RootElement.GetProperty("messages").EnumerateArray().Last();
        (told.GetProperty("role").GetString(), told.GetProperty("tool_call_id").GetString()).ShouldBe(("tool", "call_1"));
        told.GetProperty("content").GetString()!.ShouldContain("+09:00");
    }

    [Fact]
    public async Task A_function_that_fails_is_for_the_model_to_know()
    {
        _upstream.Then(Calling("local_time", """{\"timeZone\":\"Nowhere\"}""")).Then(Calling("no_such_function", "{}")).Then(Answers.Words("Sorry."));

        var events = await AskAsync("What time is it nowhere?");

        var results = events.Where(one => one.Kind == "result").Select(one => one.Text).ToList();
        results[0].ShouldStartWith("local_time failed: ");
        results[1].ShouldBe("There is no function 'no_such_function'.");
        events[^1].Text.ShouldBe("Sorry.");
    }

    [Fact]
    public async Task A_model_that_only_ever_calls_functions_is_at_last_given_none()
    {
        _upstream.Otherwise = Calling("days_until", """{\"date\":\"2000-01-01\"}""");

        await AskAsync("How long until the year 2000?");

        _upstream.Calls.Count.ShouldBe(5);
        _upstream.Calls.Select(call => call.Text.Contains("\"tools\"", StringComparison.Ordinal)).ShouldBe([true, true, true, true, false]);
    }

    [Fact]
    public async Task What_goes_wrong_ends_the_stream_in_words()
    {
        _upstream.Otherwise = Answers.Error(400, "I do not take that");

        var failed = (await AskAsync("Hello!")).ShouldHaveSingleItem();

        failed.Kind.ShouldBe("error");
        failed.Text.ShouldContain("I do not take that");
    }

    [Fact]
    public async Task It_has_a_page_and_refuses_what_is_no_question()
    {
        (await _http.GetStringAsync(_app.Address, TestContext.Current.CancellationToken)).ShouldContain("<title>Chat</title>");
        using var refused = await _http.PostAsJsonAsync(new Uri(_app.Address, "chat"), new { turns = Array.Empty<object>() }, TestContext.Current.CancellationToken);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    public async ValueTask InitializeAsync()
    {
        _upstream = await FakeUpstream.StartAsync();
        _app = await SampleProcess.StartAsync("AspNetChat", "--Gratis:Url", _upstream.BaseUrl, "--Gratis:Model", "m", "--Gratis:Key", "k");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _upstream.DisposeAsync();
        _http.Dispose();
    }

    private static Script Calling(string function, string arguments) => Answers.Stream(
        Answers.Send($$$"""data: {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"{{{function}}}","arguments":"{{{arguments}}}"}}]},"finish_reason":null}]}""" + "\n\n"),
        Answers.Send("""data: {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""" + "\n\n"),
        Answers.Send(Answers.Done));

    private async Task<IReadOnlyList<(string Kind, string Text)>> AskAsync(string question)
    {
        using var response = await _http.PostAsJsonAsync(new Uri(_app.Address, "chat"), new { turns = new[] { new { isMine = true, text = question } } }, TestContext.Current.CancellationToken);
        var stream = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("text/event-stream", stream);
        return [.. stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(frame => JsonDocument.Parse(frame["data: ".Length..]).RootElement)
            .Select(one => (one.GetProperty("kind").GetString()!, one.GetProperty("text").GetString()!))];
    }
}
