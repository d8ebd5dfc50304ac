using Gratis.Catalog.Claims;
using Gratis.Catalog.Facts;
using Gratis.Wire;

namespace Gratis.Tests.Catalog.Facts;

public sealed class WebSearchFactsReaderTests
{
    public static TheoryData<string> Searching => [.. BuiltInFacts.Load().All.Where(provider => !provider.WebSearch.IsEmpty).Select(provider => provider.Id)];

    [Fact]
    public void A_file_without_a_word_on_it_searches_nothing() => FactsFile.With("").WebSearch.ShouldBeEmpty();

    [Fact]
    public void Everything_it_can_say_is_read()
    {
        var facts = FactsFile.With("""
            web_search:
              - { models: ['big-*'], body: '{"search":true}', charged: true, as_of: 2026-01-31, confidence: high, source: a call }
              - { models: ['*'], body: '{"tools":[{"type":"x"}]}' }
            """);

        facts.WebSearchOf("BIG-one")!.ShouldSatisfyAllConditions(
            big => big.Overlay.ShouldBe("""{"search":true}"""),
            big => big.IsCharged.ShouldBeTrue(),
            big => big.Evidence.ShouldBe(new Evidence(ClaimSource.BuiltIn, "a call", new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), 0.9)));
        facts.WebSearchOf("small")!.IsCharged.ShouldBeFalse();
        facts.WebSearchOf("small")!.Evidence.ShouldBe(new Evidence(ClaimSource.BuiltIn, "the vendor's page", FactsFile.AsOf, 0.6));
    }

    [Theory]
    [InlineData("web_search: { models: [a], body: '{}' }", "must be a list of mappings")]
    [InlineData("web_search: [ { body: '{}' } ]", "models: is missing")]
    [InlineData("web_search: [ { models: [a] } ]", "body: is missing")]
    [InlineData("web_search: [ { models: [a], body: '[1]' } ]", "must be a JSON object")]
    [InlineData("web_search: [ { models: [a], body: '{\"a\":1' } ]", "must be a JSON object")]
    [InlineData("web_search: [ { models: [a], body: '{} {}' } ]", "must be a JSON object")]
    [InlineData("web_search: [ { models: [a], body: '{}', charged: maybe } ]", "charged: 'maybe' must be true or false")]
    [InlineData("web_search: [ { models: [a], body: '{}', price: 1 } ]", "unknown key 'price'")]
    public void A_wrong_one_is_named_with_file_line_and_key(string line, string says) => FactsFile.IsRefused(line, says);

    [Theory]
    [MemberData(nameof(Searching))]
    public void Every_shipped_form_makes_a_good_request_of_a_good_one(string id)
    {
        BuiltInFacts.Load().TryFind(id, out var provider).ShouldBeTrue();
        foreach (var search in provider!.WebSearch)
        {
            using var into = new PooledBuffer(64);
            new SearchForm(search.Overlay).Write("""{"model":"m","tools":[{"type":"web_search_preview"}],"messages":[{"role":"user","content":"hi"}]}"""u8, isForced: true, into);

            RequestReader.TryRead(into.WrittenSpan, Operation.Chat, out _, out var fault).ShouldBeTrue(fault.Message);
            into.WrittenSpan.IndexOf("preview"u8).ShouldBe(-1, id);
            into.WrittenSpan.IndexOf("search"u8).ShouldBePositive(id);
        }
    }
}
