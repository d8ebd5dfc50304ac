using Gratis.Catalog;
using Gratis.Catalog.Learned;
using Gratis.Hosting.Diagnosis;
using Gratis.Hosting.Diagnosis.Supervision;
using Gratis.Hosting.Options;

namespace Gratis.Tests.Hosting.Diagnosis;

/// <summary>A model's opinion of another one's price makes a suggestion at most.</summary>
public sealed class SupervisorTests
{
    private const string Yes = """{\"free\": true, \"confidence\": \"high\", \"evidence\": \"https://mine.test/free\"}""";

    [Theory]
    [InlineData("""{"free":true,"confidence":"high","evidence":"https://a.test/prices"}""", true)]
    [InlineData("""Sure! ```json {"free":"yes","confidence":0.95,"evidence":"see https://a.test/prices today"} ```""", true)]
    [InlineData("""{"free":true,"confidence":"High","evidence":"http://a.test"}""", true)]
    [InlineData("""{"free":true,"confidence":"medium","evidence":"https://a.test/prices"}""", false)]
    [InlineData("""{"free":true,"confidence":0.6,"evidence":"https://a.test/prices"}""", false)]
    [InlineData("""{"free":true,"confidence":"high","evidence":"everybody knows"}""", false)]
    [InlineData("""{"free":true,"confidence":"high","evidence":"file:///etc/passwd"}""", false)]
    [InlineData("""{"free":true,"confidence":"high"}""", false)]
    [InlineData("""{"free":true,"evidence":"https://a.test/prices"}""", false)]
    [InlineData("""{"free":false,"confidence":"high","evidence":"https://a.test/prices"}""", false)]
    [InlineData("""{"confidence":"high","evidence":"https://a.test/prices"}""", false)]
    [InlineData("""{"free":true,"confidence":"high","evidence":""", false)]
    [InlineData("""[true]""", false)]
    [InlineData("yes, it is free", false)]
    [InlineData("", false)]
    [InlineData("}{", false)]
    public void Only_a_sure_yes_with_an_address_is_one(string answer, bool isYes) => SupervisorAnswer.Read(answer).IsYes.ShouldBe(isYes);

    [Fact]
    public void Its_yes_makes_a_suggestion_and_no_route_free()
    {
        using var world = With(Answer(Yes));
        world.Refresh();
        var suggestion = world.Suggested.ShouldHaveSingleItem();
        (suggestion.Action, suggestion.Route, suggestion.IsProven).ShouldBe((SuggestedAction.AddRoute, "mine/found-7b", false));
        suggestion.Evidence.ShouldContain("https://mine.test/free");
        world.Service.Board.Maintain().ShouldBeEmpty();

        world.Service.Board.Accept([suggestion.Id]);
        var route = world.Keeper.Current.FindRoute("mine/found-7b")!;
        (route.State, route.IsFree).ShouldBe((RouteState.Enabled, false));
        world.Engine.Routes.Resolve("free")!.Slots.Select(slot => slot.Route.Id).ShouldBe(["wise/adviser-7b"]);
        world.Engine.Routes.Resolve("auto")!.Slots.Select(slot => slot.Route.Id).ShouldBe(["wise/adviser-7b"]);
    }

    [Fact]
    public void Its_opinion_is_asked_once_a_week_and_is_booked_like_any_request()
    {
        using var world = With(Answer(Yes));
        world.Refresh().Refresh();
        world.Questions.Count(IsQuestion).ShouldBe(1);
        world.Engine.Measures.Find("wise/adviser-7b")!.Read(world.Time.GetUtcNow()).Samples.ShouldBe(1, 0.1);
        world.Restart(TimeSpan.FromDays(7)).Refresh();
        world.Questions.Count(IsQuestion).ShouldBe(2);
    }

    [Fact]
    public void Every_failure_is_a_no()
    {
        foreach (var reply in (Reply[])[Reply.Error(500), Reply.Limited(100), Reply.Unreachable, Reply.Ok, Answer("{\\\"free\\\": true}")])
        {
            using var world = With(reply);
            world.Refresh();
            world.Suggested.ShouldBeEmpty();
            world.Engine.Evidence.Find("mine/found-7b")!.Find(LearnedTopics.Opinion)!.Value.ShouldNotBe("free");
        }
    }

    [Fact]
    public void It_is_off_unless_the_owner_wants_it_and_asks_no_more_than_five_at_once()
    {
        using var off = With(Answer(Yes), asks: false);
        off.Refresh();
        off.Questions.Count(IsQuestion).ShouldBe(0);

        using var world = With(Answer(Yes), found: 12);
        world.Refresh();
        world.Questions.Count(IsQuestion).ShouldBe(5);
        world.Refresh();
        world.Questions.Count(IsQuestion).ShouldBe(10);
    }

    [Fact]
    public void A_model_whose_price_is_known_is_not_asked_about()
    {
        using var world = With(Answer(Yes), found: 0);
        world.ListsJson("""{"id":"found-7b","pricing":{"prompt":"0.1","completion":"0.2"}}""").Refresh();
        world.Questions.Count(IsQuestion).ShouldBe(0);
    }

    [Theory]
    [InlineData("mine/c", "mine/c")]
    [InlineData("mine/off", "mine/b")]
    [InlineData("mine/unknown", "mine/b")]
    [InlineData(null, "mine/b")]
    public void The_owner_s_choice_is_asked_else_who_can_search_the_web(string? preferred, string asked)
    {
        var catalog = new Routing.CatalogSketch()
            .Route("mine/a", can: default(CapabilitySet).With(Capability.Tools, true))
            .Route("mine/paid", free: false, can: default(CapabilitySet).With(Capability.WebSearch, true))
            .Route("mine/b", can: default(CapabilitySet).With(Capability.WebSearch, true))
            .Route("mine/c").Build();
        SupervisorQuestion.Adviser(catalog, preferred)!.Id.ShouldBe(asked);
    }

    private static bool IsQuestion(UpstreamCall call) => call.Route == "wise/adviser-7b" && call.Body.Contains("You check prices", StringComparison.Ordinal);

    private static Reply Answer(string content) => Reply.Json(
        $$$"""{"choices":[{"index":0,"message":{"role":"assistant","content":"{{{content}}}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":5}}""");

    /// <summary>Models without a price, and one route that may be asked about them.</summary>
    private static DiagnosisWorld With(Reply reply, bool asks = true, int found = 1)
    {
        var world = new DiagnosisWorld(options =>
        {
            options.Discovery.Supervisor.Enabled = asks;
            options.Providers["wise"] = new ProviderOptions
            {
                BaseUrl = "http://wise.test/v1",
                ApiKey = "k",
                Models = { new ModelOptions { Id = "adviser-7b", Free = true, Tools = true, StructuredOutput = true } },
            };
        });
        world.Network.On("wise/adviser-7b", reply);
        return found == 1 ? world.ListsJson("""{"id":"found-7b"}""") : world.ListsJson(string.Join(',', Enumerable.Range(0, found).Select(n => $$"""{"id":"found{{n}}-7b"}""")));
    }
}
