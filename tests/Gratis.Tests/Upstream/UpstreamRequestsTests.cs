using Gratis.Catalog;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;
using Gratis.Upstream;
using Gratis.Wire;

namespace Gratis.Tests.Upstream;

public sealed class UpstreamRequestsTests
{
    private const string Key = "key-a-1";

    [Fact]
    public void A_bearer_key_travels_in_its_header_alone()
    {
        using var request = Create(p => p);
        request.Headers.NonValidated["Authorization"].ToString().ShouldBe("Bearer " + Key);
        request.RequestUri!.AbsoluteUri.ShouldBe("http://a.test/v1/chat/completions");
        request.Method.ShouldBe(HttpMethod.Post);
    }

    [Fact]
    public void A_key_of_another_header_travels_there_and_nowhere_else()
    {
        using var request = Create(p => p with { Auth = AuthStyle.Header, AuthName = "x-api-key" });
        request.Headers.NonValidated["x-api-key"].ToString().ShouldBe(Key);
        request.Headers.Contains("Authorization").ShouldBeFalse();
        request.RequestUri!.AbsoluteUri.ShouldNotContain(Key);
    }

    [Theory]
    [InlineData("http://a.test/chat", "http://a.test/chat?key=key-a-1")]
    [InlineData("http://a.test/chat?v=2", "http://a.test/chat?v=2&key=key-a-1")]
    public void A_key_stands_in_the_address_only_where_the_provider_wants_it_there(string url, string expected)
    {
        using var request = Create(p => p with { Auth = AuthStyle.Query, AuthName = "key", ChatUrl = new Uri(url) });
        request.RequestUri!.AbsoluteUri.ShouldBe(expected);
        request.Headers.Contains("Authorization").ShouldBeFalse();
    }

    [Fact]
    public void A_key_in_the_address_is_escaped()
    {
        using var request = Create(p => p with { Auth = AuthStyle.Query, AuthName = "key", Accounts = [new Account("a#1", "x&y=z#1")] });
        request.RequestUri!.AbsoluteUri.ShouldEndWith("?key=x%26y%3Dz%231");
    }

    [Theory]
    [InlineData(AuthStyle.None, Key)]
    [InlineData(AuthStyle.Bearer, null)]
    [InlineData(AuthStyle.Header, null)]
    [InlineData(AuthStyle.Query, null)]
    public void Without_style_or_key_nothing_is_sent(AuthStyle style, string? key)
    {
        using var request = Create(p => p with { Auth = style, AuthName = "x-key", Accounts = [new Account("a#0", key)] });
        request.ToString().ShouldNotContain(Key);
        request.Headers.NonValidated.Select(h => h.Key).ShouldBe(["Accept", "Accept-Encoding", "User-Agent"], ignoreOrder: true);
        request.RequestUri!.Query.ShouldBeEmpty();
    }

    [Fact]
    public void What_the_owner_sets_for_a_provider_wins_over_everything()
    {
        using var request = Create(
            p => p with { Headers = [new("User-Agent", "mine"), new("X-Title", "owner"), new("Authorization", "Basic abc"), new("Content-Type", "application/json; v=2")] },
            new KeyValuePair<string, string>("X-Title", "client"), new KeyValuePair<string, string>("HTTP-Referer", "http://app"));
        request.Headers.NonValidated["User-Agent"].ToString().ShouldBe("mine");
        request.Headers.NonValidated["X-Title"].ToString().ShouldBe("owner");
        request.Headers.NonValidated["Authorization"].ToString().ShouldBe("Basic abc");
        request.Headers.NonValidated["HTTP-Referer"].ToString().ShouldBe("http://app");
        request.Content!.Headers.NonValidated["Content-Type"].ToString().ShouldBe("application/json; v=2");
    }

    [Theory]
    [InlineData(true, "text/event-stream")]
    [InlineData(false, "application/json")]
    public void What_is_accepted_fits_what_is_asked(bool stream, string expected)
    {
        using var request = Create(p => p, stream);
        request.Headers.NonValidated["Accept"].ToString().ShouldBe(expected);
        request.Content!.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    [Fact]
    public async Task The_body_is_the_client_s_with_the_route_s_model_name_and_its_length_is_known()
    {
        using var request = Create(p => p);
        var body = await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken);
        body.ShouldBe("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        request.Content.Headers.ContentLength.ShouldBe(body.Length);
    }

    [Fact]
    public void Each_operation_has_its_address_or_none()
    {
        var provider = new CatalogSketch().Provider("a", with: p => p with { RerankUrl = null }).Build().Providers[0];
        UpstreamRequests.UrlFor(provider, Operation.Chat).ShouldBe(provider.ChatUrl);
        UpstreamRequests.UrlFor(provider, Operation.Embeddings).ShouldBe(provider.EmbeddingsUrl);
        UpstreamRequests.UrlFor(provider, Operation.Rerank).ShouldBeNull();
    }

    private static HttpRequestMessage Create(Func<Provider, Provider> with, params KeyValuePair<string, string>[] relayed) => Create(with, false, relayed);

    private static HttpRequestMessage Create(Func<Provider, Provider> with, bool stream, params KeyValuePair<string, string>[] relayed)
    {
        var route = new CatalogSketch().Provider("a", with: with).Routes("a/m").Build().Routes[0];
        var asked = World.Request("a/m");
        var body = RequestSplicer.Splice(asked.Body, asked.Facts, JsonLiteral.Of("m"), ParameterSet.Empty, askForUsage: false);
        return UpstreamRequests.Create(
            route, route.Provider.Accounts[0], route.Provider.ChatUrl, new SplicedContent(body), new UpstreamCallFacts(stream, "gratis/test", relayed));
    }
}
