using Gratis.Catalog.Claims;
using Gratis.Catalog.Free;

namespace Gratis.Tests.Catalog.Facts;

public class FreeFactsReaderTests
{
    [Fact]
    public void A_file_without_a_word_on_it_gives_nothing_away() => FactsFile.With("").Free.ShouldBe(FreeFacts.None);

    [Theory]
    [InlineData("rule: none", FreeFactsRule.None)]
    [InlineData("rule: price", FreeFactsRule.Price)]
    [InlineData("rule: suffix, suffix: '-free'", FreeFactsRule.Suffix)]
    [InlineData("rule: list, models: [a]", FreeFactsRule.List)]
    [InlineData("rule: all", FreeFactsRule.All)]
    [InlineData("rule: marked, field: isFree, value: 'true'", FreeFactsRule.Marked)]
    public void Every_rule_has_its_word(string free, object rule) => FactsFile.With($"free: {{ {free} }}").Free.Rule.ShouldBe((FreeFactsRule)rule);

    [Fact]
    public void A_list_has_ids_and_exceptions()
    {
        var free = FactsFile.With("free: { rule: list, models: [a/b, 'c-*'], except: ['c-*-pro'] }").Free;
        free.Models.ShouldBe(["a/b", "c-*"]);
        free.Except.ShouldBe(["c-*-pro"]);
    }

    [Fact]
    public void A_suffix_and_a_mark_are_what_the_file_says()
    {
        FactsFile.With("free: { rule: suffix, suffix: '-free' }").Free.Suffix.ShouldBe("-free");
        var marked = FactsFile.With("free: { rule: marked, field: tier, value: turbo, except: [a] }").Free;
        marked.Field.ShouldBe("tier");
        marked.FieldValue.ShouldBe("turbo");
        marked.Except.ShouldBe(["a"]);
    }

    [Fact]
    public void A_rule_has_its_own_date_or_that_of_the_file()
    {
        FactsFile.With("free: { rule: all }").FreeEvidence.ShouldBe(new Evidence(ClaimSource.BuiltIn, "the vendor's page", FactsFile.AsOf, 0.6));
        FactsFile.With("free: { rule: none, as_of: 2026-08-17, confidence: high, source: its blog }").FreeEvidence
            .ShouldBe(new Evidence(ClaimSource.BuiltIn, "its blog", new DateTimeOffset(2026, 8, 17, 0, 0, 0, TimeSpan.Zero), 0.9));
    }

    [Theory]
    [InlineData("free: all", "free: must be a mapping")]
    [InlineData("free: { models: [a] }", "rule: is missing")]
    [InlineData("free: { rule: some }", "rule: 'some' must be one of: none, price, suffix, list, all, marked")]
    [InlineData("free: { rule: list }", "models: the rule list needs it")]
    [InlineData("free: { rule: all, models: [a] }", "models: the rule list needs it, and no other")]
    [InlineData("free: { rule: list, models: a }", "models: must be a list")]
    [InlineData("free: { rule: list, models: [a b] }", "models: 'a b' must be a model id")]
    [InlineData("free: { rule: list, models: [a, a] }", "models: names 'a' twice")]
    [InlineData("free: { rule: none, except: [a] }", "except: has nothing to except")]
    [InlineData("free: { rule: all, except: ['a?'] }", "except: 'a?' must be a model id")]
    [InlineData("free: { rule: suffix }", "suffix: the rule suffix needs it")]
    [InlineData("free: { rule: suffix, suffix: free }", "suffix: 'free' must be the end of an id")]
    [InlineData("free: { rule: suffix, suffix: ':' }", "suffix: ':' must be the end of an id")]
    [InlineData("free: { rule: price, suffix: ':free' }", "suffix: the rule suffix needs it, and no other")]
    [InlineData("free: { rule: marked, value: 'true' }", "field: the rule marked needs it")]
    [InlineData("free: { rule: marked, field: isFree }", "value: the rule marked needs it")]
    [InlineData("free: { rule: price, field: isFree }", "field: the rule marked needs it, and no other")]
    [InlineData("free: { rule: all, exept: [a] }", "unknown key 'exept'")]
    [InlineData("free: { rule: all, as_of: today }", "as_of: 'today'")]
    public void A_wrong_rule_is_named_with_file_line_and_key(string line, string says) => FactsFile.IsRefused(line, says);
}
