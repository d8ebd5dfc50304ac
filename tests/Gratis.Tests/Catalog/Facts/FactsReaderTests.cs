using Gratis.Catalog;
using Gratis.Catalog.Facts;

namespace Gratis.Tests.Catalog.Facts;

public class FactsReaderTests
{
    private const string Minimal = """
        as_of: 2026-10-05
        confidence: high
        source: the vendor's page

        id: mine
        name: Mine
        tier: standing
        home: https://mine.example
        base_url: https://api.mine.example/v1
        """;

    [Fact]
    public void What_a_file_leaves_out_has_its_usual_value()
    {
        var facts = Read(Minimal);
        facts.Evidence.ShouldBe(new FactsEvidence(new DateOnly(2026, 10, 5), FactsConfidence.High, "the vendor's page"));
        facts.Key.ShouldBe(KeyFacts.Bearer);
        facts.Paths.ShouldBe(PathFacts.Default);
        facts.StreamUsage.ShouldBeTrue();
        facts.NeedsKey.ShouldBeTrue();
        facts.FirstTokenTimeout.ShouldBeNull();
        facts.KeysUrl.ShouldBeNull();
    }

    [Fact]
    public void Everything_a_file_can_say_is_read()
    {
        var facts = Read($$"""
            {{Minimal}}/{place}
            base_url_variables: { place: MINE_PLACE }
            aliases: [ours, yours-2]
            note: 'it''s free: for now'
            keys_url: https://mine.example/#keys
            keyless: true
            auth: { style: header, name: X-Key, anonymous: '0000' }
            env: [MINE_API_KEY, OUR_KEY]
            # A comment.
            headers:
              X-Title: Gratis
            paths: { embeddings: null, rerank: https://other.mine.example/rerank }
            rejected_parameters:
              - min_p
              - 'user'
            stream_usage: false
            timeouts: { first_token_seconds: 180 }
            """);
        facts.BaseUrl.ShouldBe("https://api.mine.example/v1/{place}");
        facts.BaseUrlVariables.ShouldBe([new("place", "MINE_PLACE")]);
        facts.Aliases.ShouldBe(["ours", "yours-2"]);
        facts.Note.ShouldBe("it's free: for now");
        facts.KeysUrl.ShouldBe("https://mine.example/#keys");
        facts.NeedsKey.ShouldBeFalse();
        facts.Key.ShouldBe(new KeyFacts(AuthStyle.Header, "X-Key", "0000"));
        facts.EnvironmentVariables.ShouldBe(["MINE_API_KEY", "OUR_KEY"]);
        facts.Headers.ShouldBe([new("X-Title", "Gratis")]);
        facts.Paths.ShouldBe(new PathFacts("/chat/completions", null, "https://other.mine.example/rerank"));
        facts.RejectedParameters.ShouldBe(["min_p", "user"]);
        facts.StreamUsage.ShouldBeFalse();
        facts.FirstTokenTimeout.ShouldBe(TimeSpan.FromSeconds(180));
    }

    [Theory]
    [InlineData("bese_url: https://x.example", 10, "bese_url")]
    [InlineData("auth: { style: bearer, nmae: x }", 10, "nmae")]
    [InlineData("auth: { style: cookie }", 10, "style")]
    [InlineData("auth: { style: header }", 10, "style")]
    [InlineData("auth: { style: bearer, name: X-Key }", 10, "style")]
    [InlineData("auth: bearer", 10, "auth")]
    [InlineData("env: [mine_key]", 10, "env")]
    [InlineData("env: [A_KEY, A_KEY]", 10, "env")]
    [InlineData("env: MINE_API_KEY", 10, "env")]
    [InlineData("aliases: [Mine]", 10, "aliases")]
    [InlineData("stream_usage: yes", 10, "stream_usage")]
    [InlineData("keys_url: http://mine.example", 10, "keys_url")]
    [InlineData("paths: { chat: null }", 10, "chat")]
    [InlineData("paths: { rerank: http://mine.example/rerank }", 10, "rerank")]
    [InlineData("timeouts: { first_token_seconds: 0 }", 10, "first_token_seconds")]
    [InlineData("local: true", 9, "base_url")]
    [InlineData("base_url_variables: { place: PLACE }", 10, "base_url_variables")]
    [InlineData("note: null", 10, "note")]
    public void A_wrong_line_is_named_with_its_file_and_key(string line, int number, string key)
    {
        var error = Should.Throw<FormatException>(() => Read($"{Minimal}\n{line}"));
        error.Message.ShouldStartWith($"mine.yaml:{number}: ");
        error.Message.ShouldContain(key);
    }

    [Theory]
    [InlineData("base_url: https://api.mine.example/v1", "base_url: http://api.mine.example/v1", 9, "base_url")]
    [InlineData("base_url: https://api.mine.example/v1", "base_url: https://api.mine.example/v1/", 9, "base_url")]
    [InlineData("base_url: https://api.mine.example/v1", "base_url: https://api.mine.example/{place}", 9, "base_url")]
    [InlineData("base_url: https://api.mine.example/v1", "base_url: https://u:p@api.mine.example", 9, "base_url")]
    [InlineData("id: mine", "id: other", 5, "other.yaml")]
    [InlineData("as_of: 2026-10-05", "as_of: 5.10.2026", 1, "as_of")]
    [InlineData("confidence: high", "confidence: sure", 2, "low, medium, high")]
    [InlineData("name: Mine\n", "", 1, "name: is missing")]
    [InlineData("source: the vendor's page\n", "", 1, "source: is missing")]
    public void A_wrong_or_missing_value_is_named_with_its_line(string good, string bad, int number, string says)
    {
        var error = Should.Throw<FormatException>(() => Read(Minimal.Replace(good, bad, StringComparison.Ordinal)));
        error.Message.ShouldStartWith($"mine.yaml:{number}: ");
        error.Message.ShouldContain(says);
    }

    private static ProviderFacts Read(string yaml) => FactsReader.Read("mine.yaml", new StringReader(yaml));
}
