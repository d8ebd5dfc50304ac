using Gratis.Catalog;
using Gratis.Catalog.Learned;
using Gratis.Hosting.Diagnosis;
using Gratis.Hosting.Options;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Hosting.Diagnosis;

/// <summary>What is missing from a list is asked directly, once; only a plain no removes it.</summary>
public sealed class SecondProofTests
{
    private static readonly Reply Unknown = Reply.Error(404, "The model does not exist");

    [Fact]
    public void Missing_and_unknown_is_gone_and_stays_gone()
    {
        using var world = Vanished(Unknown);
        var suggestion = world.Suggested.ShouldHaveSingleItem();
        (suggestion.Action, suggestion.Route, suggestion.IsProven).ShouldBe((SuggestedAction.RemoveRoute, "mine/beta-7b", true));
        world.State("mine/beta-7b").ShouldBe(RouteState.Dead);

        world.Service.Board.Accept([suggestion.Id]).Done.ShouldHaveSingleItem();
        world.State("mine/beta-7b").ShouldBeNull();
        for (var day = 0; day < 10; day++)
            world.Restart(TimeSpan.FromDays(1)).Refresh();

        world.Pings("mine/beta-7b").ShouldBe(1);
        world.State("mine/beta-7b").ShouldBeNull();
        world.Suggested.ShouldBeEmpty();
    }

    [Fact]
    public void Missing_and_alive_stays_and_is_left_in_peace_for_a_week()
    {
        using var world = Vanished(Reply.Ok);
        world.State("mine/beta-7b").ShouldBe(RouteState.Enabled);
        world.Suggested.ShouldBeEmpty();

        world.Restart(TimeSpan.FromDays(6)).Refresh();
        world.Pings("mine/beta-7b").ShouldBe(1);
        world.Restart(TimeSpan.FromDays(1)).Refresh();
        world.Pings("mine/beta-7b").ShouldBe(2);
    }

    [Fact]
    public void One_token_is_too_little_for_who_thinks_first_and_yet_a_sign_of_life()
    {
        using var world = Vanished(Reply.Json("""{"choices":[{"index":0,"message":{"role":"assistant","content":"","reasoning":"Hm"},"finish_reason":"length"}]}"""));
        world.Refresh();
        world.Pings("mine/beta-7b").ShouldBe(1);
        world.Service.Report().Inconclusive.ShouldBeEmpty();
    }

    public static TheoryData<string, int, string> Inconclusive => new()
    {
        { "a limit", 429, "Too many requests" },
        { "a fault", 500, "boom" },
        { "a refused key", 401, "Invalid API key" },
        { "a refused parameter", 400, "max_tokens is too small" },
        { "a page", 200, "<html>" },
    };

    [Theory]
    [MemberData(nameof(Inconclusive))]
    public void Whatever_else_comes_back_lowers_nothing(string what, int status, string words)
    {
        var reply = status == 200 ? new Reply(200, "text/html", Step.Text(words)) : Reply.Error(status, words);
        using var world = Vanished(reply);

        world.State("mine/beta-7b").ShouldBe(RouteState.Enabled, what);
        world.Engine.Evidence.Find("mine/beta-7b")!.Facts.ShouldBeEmpty();
        world.Engine.Measures.Find("mine/beta-7b")?.Read(world.Time.GetUtcNow()).Success.ShouldBeNull();
        world.Health.Snapshot().Where(entry => entry.Cooldown.Reason != Verdict.RateLimited).ShouldBeEmpty();
        world.Suggested.ShouldBeEmpty();
        world.Service.Report().Inconclusive.ShouldHaveSingleItem().Route.ShouldBe("mine/beta-7b");
        world.Pings("mine/beta-7b").ShouldBe(1, "a question is never repeated at once");
    }

    [Fact]
    public void A_provider_out_of_reach_proves_nothing()
    {
        using var world = Vanished(Reply.Unreachable);
        world.State("mine/beta-7b").ShouldBe(RouteState.Enabled);
        world.Health.Snapshot().ShouldBeEmpty();
        world.Questions.Count(call => call.Route == "mine/beta-7b").ShouldBe(1);
    }

    [Fact]
    public void A_list_that_fails_is_no_proof()
    {
        using var world = new DiagnosisWorld().Lists("alpha-7b", "beta-7b").Refresh();
        world.Network.On("mine/v1/models", Reply.Error(500));
        world.Time.Advance(TimeSpan.FromHours(1));
        world.Refresh();
        world.Pings("mine/beta-7b").ShouldBe(0);
        world.State("mine/beta-7b").ShouldBe(RouteState.Enabled);
    }

    [Fact]
    public void A_client_that_was_told_so_of_a_listed_model_is_one_proof_and_a_ping_the_other()
    {
        using var world = new DiagnosisWorld().Lists("alpha-7b", "beta-7b").Pinged("mine/beta-7b", Unknown).Refresh();
        world.Engine.Evidence.Of("mine/beta-7b").SawGone("unknown model");
        world.Refresh();
        world.Pings("mine/beta-7b").ShouldBe(0, "the same minute is the same proof");

        world.Time.Advance(TimeSpan.FromHours(2));
        world.Refresh();
        world.Suggested.ShouldHaveSingleItem().Action.ShouldBe(SuggestedAction.RemoveRoute);
        world.Restart(TimeSpan.FromDays(1)).Refresh();
        world.Pings("mine/beta-7b").ShouldBe(1);
    }

    [Fact]
    public void An_answer_takes_back_what_a_client_was_told()
    {
        using var world = new DiagnosisWorld().Lists("beta-7b").Pinged("mine/beta-7b", Reply.Ok).Refresh();
        world.Engine.Evidence.Of("mine/beta-7b").SawGone("unknown model");
        world.Time.Advance(TimeSpan.FromHours(2));
        world.Refresh();
        world.Engine.Evidence.Find("mine/beta-7b")!.Find(LearnedTopics.Gone).ShouldBeNull();
    }

    [Fact]
    public void What_is_switched_off_or_costs_money_is_not_asked()
    {
        using var world = new DiagnosisWorld().Lists("alpha-7b", "beta-7b", "gamma-7b").Refresh();
        var word = world.Keeper.Current.FindRoute("mine/gamma-7b")!.Dossier!.FileWord;
        world.Edit("mine/beta-7b", edit => edit with { Enabled = false });
        world.Edit("mine/gamma-7b", edit => edit with { Enabled = true, Free = false, FreeInFile = word });
        world.State("mine/gamma-7b").ShouldBe(RouteState.Enabled);
        var before = world.Questions.Count();
        world.Lists("alpha-7b").Refresh();
        world.Questions.Count().ShouldBe(before);
    }

    [Fact]
    public void What_is_set_aside_is_left_alone()
    {
        using var world = new DiagnosisWorld().Lists("alpha-7b", "beta-7b").Refresh();
        world.Network.On("mine/alpha-7b", Reply.Error(401, "Invalid API key"));
        world.Ask("mine/alpha-7b");
        var before = world.Questions.Count();
        world.Lists("alpha-7b").Refresh();
        world.Questions.Count().ShouldBe(before);
        world.Service.Report().Inconclusive.ShouldHaveSingleItem().Reason.ShouldContain("set aside");
    }

    [Fact]
    public void The_last_of_a_quota_belongs_to_clients()
    {
        using var world = new DiagnosisWorld(options => options.Providers["mine"].Limits = new LimitOptions { Rpd = 40 });
        world.Lists("alpha-7b", "beta-7b").Pinged("mine/beta-7b", Unknown);
        world.Refresh("mine");
        for (var call = 0; call < 33; call++)
            world.Ask("mine/alpha-7b");
        world.Lists("alpha-7b").Refresh();
        world.Pings("mine/beta-7b").ShouldBe(0);
        world.Service.Report().Inconclusive.Select(open => open.Reason).ShouldContain(reason => reason.Contains("runs low", StringComparison.Ordinal));
    }

    /// <summary>Two models were listed and one is no longer; it has been looked into.</summary>
    private static DiagnosisWorld Vanished(Reply ping)
    {
        var world = new DiagnosisWorld().Lists("alpha-7b", "beta-7b");
        world.Network.On("mine/beta-7b", ping);

        // Both are known before anything is asked.
        world.Look();
        world.State("mine/beta-7b").ShouldBe(RouteState.Enabled);
        world.Time.Advance(TimeSpan.FromHours(1));
        return world.Lists("alpha-7b").Refresh();
    }
}
