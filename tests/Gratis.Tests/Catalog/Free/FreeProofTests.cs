using FsCheck;
using FsCheck.Fluent;
using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Free;

namespace Gratis.Tests.Catalog.Free;

public sealed class FreeProofTests
{
    private static readonly Evidence Said = new(ClaimSource.ProviderList, "a list", DateTimeOffset.UnixEpoch, 1);

    [Fact]
    public void Nothing_that_nobody_proves_is_free()
    {
        var verdict = Judge("some/model");

        verdict.IsFree.ShouldBeFalse();
        verdict.Layer.ShouldBe(FreeLayer.Unproven);
    }

    [Theory]
    [InlineData("freedom-7b")]
    [InlineData("free")]
    [InlineData("vendor/free-model")]
    [InlineData("model-free")]
    [InlineData("free:latest")]
    [InlineData("model:freedom")]
    [InlineData(":free/model")]
    public void The_word_free_inside_a_name_frees_nothing(string id) => Judge(id).IsFree.ShouldBeFalse();

    [Theory]
    [InlineData("x/y:free")]
    [InlineData("X/Y:FREE")]
    [InlineData("y:Free")]
    public void The_last_token_free_proves_in_any_case(string id)
    {
        var verdict = Judge(id);

        verdict.IsFree.ShouldBeTrue();
        verdict.Layer.ShouldBe(FreeLayer.Suffix);
    }

    [Fact]
    public void A_cost_that_was_seen_beats_everything_but_ownership_of_the_hardware()
    {
        var asked = Asked("x:free") with { CostSeen = Said, Word = new(true, Said), Price = new(FreePrice.Zero, Said), Believed = Said };

        FreeProof.Judge(asked).ShouldBe(new FreeVerdict(false, FreeLayer.CostObserved, Said));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_owners_word_beats_prices_rules_and_names(bool word)
    {
        var asked = Asked("x:free") with { Word = new(word, Said), Price = new(word ? FreePrice.Charged : FreePrice.Zero, Said) };

        FreeProof.Judge(asked).ShouldBe(new FreeVerdict(word, FreeLayer.Owner, Said));
    }

    [Theory]
    [InlineData(FreeRule.All, true)]
    [InlineData(FreeRule.None, false)]
    [InlineData(FreeRule.List, false)]
    public void The_owners_rule_for_a_provider_is_the_owners_word(FreeRule rule, bool isFree)
    {
        var verdict = FreeProof.Judge(Asked("x:free") with { OwnersRule = rule, Price = new(isFree ? FreePrice.Charged : FreePrice.Zero, Said) });

        verdict.IsFree.ShouldBe(isFree);
        verdict.Layer.ShouldBe(FreeLayer.Owner);
    }

    [Fact]
    public void Own_hardware_is_never_a_free_tier() =>
        FreeProof.Judge(Asked("x:free") with { IsLocal = true, Word = new(true, Said), Price = new(FreePrice.Zero, Said) }).IsFree.ShouldBeFalse();

    [Fact]
    public void Two_zero_prices_prove() =>
        FreeProof.Judge(Asked("x") with { Price = new(FreePrice.Zero, Said) }).ShouldBe(new FreeVerdict(true, FreeLayer.Price, Said));

    [Fact]
    public void A_price_on_a_model_called_free_is_a_price() =>
        FreeProof.Judge(Asked("x:free") with { Price = new(FreePrice.Charged, Said) }).ShouldBe(new FreeVerdict(false, FreeLayer.Price, Said));

    [Fact]
    public void Belief_does_not_stand_against_a_price_list() =>
        FreeProof.Judge(Asked("x") with { Price = new(FreePrice.Charged, Said), Believed = Said }).IsFree.ShouldBeFalse();

    [Fact]
    public void Belief_alone_is_the_last_resort() =>
        FreeProof.Judge(Asked("x") with { Believed = Said }).ShouldBe(new FreeVerdict(true, FreeLayer.Believed, Said));

    [Fact]
    public void A_plan_without_charge_stands_beside_the_prices_of_those_who_pay() =>
        FreeProof.Judge(Asked("x") with { Price = new(FreePrice.Charged, Said), Facts = new FreeFacts(FreeFactsRule.All), FactsEvidence = Said })
            .ShouldBe(new FreeVerdict(true, FreeLayer.ProviderRule, Said));

    [Theory]
    [InlineData("Qwen/Qwen3-8B", true)]
    [InlineData("qwen/qwen3-8b", true)]
    [InlineData("Pro/Qwen/Qwen3-8B", false)]
    [InlineData("Qwen/Qwen3-80B", false)]
    public void A_list_frees_what_it_names_and_not_its_paid_twin(string id, bool isFree) =>
        FreeProof.Judge(Asked(id) with { Facts = new FreeFacts(FreeFactsRule.List) { Models = ["Qwen/Qwen3-8B"] }, FactsEvidence = Said }).IsFree.ShouldBe(isFree);

    [Fact]
    public void An_exception_is_not_freed_by_the_rule_it_is_an_exception_of() =>
        FreeProof.Judge(Asked("pro-1") with { Facts = new FreeFacts(FreeFactsRule.All) { Except = ["pro-*"] }, FactsEvidence = Said }).IsFree.ShouldBeFalse();

    [Theory]
    [InlineData("turbo", true)]
    [InlineData("TURBO", true)]
    [InlineData("pro", false)]
    [InlineData(null, false)]
    public void A_mark_of_the_list_frees(string? tier, bool isFree)
    {
        var facts = new FreeFacts(FreeFactsRule.Marked) { Field = "tier", FieldValue = "turbo" };
        var marks = tier is null ? null : new Dictionary<string, string> { ["tier"] = tier };

        FreeProof.Judge(Asked("x") with { Facts = facts, FactsEvidence = Said, Marks = marks }).IsFree.ShouldBe(isFree);
    }

    [Fact]
    public void A_provider_without_facts_frees_nothing_by_rule() =>
        FreeProof.Judge(Asked("x") with { Facts = new FreeFacts(FreeFactsRule.All) }).IsFree.ShouldBeFalse();

    [Fact]
    public void No_id_without_the_token_is_free_by_itself() =>
        Prop.ForAll<string>(id => id is null || FreeProof.HasFreeToken(id) || !Judge(id).IsFree).QuickCheckThrowOnFailure();

    private static FreeVerdict Judge(string id) => FreeProof.Judge(Asked(id));

    private static FreeQuestion Asked(string id) => new() { Provider = "p", UpstreamId = id };
}
