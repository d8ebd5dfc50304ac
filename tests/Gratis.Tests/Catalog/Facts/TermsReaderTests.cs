using Gratis.Catalog.Claims;
using Gratis.Catalog.Facts;

namespace Gratis.Tests.Catalog.Facts;

public class TermsReaderTests
{
    private static readonly Evidence OfTheFile = new(ClaimSource.BuiltIn, "the vendor's page", FactsFile.AsOf, 0.6);

    [Theory]
    [InlineData("")]
    [InlineData("data: null\nregion: null\nneeds: null\npermanence: null")]
    public void What_nobody_knows_is_unknown_and_not_a_no(string lines)
    {
        var facts = FactsFile.With(lines);
        facts.Data.ShouldBe(DataUseFacts.Unknown);
        facts.Data.Trains.ShouldBeNull();
        facts.Region.ShouldBeNull();
        facts.Needs.ShouldBe(NeedsFacts.Unknown);
        facts.Needs.Card.ShouldBeNull();
        facts.Permanence.ShouldBeNull();
        facts.RateHeaders.ShouldBeEmpty();
    }

    [Fact]
    public void Everything_the_terms_can_say_is_read()
    {
        var facts = FactsFile.With("""
            data: { trains: true, note: unless switched off }
            region: eu
            needs: { phone: true, card: false, other: a real name }
            permanence: trial
            rate_headers: [x-limit, x-left]
            """);
        facts.Data.ShouldBe(new DataUseFacts(true, "unless switched off", OfTheFile));
        facts.Region.ShouldBe(new Claim<string>("eu", OfTheFile));
        facts.Needs.ShouldBe(new NeedsFacts(true, false, "a real name", OfTheFile));
        facts.Permanence.ShouldBe(new Claim<Permanence>(Permanence.Trial, OfTheFile));
        facts.RateHeaders.ShouldBe(["x-limit", "x-left"]);
    }

    [Theory]
    [InlineData("none", Permanence.None)]
    [InlineData("credits", Permanence.Credits)]
    [InlineData("trial", Permanence.Trial)]
    [InlineData("preview", Permanence.Preview)]
    [InlineData("standing", Permanence.Standing)]
    [InlineData("ended", Permanence.Ended)]
    public void Every_permanence_has_its_word(string word, object permanence) =>
        FactsFile.With($"permanence: {word}").Permanence!.Value.ShouldBe((Permanence)permanence);

    [Fact]
    public void Each_of_them_may_be_older_or_surer_than_its_file()
    {
        const string Own = "as_of: 2026-01-31, confidence: high, source: its terms";
        var evidence = new Evidence(ClaimSource.BuiltIn, "its terms", new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), 0.9);
        var facts = FactsFile.With($"data: {{ trains: false, {Own} }}\nregion: {{ is: us, {Own} }}\nneeds: {{ card: true, {Own} }}\npermanence: {{ is: ended, {Own} }}");
        facts.Data.Evidence.ShouldBe(evidence);
        facts.Region!.Evidence.ShouldBe(evidence);
        facts.Needs.Evidence.ShouldBe(evidence);
        facts.Permanence!.Evidence.ShouldBe(evidence);
    }

    [Theory]
    [InlineData("data: true", "data: must be a mapping")]
    [InlineData("data: { trains: sometimes }", "trains: 'sometimes' must be true or false")]
    [InlineData("data: { trains: null }", "trains: must be a text")]
    [InlineData("data: { as_of: 2026-01-31 }", "data: says nothing")]
    [InlineData("data: { train: true }", "unknown key 'train'")]
    [InlineData("region: China", "is: 'China' must be global, local, or two lower case letters")]
    [InlineData("region: [eu]", "region: must be a mapping")]
    [InlineData("region: { is: eu, zone: UTC }", "unknown key 'zone'")]
    [InlineData("region: { as_of: 2026-01-31 }", "is: is missing")]
    [InlineData("needs: { phone: yes }", "phone: 'yes' must be true or false")]
    [InlineData("needs: { email: true }", "unknown key 'email'")]
    [InlineData("needs: { confidence: low }", "needs: says nothing")]
    [InlineData("needs: card", "needs: must be a mapping")]
    [InlineData("permanence: forever", "is: 'forever' must be one of: none, credits, trial, preview, standing, ended")]
    [InlineData("permanence: { is: ended, as_of: 17.8.2026 }", "as_of: '17.8.2026'")]
    [InlineData("rate_headers: x-limit", "rate_headers: must be a list")]
    [InlineData("rate_headers: [X-Limit]", "rate_headers: 'X-Limit' must be the name of a header in lower case")]
    [InlineData("rate_headers: [x-limit, x-limit]", "rate_headers: names 'x-limit' twice")]
    public void Wrong_terms_are_named_with_file_line_and_key(string line, string says) => FactsFile.IsRefused(line, says);
}
