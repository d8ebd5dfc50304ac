using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Learned;
using Gratis.Hosting.Diagnosis;

namespace Gratis.Tests.Hosting.Diagnosis;

/// <summary>What is suggested, and what becomes of it when somebody says yes or no.</summary>
public sealed class SuggestionTests
{
    private static readonly Reply Unknown = Reply.Error(404, "The model does not exist");

    [Fact]
    public void The_id_of_a_suggestion_is_the_same_for_ever_and_tells_it_from_all_others()
    {
        Suggestion.IdOf(SuggestedAction.RemoveRoute, "a/M").ShouldBe(Suggestion.IdOf(SuggestedAction.RemoveRoute, "A/m"));
        new[] { SuggestedAction.AddRoute, SuggestedAction.RemoveRoute, SuggestedAction.RecoverRoute }
            .SelectMany(action => new[] { Suggestion.IdOf(action, "a/m"), Suggestion.IdOf(action, "a/n") }).Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public void What_is_found_and_proven_free_waits_for_a_person_where_nothing_serves_by_itself()
    {
        using var world = new DiagnosisWorld(options => options.Discovery.AutoEnable = false).Lists("alpha-7b").Refresh();
        var suggestion = world.Suggested.ShouldHaveSingleItem();
        (suggestion.Action, suggestion.Route, suggestion.IsProven).ShouldBe((SuggestedAction.AddRoute, "mine/alpha-7b", true));
        world.Questions.ShouldBeEmpty("what does not serve is not asked");

        world.Service.Board.Accept([suggestion.Id]);
        world.State("mine/alpha-7b").ShouldBe(RouteState.Enabled);
        world.Suggested.ShouldBeEmpty();

        world.Restart().State("mine/alpha-7b").ShouldBe(RouteState.Enabled, "and that outlives a restart");
    }

    [Fact]
    public void What_is_found_and_not_free_is_not_suggested()
    {
        using var world = new DiagnosisWorld().ListsJson("""{"id":"alpha-7b","pricing":{"prompt":"0.1","completion":"0.2"}},{"id":"beta-7b"}""").Refresh();
        world.Keeper.Current.Routes.ShouldAllBe(route => route.State == RouteState.Found);
        world.Suggested.ShouldBeEmpty();
    }

    [Fact]
    public void A_model_that_charged_is_never_suggested_whatever_is_thought_of_it()
    {
        using var world = new DiagnosisWorld(options => options.Discovery.AutoEnable = false).Lists("alpha-7b").Refresh();
        var evidence = world.Engine.Evidence.Of("mine/alpha-7b");
        evidence.SawCost(0.01m, "0.01 USD");
        evidence.Learn(LearnedTopics.Opinion, "free", ClaimSource.SecondOpinion, "https://mine.test/prices", 0.5);
        world.Keeper.Rebuild();
        world.Suggested.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_removed_and_is_listed_again_serves_again()
    {
        using var world = Removed();
        world.Lists("alpha-7b", "beta-7b").Pinged("mine/beta-7b", Reply.Ok).Restart(TimeSpan.FromDays(3)).Refresh();
        world.State("mine/beta-7b").ShouldBe(RouteState.Enabled);
        world.Engine.Evidence.Find("mine/beta-7b")!.Find(LearnedTopics.Gone).ShouldBeNull();
    }

    [Fact]
    public void What_comes_back_after_its_list_was_forgotten_is_suggested_to_be_recovered()
    {
        using var world = Removed();
        world.Memory.Lists.All.Clear();
        world.Lists("alpha-7b", "beta-7b").Restart(TimeSpan.FromDays(90)).Refresh();
        world.State("mine/beta-7b").ShouldBeNull();
        var suggestion = world.Suggested.ShouldHaveSingleItem();
        (suggestion.Action, suggestion.Route, suggestion.IsProven).ShouldBe((SuggestedAction.RecoverRoute, "mine/beta-7b", true));

        world.Service.Board.Accept([suggestion.Id]);
        world.State("mine/beta-7b").ShouldBe(RouteState.Enabled);
        world.Suggested.ShouldBeEmpty();
    }

    [Fact]
    public void A_list_that_never_stopped_naming_a_dead_model_is_no_proof_of_its_life()
    {
        using var world = new DiagnosisWorld().Lists("alpha-7b", "beta-7b").Pinged("mine/beta-7b", Unknown).Refresh();
        world.Engine.Evidence.Of("mine/beta-7b").SawGone("unknown model");
        world.Time.Advance(TimeSpan.FromHours(2));
        world.Refresh();
        world.Service.Board.Accept(SuggestedAction.RemoveRoute).Done.ShouldHaveSingleItem();
        world.Refresh();
        world.Suggested.ShouldBeEmpty();

        world.Restart(TimeSpan.FromDays(8)).Refresh();
        var suggestion = world.Suggested.ShouldHaveSingleItem();
        (suggestion.Action, suggestion.IsProven).ShouldBe((SuggestedAction.RecoverRoute, false));
        world.Service.Board.Maintain().ShouldBeEmpty();
    }

    [Fact]
    public void What_the_owner_turned_down_stays_away_over_a_restart_until_something_new_is_known()
    {
        using var world = Dead();
        world.Service.Board.Dismiss([world.Suggested.Single().Id]).Done.ShouldHaveSingleItem();
        world.Suggested.ShouldBeEmpty();

        world.Restart().Refresh();
        world.State("mine/beta-7b").ShouldBe(RouteState.Dead);
        world.Suggested.ShouldBeEmpty();

        world.Time.Advance(TimeSpan.FromHours(2));
        world.Engine.Evidence.Of("mine/beta-7b").SawGone("it was told again");
        world.Keeper.Rebuild();
        world.Suggested.ShouldHaveSingleItem().Action.ShouldBe(SuggestedAction.RemoveRoute);
    }

    [Fact]
    public void Ids_that_stand_for_nothing_are_named_and_harm_nothing()
    {
        using var world = Dead();
        var change = world.Service.Board.Accept(["nothing", world.Suggested.Single().Id, "nothing", Suggestion.IdOf(SuggestedAction.AddRoute, "mine/beta-7b")]);
        change.Done.ShouldHaveSingleItem();
        change.Unknown.ShouldBe(["nothing", Suggestion.IdOf(SuggestedAction.AddRoute, "mine/beta-7b")]);
    }

    [Fact]
    public void A_suggestion_keeps_its_date()
    {
        using var world = Dead();
        var made = world.Suggested.Single().CreatedAt;
        world.Time.Advance(TimeSpan.FromHours(1));
        world.Refresh().Suggested.Single().CreatedAt.ShouldBe(made);
    }

    [Fact]
    public void There_are_never_more_than_anybody_reads()
    {
        using var world = new DiagnosisWorld(options => options.Discovery.AutoEnable = false)
            .Lists([.. Enumerable.Range(0, Suggestions.Most + 200).Select(n => $"model{n}-7b")]).Refresh();
        world.Suggested.Count.ShouldBe(Suggestions.Most);
    }

    private static DiagnosisWorld Removed()
    {
        var world = Dead();
        world.Service.Board.Accept([world.Suggested.Single().Id]);
        world.State("mine/beta-7b").ShouldBeNull();
        return world;
    }

    private static DiagnosisWorld Dead()
    {
        var world = new DiagnosisWorld().Lists("alpha-7b", "beta-7b").Pinged("mine/beta-7b", Unknown).Refresh();
        world.Time.Advance(TimeSpan.FromHours(1));
        world.Lists("alpha-7b").Refresh();
        world.State("mine/beta-7b").ShouldBe(RouteState.Dead);
        return world;
    }
}
