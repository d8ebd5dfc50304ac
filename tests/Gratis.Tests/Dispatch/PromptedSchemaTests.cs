using Gratis.Catalog;
using Gratis.Dispatch;
using Gratis.Hosting.Options;
using Gratis.Quotas;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;
using Gratis.Wire;

namespace Gratis.Tests.Dispatch;

/// <summary>A schema where no route has structured output: told in the prompt, and the answer checked.</summary>
public sealed class PromptedSchemaTests
{
    private const string Schema = """ "response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}}}, """;
    private const string Good = "\"{\\\"a\\\":1}\"";
    private const string Fenced = "\"```json\\n{\\\"a\\\":1}\\n```\"";
    private const string Wrong = "\"{\\\"a\\\":\\\"x\\\"}\"";

    private static readonly CapabilitySet Lacks = default(CapabilitySet).With(Capability.StructuredOutput, false);
    private static readonly CapabilitySet Has = default(CapabilitySet).With(Capability.StructuredOutput, true);

    [Fact]
    public void Who_may_have_it_comes_first_in_trouble_or_not()
    {
        using var world = new World(new CatalogSketch().Route("a/lacks", can: Lacks).Route("b/has", can: Has).Route("c/unknown"));
        world.Network.On("a/lacks", Forms.Says(Good));
        world.Network.On("b/has", Reply.Error(500));
        world.Network.On("c/unknown", Reply.Error(500));

        world.Ask("auto", members: Schema).Trail.ShouldBe("b/has=broken,c/unknown=broken,a/lacks=served");
        world.Network.Calls[0].Body.ShouldContain("json_schema");
        world.Network.Calls[2].Body.ShouldNotContain("json_schema");
        world.Ask("auto", members: Schema).Trail.ShouldBe("b/has=broken,c/unknown=broken,a/lacks=served", "both are in trouble now");
        world.ShouldBeAtRest();
    }

    [Fact]
    public void The_client_gets_bare_JSON()
    {
        using var world = new World(new CatalogSketch().Route("a/m", can: Lacks));
        world.Network.On("a/m", Forms.Says(Fenced));

        world.Ask("auto", members: Schema).Text.ShouldBe("""{"choices":[{"index":0,"message":{"role":"assistant","content":"{\"a\":1}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":5}}""");
        world.Evidence("a/m").Facts.ShouldBeEmpty("a promise in words proves no structured output");
    }

    [Fact]
    public void Who_is_asked_by_name_gets_it_in_the_prompt_too()
    {
        using var world = new World(new CatalogSketch().Route("a/m", can: Lacks));
        world.Network.On("a/m", Forms.Says(Good));
        world.Ask("a/m", members: Schema).Trail.ShouldBe("a/m=served");
    }

    [Fact]
    public void Who_does_not_take_a_response_format_lacks_it()
    {
        using var world = new World(new CatalogSketch().Route("a/m", can: Has, refuses: "response_format").Route("b/m"));
        world.Network.On("a/m", Forms.Says(Fenced));
        world.Network.On("b/m", Reply.Error(500), Forms.Says(Good));

        world.Ask("auto", members: Schema).Trail.ShouldBe("b/m=broken,a/m=served");
        world.Ask("auto", members: Schema).Trail.ShouldBe("b/m=served");
    }

    [Fact]
    public void An_answer_that_does_not_follow_it_goes_to_the_next_route_and_blames_nobody()
    {
        using var world = new World(new CatalogSketch().Provider("a", accounts: 2).Route("a/m", can: Lacks).Route("b/m", can: Lacks));
        world.Network.On("a/m", Forms.Says(Wrong));
        world.Network.On("b/m", Forms.Says(Good));

        world.Ask("auto", members: Schema).Trail.ShouldBe("a/m=invalid_answer,b/m=served", "another account of the same model would say the same");
        world.Health.Snapshot().ShouldBeEmpty();
        world.Evidence("a/m").Facts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"It is sunny.\"", "stop")]
    [InlineData("\"{\\\"a\\\":1\"", "length")]
    [InlineData("\"{\\\"a\\\":1\"", "content_filter")]
    public void When_nobody_follows_it_that_is_said(string text, string finish)
    {
        using var world = new World(new CatalogSketch().Route("a/m", can: Lacks).Route("b/m", can: Lacks));
        world.Network.On("a/m", Forms.Says(text, finish));
        world.Network.On("b/m", Forms.Says(Wrong));
        var heard = world.Ask("auto", members: Schema);

        (heard.Status, heard.Code).ShouldBe((502, "all_candidates_failed"));
        heard.Trail.ShouldStartWith("a/m=invalid_answer,b/m=invalid_answer");
        heard.Error!.Message.ShouldContain("its answer does not follow it: $.a is a string, but must be an integer.");
        world.ShouldBeAtRest();
    }

    [Fact]
    public void A_call_of_a_tool_and_a_refusal_are_answers()
    {
        using var world = new World(new CatalogSketch().Route("a/m", can: Lacks));
        world.Network.On("a/m", Forms.Calls(), Forms.Says("null", more: ",\"refusal\":\"I must not.\""));
        world.Ask("auto", members: Forms.Tools + Schema).Trail.ShouldBe("a/m=served");
        world.Ask("auto", members: Schema).Trail.ShouldBe("a/m=served");
    }

    [Fact]
    public void Who_says_only_now_that_it_lacks_it_is_asked_again_after_everybody_else()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Error(400, "This model does not support json_schema"), Forms.Says(Fenced));
        world.Network.On("b/m", Reply.Error(500));

        world.Ask("auto", members: Schema).Trail.ShouldBe("a/m=refused,b/m=broken,a/m=served");
        world.Network.Calls[2].Body.ShouldNotContain("response_format");
        world.Claim("a/m", "structured_output").ShouldBe("false");
    }

    [Fact]
    public void Two_who_say_so_settle_nothing()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Error(400, "This model does not support json_schema"), Forms.Says(Wrong));
        world.Network.On("b/m", Reply.Error(400, "This model does not support json_schema"), Forms.Says(Good));

        world.Ask("auto", members: Schema).Trail.ShouldBe("a/m=refused,b/m=refused,a/m=invalid_answer,b/m=served");
    }

    [Fact]
    public void A_refusal_for_anything_else_is_one()
    {
        using var world = new World(new CatalogSketch().Route("a/m", can: Lacks).Route("b/m", can: Lacks));
        world.Network.On("a/m", Reply.Error(400, "messages is malformed"));
        world.Network.On("b/m", Reply.Error(400, "messages is malformed"));
        world.Ask("auto", members: Schema).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("""{"$ref":"#/$defs/missing"}""")]
    [InlineData("""{"type":"text"}""")]
    public void A_schema_that_nobody_can_be_held_to_needs_a_route_that_has_it(string schema)
    {
        using var world = new World(new CatalogSketch().Route("a/m", can: Lacks));
        var heard = world.Ask("auto", members: $$$""" "response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{{{schema}}} } }, """);

        (heard.Status, heard.Code).ShouldBe((400, "unsupported_capabilities"));
        world.Network.Calls.ShouldBeEmpty();
    }

    [Fact]
    public void What_else_is_needed_is_still_needed()
    {
        using var world = new World(new CatalogSketch().Route("a/m", can: Lacks.With(Capability.Tools, false)));
        var heard = world.Ask("auto", members: Forms.Tools + Schema);

        heard.Status.ShouldBe(400);
        heard.Error!.RequiredCapabilities.ShouldBe(["tools", "structured_output"]);
    }

    [Fact]
    public void A_stream_is_told_when_all_of_it_was_checked()
    {
        using var world = new World(new CatalogSketch().Route("a/m", can: Lacks).Route("b/m", can: Lacks));
        world.Network.On("a/m", Forms.Says(Wrong).In(3));
        world.Network.On("b/m", Forms.Says(Fenced).In(4));
        var heard = world.Ask("auto", stream: true, members: """ "stream_options":{"include_usage":true}, """ + Schema);

        heard.Trail.ShouldBe("a/m=invalid_answer,b/m=served");
        heard.Text.ShouldBe(
            """
            data: {"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":"{\"a\":1}"},"finish_reason":null}]}

            data: {"object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":5}}

            data: [DONE]


            """.ReplaceLineEndings("\n"));
        heard.Committed.ShouldBe(TimeSpan.FromSeconds(7));
        world.Network.Calls.ShouldAllBe(call => !call.Body.Contains("\"stream\"", StringComparison.Ordinal));
        var story = world.Engine.Log.Latest(_ => true, 1).ShouldHaveSingleItem();
        (story.Outcome, story.IsStream, story.OutputTokens).ShouldBe(("served", true, 5));
        world.ShouldBeAtRest();
    }

    [Fact]
    public void A_stream_that_comes_to_nothing_is_an_error()
    {
        using var world = new World(new CatalogSketch().Route("a/m", can: Lacks));
        world.Network.On("a/m", Forms.Says(Wrong));
        world.Ask("auto", stream: true, members: Schema).Status.ShouldBe(502);
        world.ShouldBeAtRest();
    }

    [Fact]
    public void An_answer_beyond_all_bounds_is_none()
    {
        using var world = new World(new CatalogSketch().Route("a/m", can: Lacks), new RequestLimits { MaxAnswerBytes = 2_000 });
        world.Network.On("a/m", Forms.Says($"\"{new string(' ', 3_000)}\""));
        world.Ask("auto", stream: true, members: Schema).Trail.ShouldStartWith("a/m=invalid_answer");
    }

    [Fact]
    public void Who_waits_for_quota_waits_for_it_with_the_schema_in_the_prompt()
    {
        using var world = new World(new CatalogSketch().Provider("a", with: p => p with { Limits = [Limits.Rpm(1)] }).Route("a/m", can: Lacks));
        world.Network.On("a/m", Forms.Says(Good));

        world.Ask("auto", members: Schema, maxWait: 90).Trail.ShouldBe("a/m=served");
        world.Ask("auto", members: Schema, maxWait: 90).Trail.ShouldBe("a/m=served");
        world.Network.Calls.ShouldAllBe(call => !call.Body.Contains("json_schema", StringComparison.Ordinal));
    }

    [Fact]
    public void Thoughts_that_used_up_the_bound_get_a_larger_one_with_the_schema_still_in_the_prompt()
    {
        using var world = new World(new CatalogSketch().Route("a/m", can: Lacks));
        world.Network.On("a/m", Forms.Says("null", "length", ",\"reasoning_content\":\"hm\""), Forms.Says(Fenced));
        var heard = world.Ask("auto", members: "\"max_tokens\":10," + Schema);

        heard.Trail.ShouldBe("a/m=invalid_answer,a/m=served");
        heard.Text.ShouldContain("""
            "content":"{\"a\":1}"
            """);
        world.Network.Calls[1].Body.ShouldContain("\"max_tokens\":160");
        world.Network.Calls[1].Body.ShouldContain("JSON Schema");
    }

    [Fact]
    public void A_prompt_is_no_second_opinion_on_who_is_slow()
    {
        using var world = new World(new CatalogSketch().Route("a/has", can: Has).Route("b/lacks", can: Lacks), new RequestLimits { Hedge = true });
        world.Network.On("a/has", Reply.Stream);
        for (var i = 0; i < 10; i++)
            world.Ask("a/has", stream: true);
        world.Network.On("a/has", Forms.Says(Good).In(20));
        world.Network.On("b/lacks", Forms.Says(Good));

        world.Ask("auto", members: Schema).Trail.ShouldBe("a/has=served");
    }

    [Fact]
    public void What_it_may_cost_at_most_has_the_schema_and_the_words_around_it_in_it()
    {
        var request = World.Request("m", members: Schema);
        var prompted = request.WithPrompt(request.NeedsUnder(new CatalogSketch().Build()).Prompt!);
        var route = new Route(new CatalogSketch().Provider("p").Routes("p/m").Build().FindProvider("p")!, "m") { Price = new Price(1, 1) };

        BudgetCost.AtMost(route, request.Facts, 0).Input.ShouldBeGreaterThanOrEqualTo(prompted.Facts.TextBytes);
    }

    [Fact]
    public void It_has_left_for_whoever_asked()
    {
        var request = World.Request("m", members: Schema);
        request.WithPrompt(request.NeedsUnder(new CatalogSketch().Build()).Prompt!).Leave();
        request.HasLeft.ShouldBeTrue();
    }
}
