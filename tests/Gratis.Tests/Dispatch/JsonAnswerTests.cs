using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;
using static Gratis.Tests.Dispatch.Forms;

namespace Gratis.Tests.Dispatch;

/// <summary>Answers that were to be JSON.</summary>
public sealed class JsonAnswerTests
{
    private const string Any = """ "response_format":{"type":"json_object"}, """;

    [Theory]
    [InlineData("\"Here you are: {}\"")]
    [InlineData("\"```json\\n{}\\n```\"")]
    [InlineData("\"{\\\"a\\\":\"")]
    [InlineData("\"{} {}\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"It is\"", "length")]
    public void What_is_no_JSON_goes_to_the_next_route_and_lowers_the_claim_of_who_was_given_a_schema(string text, string finish = "stop")
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Says(text, finish));
        world.Network.On("b/m", Says("\"{}\""));

        world.Ask("auto", members: Schema).Trail.ShouldBe("a/m=invalid_answer,b/m=served");
        world.Claim("a/m", "structured_output").ShouldBe("false");
        world.Claim("a/m").ShouldBeNull();
        world.Claim("b/m", "structured_output").ShouldBeNull();
        world.Health.Snapshot().ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_schema_it_moves_on_and_lowers_nothing()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Prose);
        world.Network.On("b/m", Says("\"{}\""));
        world.Ask("auto", members: Any).Trail.ShouldBe("a/m=invalid_answer,b/m=served");
        world.Evidence("a/m").Facts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"{}\"")]
    [InlineData("\" {\\\"a\\\":\\\"\\u00e9 \\\\\\\"x\\\\\\\"\\\"} \\n\"")]
    [InlineData("\"[1,2]\"")]
    [InlineData("\"{\\\"a\\\":[1,\"", "length")] // Cut by the client's own bound.
    [InlineData("\"I must not.\"", "stop", ",\"refusal\":\"I must not.\"")]
    [InlineData("\"{\\\"a\"", "content_filter")]
    [InlineData("[{\"type\":\"text\",\"text\":\"in parts\"}]")]
    public void What_may_be_is_served(string text, string finish = "stop", string more = "")
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Says(text, finish, more));
        world.Ask("auto", members: Schema).Trail.ShouldBe("a/m=served");
        world.Evidence("a/m").Facts.ShouldBeEmpty();
    }

    [Fact]
    public void A_schema_nested_deeper_than_most_is_still_JSON()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Says($"\"{new string('[', 300)}{new string(']', 300)}\""));
        world.Ask("auto", members: Schema).Trail.ShouldBe("a/m=served");
    }

    [Fact]
    public void A_tool_call_in_place_of_the_text_is_an_answer()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Calls());
        world.Ask("auto", members: Tools + Schema).Trail.ShouldBe("a/m=served");
        world.Claim("a/m").ShouldBe("true");
    }

    [Fact]
    public void Where_no_other_route_is_left_it_is_better_than_nothing()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Prose);
        var heard = world.Ask("a/m", members: Schema);
        heard.Trail.ShouldBe("a/m=served");
        heard.Text.ShouldContain("It is sunny.");
        world.Claim("a/m", "structured_output").ShouldBe("false");
    }

    [Fact]
    public void Who_never_got_the_format_has_not_ignored_it()
    {
        using var world = new World(new CatalogSketch().Route("a/m", refuses: "response_format").Route("b/m"));
        world.Network.On("a/m", Prose);
        world.Network.On("b/m", Says("\"{}\""));
        world.Ask("auto", members: Any).Trail.ShouldBe("a/m=invalid_answer,b/m=served");
        world.Evidence("a/m").Facts.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_who_asked_for_text_gets_anything_but_the_first_answer()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Prose);
        world.Ask("auto", members: """ "response_format":{"type":"text"}, """).Trail.ShouldBe("a/m=served");
    }
}
