using Gratis.Dispatch;
using Gratis.Tests.Hosting;
using Gratis.Tests.Routing;
using static Gratis.Tests.Dispatch.Forms;

namespace Gratis.Tests.Dispatch;

/// <summary>Streams to clients that must have a tool call.</summary>
public sealed class ForcedCallStreamTests
{
    private static readonly Reply Call = Reply.Sse(Step.Text(CallDelta), Step.Text(CallFinish), Step.Text(Reply.Done));

    [Theory]
    [InlineData(Reply.Delta + Reply.Finish + Reply.Done)]
    [InlineData(Reply.Delta + Reply.Done)]
    [InlineData(Reply.Delta + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")]
    public void Prose_is_found_out_before_anything_was_sent(string stream)
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(stream)));
        world.Network.On("b/m", Call);

        var heard = world.Ask("auto", stream: true, members: Forced);

        heard.Trail.ShouldBe("a/m=invalid_answer,b/m=served");
        heard.Text.ShouldBe(CallDelta + CallFinish + Reply.Done);
        world.Claim("a/m").ShouldBe("false");
        world.Claim("b/m").ShouldBe("true");
        world.Health.Snapshot().ShouldBeEmpty();
        world.ShouldBeAtRest();
    }

    [Fact]
    public void An_essay_is_not_waited_for_to_its_end()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Sse([.. Enumerable.Repeat(Step.Text(TextDelta), 400), Step.Hang]));
        world.Network.On("b/m", Call);
        var heard = world.Ask("auto", stream: true, members: Forced);
        heard.Trail.ShouldBe("a/m=invalid_answer,b/m=served");
        heard.Ended.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_sentence_before_the_call_is_kept_and_sent_with_it()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(TextDelta), Step.Wait(2), Step.Text(TextDelta), Step.Text(CallDelta), Step.Text(CallFinish), Step.Text(Reply.Done)));
        var heard = world.Ask("auto", stream: true, members: Forced);
        heard.Trail.ShouldBe("a/m=served");
        heard.Text.ShouldBe(TextDelta + TextDelta + CallDelta + CallFinish + Reply.Done);
        heard.Committed.ShouldBe(TimeSpan.FromSeconds(2));
        world.Claim("a/m").ShouldBe("true");
    }

    [Fact]
    public void A_cut_before_the_call_is_a_cut_and_no_prose()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(TextDelta)));
        world.Network.On("b/m", Call);
        world.Ask("auto", stream: true, members: Forced).Trail.ShouldBe("a/m=broken,b/m=served");
        world.Evidence("a/m").Facts.ShouldBeEmpty();
    }

    [Fact]
    public void Who_ran_out_of_tokens_lowers_no_claim()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(TextDelta + Reply.Finish.Replace("stop", "length", StringComparison.Ordinal) + Reply.Done)));
        world.Network.On("b/m", Call);
        world.Ask("auto", stream: true, members: Forced).Trail.ShouldBe("a/m=invalid_answer,b/m=served");
        world.Evidence("a/m").Facts.ShouldBeEmpty();
    }

    [Fact]
    public void Where_no_other_route_is_left_the_first_text_commits()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta + Reply.Finish + Reply.Done)));
        world.Network.On("b/m", Reply.Sse(Step.Text(TextDelta), Step.Wait(3), Step.Text(Reply.Finish + Reply.Done)));
        var heard = world.Ask("auto", stream: true, members: Forced);
        heard.Trail.ShouldBe("a/m=invalid_answer,b/m=served");
        heard.Committed.ShouldBe(TimeSpan.Zero);
        heard.Text.ShouldBe(TextDelta + Reply.Finish + Reply.Done);
    }

    [Fact]
    public void Thoughts_commit_and_the_call_behind_them_is_seen_by_its_finish()
    {
        const string Thought = "data: {\"choices\":[{\"index\":0,\"delta\":{\"reasoning\":\"hm\"}}]}\n\n";
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(Thought), Step.Wait(5), Step.Text(CallDelta + CallFinish + Reply.Done)));
        var heard = world.Ask("auto", stream: true, members: Forced);
        heard.Committed.ShouldBe(TimeSpan.Zero);
        heard.Text.ShouldBe(Thought + CallDelta + CallFinish + Reply.Done);
        world.Claim("a/m").ShouldBe("true");
    }

    [Theory]
    [InlineData("")]
    [InlineData(Tools)]
    public void Who_need_not_call_commits_with_the_first_text_and_shows_nothing(string members)
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(TextDelta), Step.Wait(3), Step.Text(Reply.Finish + Reply.Done)));
        var heard = world.Ask("auto", stream: true, members: members);
        heard.Committed.ShouldBe(TimeSpan.Zero);
        world.Evidence("a/m").Facts.ShouldBeEmpty();
    }

    [Fact]
    public void A_stream_that_breaks_after_its_call_shows_nothing()
    {
        using var world = new World("a/m");
        world.Network.On("a/m", Reply.Sse(Step.Text(CallDelta), Step.Cut));
        world.Ask("a/m", stream: true, members: Tools).Text.ShouldContain("stream_broken");
        world.Evidence("a/m").Facts.ShouldBeEmpty();
    }

    [Fact]
    public void A_route_that_is_out_of_attempts_counts_as_the_last_one()
    {
        using var world = new World(new CatalogSketch().Routes("a/m", "b/m"), new RequestLimits { MaxAttempts = 1 });
        world.Network.On("a/m", Reply.Stream);
        world.Ask("auto", stream: true, members: Forced).Trail.ShouldBe("a/m=served");
    }
}
