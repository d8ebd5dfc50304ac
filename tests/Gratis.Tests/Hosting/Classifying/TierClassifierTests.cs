using System.Text.Json.Nodes;
using Gratis.Dispatch;
using Gratis.Hosting.Classifying;
using Gratis.Hosting.Options;
using Gratis.Tests.Routing;
using Gratis.Tests.Wire;
using Gratis.Wire;

namespace Gratis.Tests.Hosting.Classifying;

/// <summary>Requests that the rules cannot sort, and a classifier that helps, or does not.</summary>
public sealed class TierClassifierTests : IDisposable
{
    private const string Open = "What is the capital of the country to the north of Spain?";

    private static readonly CatalogSketch Catalogue = new CatalogSketch().Route("a/m").Route("c/small", free: false);

    private readonly World _world = new(Catalogue);

    public TierClassifierTests()
    {
        _world.Network.On("a/m", Reply.Ok);
        Configure();
    }

    private static Reply Says(string word) => Reply.Json(
        $$$"""{"choices":[{"index":0,"message":{"role":"assistant","content":"{{{word}}}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":90,"completion_tokens":1}}""");

    [Fact]
    public void An_undecided_request_is_sorted_by_one_small_call()
    {
        _world.Network.On("c/small", Says("LARGE"));
        Ask(Open).ShouldBe("large (classifier)");

        Called().ShouldBe("c/small a/m");
        var question = JsonNode.Parse(_world.Network.Calls[0].Body)!;
        question["max_tokens"]!.GetValue<int>().ShouldBe(10);
        question["temperature"]!.GetValue<double>().ShouldBe(0);
        question["stream"].ShouldBeNull();
        question["messages"]![1]!["content"]!.GetValue<string>().ShouldBe(Open);
        question["messages"]![0]!["content"]!.GetValue<string>().ShouldContain("REASONING");
    }

    [Fact]
    public void It_is_shown_no_more_than_500_characters()
    {
        _world.Network.On("c/small", Says("LITE"));
        Ask(string.Concat(Enumerable.Repeat("😀", 900)));
        JsonNode.Parse(_world.Network.Calls[0].Body)!["messages"]![1]!["content"]!.GetValue<string>().ShouldBe(string.Concat(Enumerable.Repeat("😀", 500)));
    }

    [Fact]
    public void What_a_rule_decides_and_what_is_asked_by_name_costs_no_question()
    {
        Ask("hi").ShouldBe("lite (small talk)");
        Ask("prove it").ShouldBe("reasoning (reasoning words)");
        Ask(Open, model: "a/m").ShouldBeNull();
        Ask(Open, model: "free").ShouldBeNull();
        Called().ShouldBe("a/m a/m a/m a/m");
    }

    [Fact]
    public void The_same_text_is_asked_about_once_in_ten_minutes()
    {
        _world.Network.On("c/small", Says("LITE"), Says("LARGE"));
        Ask(Open).ShouldBe("lite (classifier)");
        Ask(Open).ShouldBe("lite (classifier)");
        Ask(Open + "!").ShouldBe("large (classifier)");
        _world.Time.Advance(TierAnswers.Life);
        Ask(Open).ShouldBe("large (classifier)");
        Called().ShouldBe("c/small a/m a/m c/small a/m c/small a/m");
    }

    [Fact]
    public void A_reload_keeps_its_answers_and_another_classifier_is_asked_anew()
    {
        _world.Network.On("c/small", Says("LITE"));
        Ask(Open);
        Configure();
        Ask(Open).ShouldBe("lite (classifier)");
        Configure("a/m");
        Ask(Open).ShouldBe("standard (classifier failed)");
        Called().ShouldBe("c/small a/m a/m a/m a/m");
    }

    [Fact]
    public void Silence_costs_five_seconds_and_after_two_of_them_nothing_for_a_while()
    {
        _world.Network.On("c/small", Reply.Silence);
        Ask(Open).ShouldBe("standard (classifier failed)");
        _world.Time.Elapsed.ShouldBe(TierClassifier.Patience);

        // Two that fail in the same instant would be one strike.
        var pause = TimeSpan.FromSeconds(1);
        _world.Time.Advance(pause);
        Ask(Open).ShouldBe("standard (classifier failed)");
        _world.Time.Elapsed.ShouldBe((TierClassifier.Patience * 2) + pause);

        _world.Time.Advance(pause);
        Ask(Open).ShouldBe("standard (classifier failed)");
        _world.Time.Elapsed.ShouldBe((TierClassifier.Patience * 2) + (pause * 2));
        Called().ShouldBe("c/small a/m c/small a/m a/m");
    }

    [Fact]
    public void Nonsense_and_errors_mean_standard()
    {
        _world.Network.On("c/small", Says("whatever you like"), Reply.Error(500), Reply.Json("""{"choices":[]}"""));
        Ask(Open).ShouldBe("standard (classifier failed)");
        Ask(Open + " 2").ShouldBe("standard (classifier failed)");
        Ask(Open + " 3").ShouldBe("standard (classifier failed)");
        _world.ShouldBeAtRest();
    }

    [Fact]
    public void Without_quota_nobody_waits_and_nobody_is_asked()
    {
        _world.Network.On("c/small", Reply.Limited(3000));
        Ask(Open).ShouldBe("standard (classifier failed)");
        Ask(Open).ShouldBe("standard (classifier failed)");
        _world.Time.Elapsed.ShouldBe(TimeSpan.Zero);
        Called().ShouldBe("c/small a/m a/m");
    }

    [Fact]
    public void A_classifier_that_nobody_knows_is_as_good_as_none()
    {
        Configure("x/y");
        Ask(Open).ShouldBe("standard (classifier failed)");
        Configure(null);
        Ask(Open).ShouldBe("standard (undecided)");
        Called().ShouldBe("a/m a/m");
    }

    [Fact]
    public void One_that_turns_out_to_cost_money_is_not_asked_again()
    {
        Configure("a/m");
        _world.Engine.Evidence.Of("a/m").SawCost(0.01m, "it said so");
        _world.Engine.Routes.Resolve("a/m")!.Slots[0].Candidates[0].IsFreeNoMore.ShouldBeTrue();
        Ask(Open);
        Called().ShouldBe("");
    }

    [Fact]
    public void Its_calls_are_booked_like_any_other()
    {
        _world.Network.On("c/small", Says("LITE"));
        Ask(Open);
        _world.Engine.Measures.Find("c/small").ShouldNotBeNull();
        _world.Health.Snapshot().ShouldBeEmpty();
        _world.ShouldBeAtRest();
    }

    [Fact]
    public void A_question_rides_on_the_place_of_its_request()
    {
        _world.Engine.Reconfigure(Catalogue.Build(), new RequestLimits { MaxConcurrent = 1, MaxQueued = 0 }, autoRoute: Asked("c/small"));
        _world.Network.On("c/small", _ =>
        {
            _world.Engine.InFlight.ShouldBe(1);
            return Says("LARGE");
        });
        Ask(Open).ShouldBe("large (classifier)");
        _world.ShouldBeAtRest();
    }

    [Fact]
    public void A_client_that_hangs_up_ends_the_question_too()
    {
        _world.Network.On("c/small", Says("LITE").In(3));
        _world.Time.Run(async () =>
        {
            using var client = new CancellationTokenSource(TimeSpan.FromSeconds(1), _world.Time);
            await Should.ThrowAsync<OperationCanceledException>(async () => await _world.Engine.SendAsync(Request(Open), client.Token));
        });
        Called().ShouldBe("c/small");
        _world.Engine.InFlight.ShouldBe(0);
        _world.Health.Snapshot().ShouldBeEmpty();
    }

    public void Dispose() => _world.Dispose();

    private static AutoRouteOptions Asked(string? classifier) => new() { Enabled = true, Classifier = classifier };

    private void Configure(string? classifier = "c/small") => _world.Engine.Reconfigure(Catalogue.Build(), new RequestLimits(), autoRoute: Asked(classifier));

    private string Called() => string.Join(' ', _world.Called);

    private string? Ask(string text, string model = "auto") => _world.Time.Run(async () =>
    {
        await using var answer = await _world.Engine.SendAsync(Request(text, model), CancellationToken.None);
        return answer.Tier?.Text;
    });

    private static GatewayRequest Request(string text, string model = "auto")
    {
        var body = Bodies.Utf8($$"""{"model":"{{model}}","messages":[{"role":"user","content":"{{text}}"}]}""");
        return new GatewayRequest { Id = "req-1", Operation = Operation.Chat, Body = body, Facts = Bodies.Facts(body) };
    }
}
