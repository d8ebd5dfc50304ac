using System.IO.Compression;
using System.Text;
using Gratis.Catalog;
using Gratis.Discovery.Fetching;
using Gratis.Tests.Hosting;
using Gratis.Tests.Time;
using Gratis.Upstream;
using Gratis.Wire;

namespace Gratis.Tests.Discovery;

public sealed class ListingFetcherTests
{
    private const string Secret = "sk-very-secret-0123456789abcdef";
    private const string Json = "{\"data\":[]}";
    private const int Most = 1 << 20;

    private readonly VirtualTime _time = new();
    private readonly ListNetwork _network;
    private string _body = "";

    public ListingFetcherTests() => _network = new ListNetwork(_time);

    [Fact]
    public void A_list_comes_whole_with_what_confirms_it_later()
    {
        var fetched = Fetch(Reply.Json(Json).With("ETag", "W/\"v1\"").With("Last-Modified", "Sun, 01 Mar 2026 08:00:00 GMT")).ShouldBeOfType<FetchResult.Fetched>();
        (fetched.ETag, fetched.LastModified).ShouldBe(("W/\"v1\"", new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero)));
        _body.ShouldBe(Json);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u0001")]
    [InlineData("long")]
    public void What_cannot_be_sent_back_is_not_kept(string etag) =>
        Fetch(Reply.Json(Json).With("ETag", etag == "long" ? new string('x', 300) : etag)).ShouldBeOfType<FetchResult.Fetched>().ETag.ShouldBeNull();

    [Fact]
    public void A_known_list_is_asked_for_only_if_it_changed()
    {
        var known = new DateTimeOffset(2026, 2, 1, 8, 0, 0, TimeSpan.Zero);
        Fetch(Reply.Error(304), question => question with { ETag = "\"v1\"", LastModified = known }).ShouldBeOfType<FetchResult.Unchanged>();
        var asked = _network.Calls.Single();
        (asked.IfNoneMatch, asked.IfModifiedSince).ShouldBe(("\"v1\"", "Sun, 01 Feb 2026 08:00:00 GMT"));
    }

    [Fact]
    public void Unchanged_from_nothing_is_no_list() => Reason(Reply.Error(304)).ShouldBe("Answered 304: not changed since a list that was never sent.");

    [Theory]
    [InlineData(AuthStyle.Bearer, "Bearer " + Secret, "")]
    [InlineData(AuthStyle.Header, Secret, "")]
    [InlineData(AuthStyle.Query, null, "?x-key=" + Secret)]
    [InlineData(AuthStyle.None, null, "")]
    public void The_key_goes_the_way_the_provider_wants_it(AuthStyle style, string? header, string query)
    {
        Fetch(Reply.Json(Json), q => q with { Provider = q.Provider with { Auth = style, AuthName = style == AuthStyle.Bearer ? "Authorization" : "x-key" } });
        (_network.Calls.Single().Key, _network.Calls.Single().Url.Query).ShouldBe((header, query));
    }

    [Theory]
    [InlineData(401, ListingFailureKind.KeyRefused, "Answered 401: the key is refused.")]
    [InlineData(403, ListingFailureKind.KeyRefused, "Answered 403: the key may not see the list.")]
    [InlineData(404, ListingFailureKind.Unusable, "Answered 404: there is no list at this address.")]
    [InlineData(429, ListingFailureKind.Unusable, "Answered 429: too many questions.")]
    [InlineData(503, ListingFailureKind.Unusable, "Answered 503: the provider has a fault.")]
    [InlineData(418, ListingFailureKind.Unusable, "Answered 418: a list was expected.")]
    internal void A_status_is_told_with_what_it_means(int status, ListingFailureKind kind, string reason) =>
        Failure(Reply.Error(status, "because of " + Secret)).ShouldBe(new ListingFailure(kind, reason) { Status = status });

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Sun, 01 Mar 2026 12:30:00 GMT", 1800)]
    [InlineData("604800", 86_400)]
    public void When_to_come_back_is_heard_up_to_a_day(string header, double seconds) =>
        Failure(Reply.Error(503).With("Retry-After", header)).RetryAt.ShouldBe(VirtualTime.Start.AddSeconds(seconds));

    [Theory]
    [InlineData("http://elsewhere.test/models?key=" + Secret, "elsewhere.test")]
    [InlineData("https://" + Secret + "@elsewhere.test/", "elsewhere.test")]
    [InlineData("http://a.test/v1/models", "another address of the same host")]
    [InlineData("/login?key=" + Secret, "another address of the same host")]
    [InlineData("file:///etc/passwd", "no web address")]
    [InlineData("http://", "nowhere")]
    public void A_redirect_is_not_followed_and_names_only_where_to(string location, string named)
    {
        Reason(Reply.Error(302).With("Location", location))
            .ShouldBe($"Answered 302: a redirect to {named}, and redirects are not followed: give the address where the list is.");
        _network.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public void A_list_may_be_as_long_as_it_may_be_and_no_longer()
    {
        var steps = Enumerable.Repeat(Step.Text(new string('x', 64 * 1024)), 16).ToArray();
        Fetch(new Reply(200, "application/json", steps)).ShouldBeOfType<FetchResult.Fetched>();
        _body.Length.ShouldBe(Most);
        Reason(new Reply(200, "application/json", [.. steps, Step.Text("x")])).ShouldBe("Longer than 1 MiB.");
    }

    [Fact]
    public void A_length_that_is_too_long_is_believed_without_reading()
    {
        Reason(new Reply(200, "application/json", Step.Hang).With("Content-Length", "99999999")).ShouldBe("Longer than 1 MiB.");
        _time.Elapsed.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_compressed_list_is_read_and_a_bomb_is_put_out_early()
    {
        Fetch(Gzip(Json)).ShouldBeOfType<FetchResult.Fetched>();
        _body.ShouldBe(Json);

        Reason(Gzip(new string(' ', 200 * Most))).ShouldBe("Longer than 1 MiB.");
        _body.Length.ShouldBe(Most + 1);
    }

    [Fact]
    public void A_compression_nobody_asked_for_is_told() =>
        Reason(Reply.Json(Json).With("Content-Encoding", "zstd")).ShouldStartWith("Sent what cannot be read: The answer is encoded as 'zstd'");

    [Fact]
    public void Silence_and_a_body_that_drips_end_with_the_deadline()
    {
        Reason(Reply.Silence).ShouldBe("No whole answer within 30 s.");
        _time.Elapsed.ShouldBe(TimeSpan.FromSeconds(30));

        var drip = Enumerable.Range(0, 100).SelectMany(_ => new[] { Step.Text(" "), Step.Wait(1) }).ToArray();
        Reason(new Reply(200, "application/json", drip)).ShouldBe("No whole answer within 30 s.");
        _time.Elapsed.ShouldBe(TimeSpan.FromSeconds(60));
        _time.PendingTimers.ShouldBe(0);
    }

    [Fact]
    public void What_breaks_off_and_who_is_not_there_are_told_apart()
    {
        Failure(new Reply(200, "application/json", Step.Text("{"), Step.Cut)).ShouldSatisfyAllConditions(
            f => f.Kind.ShouldBe(ListingFailureKind.Unusable), f => f.Reason.ShouldStartWith("Broke off: "));
        Failure(Reply.Unreachable).ShouldSatisfyAllConditions(
            f => f.Kind.ShouldBe(ListingFailureKind.Unreachable), f => f.Reason.ShouldStartWith("Cannot be reached: "));
        Failure(Reply.Ok with { Fault = new TaskCanceledException("pool") }).Reason.ShouldBe("Cannot be reached: no connection in time.");
    }

    [Fact]
    public void A_cancelled_question_throws_that_and_nothing_else()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(5), _time);
        Should.Throw<OperationCanceledException>(() => FetchUntil(Reply.Silence, null, cancel.Token)).CancellationToken.ShouldBe(cancel.Token);
        cancel.IsCancellationRequested.ShouldBeTrue();
        Should.Throw<OperationCanceledException>(() => FetchUntil(Reply.Unreachable, null, cancel.Token));
    }

    private static Reply Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return new Reply(200, "application/json", new Step.Send(packed.ToArray())).With("Content-Encoding", "gzip");
    }

    private ListingFailure Failure(Reply reply)
    {
        var failure = Fetch(reply).ShouldBeOfType<FetchResult.Failed>().Failure;
        failure.Reason.ShouldNotContain(Secret);
        return failure;
    }

    private string Reason(Reply reply) => Failure(reply).Reason;

    private FetchResult Fetch(Reply reply, Func<ListingQuestion, ListingQuestion>? with = null) => FetchUntil(reply, with, CancellationToken.None);

    private FetchResult FetchUntil(Reply reply, Func<ListingQuestion, ListingQuestion>? with, CancellationToken cancel)
    {
        _network.On("a", reply);
        using var connections = new UpstreamConnections(_network.HandlerFor);
        using var into = new PooledBuffer(16);
        var provider = DiscoveryWorld.Provider("a", Secret);
        var question = new ListingQuestion(provider, provider.Accounts[0], provider.ListingUrl!)
        {
            Patience = TimeSpan.FromSeconds(30),
            MostBytes = Most,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        };
        var fetcher = new ListingFetcher(connections, _time, "gratis/test");
        var result = _time.Run(() => fetcher.FetchAsync(with?.Invoke(question) ?? question, into, cancel).AsTask());
        _body = Encoding.UTF8.GetString(into.WrittenSpan);
        _network.Open.ShouldBe(0);
        return result;
    }
}
