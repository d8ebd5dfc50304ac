using Gratis.Catalog.Claims;
using Gratis.Catalog.Facts;

namespace Gratis.Tests.Catalog.Facts;

public class ListingFactsReaderTests
{
    [Fact]
    public void A_file_without_a_word_on_it_lists_as_everybody_does()
    {
        var listing = FactsFile.With("").Listing.ShouldNotBeNull();
        listing.ShouldBe(new ListingFacts("/models", IsPublic: false));
        listing.Under("https://api.mine.example/v1").ShouldBe(new Uri("https://api.mine.example/v1/models"));
    }

    [Fact]
    public void A_provider_without_a_list_says_so() => FactsFile.With("listing: null").Listing.ShouldBeNull();

    [Fact]
    public void Everything_a_listing_can_say_is_read() =>
        FactsFile.With("listing: { path: '/models?sub_type=chat', public: true, incomplete: true, as_of: 2026-01-31, confidence: high, source: a call }").Listing
            .ShouldBe(new ListingFacts("/models?sub_type=chat", IsPublic: true)
            {
                IsIncomplete = true,
                Evidence = new Evidence(ClaimSource.BuiltIn, "a call", new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), 0.9),
            });

    [Fact]
    public void What_it_does_not_say_of_its_evidence_is_the_file_s() =>
        FactsFile.With("listing: { public: true }").Listing!.Evidence.ShouldBe(new Evidence(ClaimSource.BuiltIn, "the vendor's page", FactsFile.AsOf, 0.6));

    [Theory]
    [InlineData("/models?sub_type=chat", "https://api.mine.example/v1/models?sub_type=chat", "http://127.0.0.1:9001/v1/models?sub_type=chat")]
    [InlineData("/../models/search", "https://api.mine.example/models/search", "http://127.0.0.1:9001/models/search")]
    [InlineData("https://mine.example/v1/models", "https://mine.example/v1/models", "http://127.0.0.1:9001/v1/models")]
    public void The_list_is_asked_where_the_key_may_go(string path, string url, string own)
    {
        var facts = FactsFile.With($"listing: {{ path: '{path}' }}");
        facts.Listing!.Under(facts.BaseUrl).ShouldBe(new Uri(url));
        facts.At("http://127.0.0.1:9001/v1/").Listing!.Under("http://127.0.0.1:9001/v1/").ShouldBe(new Uri(own));
    }

    [Fact]
    public void No_list_stays_no_list_at_the_owners_own_address() => FactsFile.With("listing: null").At("http://127.0.0.1:9001/v1").Listing.ShouldBeNull();

    [Theory]
    [InlineData("listing: /models", "listing: must be a mapping")]
    [InlineData("listing: { path: null }", "say 'listing: null'")]
    [InlineData("listing: { path: models }", "path: 'models' must start with a slash")]
    [InlineData("listing: { path: http://mine.example/models }", "path: 'http://mine.example/models'")]
    [InlineData("listing: { path: https://u:p@mine.example/models }", "path: 'https://u:p@mine.example/models'")]
    [InlineData("listing: { public: maybe }", "public: 'maybe' must be true or false")]
    [InlineData("listing: { incomplete: perhaps }", "incomplete: 'perhaps' must be true or false")]
    [InlineData("listing: { shape: data }", "unknown key 'shape'")]
    [InlineData("listing: { as_of: today }", "as_of: 'today'")]
    [InlineData("listing: { confidence: sure }", "confidence: 'sure'")]
    public void A_wrong_listing_is_named_with_file_line_and_key(string line, string says) => FactsFile.IsRefused(line, says);
}
