using Gratis.Catalog.Learned;
using Gratis.Dispatch;
using Gratis.Quotas;
using Gratis.Tests.Hosting;
using Gratis.Tests.Wire;
using Gratis.Upstream.Verdicts;

namespace Gratis.Tests.Dispatch;

/// <summary>What a request that was too long shows of a window.</summary>
public sealed class WindowTests
{
    [Theory]
    [InlineData(9_000, 8192, 8192, true)]
    [InlineData(4_200, 8192, 8192, true)] // An estimate may be half of the truth.
    [InlineData(900, 8192, null, false)] // That cannot be what it ran into.
    [InlineData(9_000, 255, 9_000, false)] // That counts something else.
    [InlineData(9_000, null, 9_000, false)]
    [InlineData(200, null, null, false)]
    public void A_figure_is_believed_where_it_fits_the_request(long estimate, int? stated, int? learned, bool isStated)
    {
        var lesson = WindowLesson.Of(TooLong(stated), Bodies.Facts("""{"messages":[{"role":"user","content":"hi"}]}"""), new Demand(estimate, 0));
        lesson.ShouldBe(learned is { } tokens ? new WindowLesson(tokens, isStated) : null);
    }

    [Fact]
    public void What_was_to_be_written_counts_too()
    {
        var facts = Bodies.Facts("""{"messages":[{"role":"user","content":"hi"}],"max_tokens":7500}""");
        WindowLesson.Of(TooLong(8192), facts, new Demand(1000, 200)).ShouldBe(new WindowLesson(8192, true));
        WindowLesson.Of(TooLong(null), facts, new Demand(1000, 200)).ShouldBe(new WindowLesson(8500, false));
    }

    [Fact]
    public void Nobody_knows_how_many_tokens_a_picture_is_so_only_a_figure_counts()
    {
        var facts = Bodies.Facts("""{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:,"}}]}]}""");
        WindowLesson.Of(TooLong(null), facts, new Demand(2000, 0)).ShouldBeNull();
        WindowLesson.Of(TooLong(8192), facts, new Demand(2000, 0)).ShouldBe(new WindowLesson(8192, true));
    }

    [Fact]
    public void The_upstream_s_own_figure_is_what_is_known_from_then_on()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Error(400, "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens."));
        world.Network.On("b/m", Reply.Ok);
        world.Ask("auto", members: "\"max_tokens\":9000,").Trail.ShouldBe("a/m=too_long,b/m=served");
        Context(world).ShouldBe("8192");
    }

    [Fact]
    public void A_figure_corrects_what_was_worked_out_before()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Error(400, "prompt is too long"), Reply.Error(400, "maximum context length is 8192 tokens"));
        world.Network.On("b/m", Reply.Ok);
        world.Ask("auto", members: "\"max_tokens\":5000,");
        int.Parse(Context(world)!, System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(5000, 5100);

        world.Ask("auto", members: "\"max_tokens\":6000,");
        Context(world).ShouldBe("8192");
    }

    [Fact]
    public void A_request_larger_than_a_whole_minute_says_nothing_of_the_window()
    {
        using var world = new World("a/m", "b/m");
        world.Network.On("a/m", Reply.Error(413, "Request too large for model `m` on tokens per minute (TPM): Limit 8000, Requested 12040, please reduce your message size."));
        world.Network.On("b/m", Reply.Ok);
        world.Ask("auto", members: "\"max_tokens\":12000,").Trail.ShouldBe("a/m=too_long,b/m=served");
        Context(world).ShouldBeNull();
    }

    private static string? Context(World world) => world.Evidence("a/m").Find(LearnedTopics.Context)?.Value;

    private static Judgement TooLong(int? limit) => new(Verdict.TooLong, Reach.Request, Limit: limit);
}
